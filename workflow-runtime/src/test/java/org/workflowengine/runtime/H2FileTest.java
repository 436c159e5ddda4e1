package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.MemoryFolder;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on H2 in a file. */
class H2FileTest {
    @TempDir(factory = MemoryFolder.ForTempDir.class)
    private static Path folder;

    private static TestDatabase database() {
        return TestDatabase.inFile(folder.resolve(UUID.randomUUID().toString()));
    }

    @Nested
    class InTransaction extends InTransactionContract {
        InTransaction() {
            super(H2FileTest::database);
        }
    }

    /** Another transaction under way beside it could leave half of one in the file. */
    @Test
    void theRuntimeItselfIsNotUsedInsideATransactionOfItsOwn() {
        try (TestDatabase database = database()) {
            WorkflowRuntime runtime = database.runtime();
            Engine reviews = Engine.on(runtime);
            assertThatThrownBy(() -> runtime.inTransaction(transaction -> reviews.find("C-1")))
                    .hasStackTraceContaining("use the host that inTransaction hands over, not the runtime");
            boolean opened = runtime.inTransaction(transaction -> Engine.on(transaction)
                    .open("C-1", by("alice").because("received"))
                    .isApplied());
            assertThat(opened).isTrue();
            assertThat(reviews.load("C-1").seq()).isEqualTo(1);
        }
    }

    @Nested
    class Migrations extends MigrationContract {
        Migrations() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class MigrationsOnTouch extends MigrationOnTouchContract {
        MigrationsOnTouch() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class OldRequests extends OldRequestsContract {
        OldRequests() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class MigrationsInBulk extends MigrationInBulkContract {
        MigrationsInBulk() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class VersionLinks extends VersionLinksContract {
        VersionLinks() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class Imports extends ImportContract {
        Imports() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class MigrationRaces extends MigrationRacesContract {
        MigrationRaces() {
            super(H2FileTest::database, 25);
        }
    }

    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class Hardening extends HardeningContract {
        Hardening() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(H2FileTest::database);
        }
    }

    @Nested
    class Erasure extends ErasureContract {
        Erasure() {
            super(H2FileTest::database);
        }
    }
}
