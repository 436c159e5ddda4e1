package org.workflowengine.runtime;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
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
