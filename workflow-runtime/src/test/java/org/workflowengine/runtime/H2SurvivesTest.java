package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Conflicts, joined transactions and bulk moves, on H2. */
class H2SurvivesTest {
    @Nested
    class Join extends JoinContract {
        Join() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Bulk extends BulkContract {
        Bulk() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Conflict extends ConflictContract {
        Conflict() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Deadline extends DeadlineContract {
        Deadline() {
            super(TestDatabase::inMemory);
        }
    }
}
