package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * What is promised of the audit, on H2 in memory. {@link H2MemoryTest} runs them in every build; this class is for the
 * profile {@code mutation} alone, in which each change that nothing notices takes all of them.
 */
class AuditMutants {

    @Nested
    class Verification extends VerificationContract {
        Verification() {
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
    class KeyRotation extends KeyRotationContract {
        KeyRotation() {
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
    class VersionLinks extends VersionLinksContract {
        VersionLinks() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Migrations extends MigrationContract {
        Migrations() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Imports extends ImportContract {
        Imports() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Holds extends HoldContract {
        Holds() {
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
    class Obligations extends ObligationContract {
        Obligations() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class RetentionOfCases extends RetentionContract {
        RetentionOfCases() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::inMemory);
        }
    }
}
