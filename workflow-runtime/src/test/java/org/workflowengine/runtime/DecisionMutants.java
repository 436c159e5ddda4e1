package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * What is promised of decisions, on H2 in memory. {@link H2MemoryTest} runs them in every build; this class is for the
 * profile {@code mutation} alone, in which each change that nothing notices takes all of them.
 */
class DecisionMutants {

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
    class ByName extends ByNameContract {
        ByName() {
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
    class Obligations extends ObligationContract {
        Obligations() {
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
    class Migrations extends MigrationContract {
        Migrations() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationsOnTouch extends MigrationOnTouchContract {
        MigrationsOnTouch() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationsInBulk extends MigrationInBulkContract {
        MigrationsInBulk() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OldRequests extends OldRequestsContract {
        OldRequests() {
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
    class RetentionOfCases extends RetentionContract {
        RetentionOfCases() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class WhatIf extends WhatIfContract {
        WhatIf() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Observers extends ObserverContract {
        Observers() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class InTransaction extends InTransactionContract {
        InTransaction() {
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
    class Join extends JoinContract {
        Join() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class GivenBack extends GivenBackContract {
        GivenBack() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationRaces extends MigrationRacesContract {
        MigrationRaces() {
            super(TestDatabase::inMemory, 20);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::inMemory);
        }
    }
}
