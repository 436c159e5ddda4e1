package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Conflicts, joined transactions and bulk moves, on PostgreSql. */
class PostgreSqlSurvivesTest {
    @Nested
    class Join extends JoinContract {
        Join() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Bulk extends BulkContract {
        Bulk() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Conflict extends ConflictContract {
        Conflict() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Deadline extends DeadlineContract {
        Deadline() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class ReadOnly extends ReadOnlyContract {
        ReadOnly() {
            super(TestDatabase::postgres);
        }
    }
}
