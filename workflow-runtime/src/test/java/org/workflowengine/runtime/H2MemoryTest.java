package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on H2 in memory. */
class H2MemoryTest {
    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Decisions extends DecisionContract {
        Decisions() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Hardening extends HardeningContract {
        Hardening() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Erasure extends ErasureContract {
        Erasure() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Checkpoints extends CheckpointContract {
        Checkpoints() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class KeyRotation extends KeyRotationContract {
        KeyRotation() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Verification extends VerificationContract {
        Verification() {
            super(TestDatabase::inMemory);
        }
    }
}
