package org.workflowengine.runtime;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on MariaDB, where a server is reachable. */
class MariaDbTest {
    @BeforeAll
    static void aServerIsNeeded() {
        TestDatabase.assumeMariaDb();
    }

    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::mariaDb);
        }
    }
}
