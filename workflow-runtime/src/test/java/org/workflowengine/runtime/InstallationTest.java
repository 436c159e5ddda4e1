package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Which installation a database is, on every database. */
class InstallationTest {
    @Nested
    class OnH2 extends InstallationContract {
        OnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OnPostgreSql extends InstallationContract {
        OnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OnMariaDb extends InstallationContract {
        OnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }
}
