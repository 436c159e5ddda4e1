package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Conflicts, joined transactions and bulk moves, on MariaDb. */
class MariaDbSurvivesTest {
    @Nested
    class Join extends JoinContract {
        Join() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Bulk extends BulkContract {
        Bulk() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Conflict extends ConflictContract {
        Conflict() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Deadline extends DeadlineContract {
        Deadline() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class ReadOnly extends ReadOnlyContract {
        ReadOnly() {
            super(TestDatabase::mariaDb);
        }
    }
}
