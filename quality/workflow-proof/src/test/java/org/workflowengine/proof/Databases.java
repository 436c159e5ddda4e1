package org.workflowengine.proof;

import java.nio.file.Path;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The databases on which the proofs run. */
enum Databases {
    H2_MEMORY("H2 in memory"),
    H2_FILE("H2 in a file"),
    POSTGRESQL("PostgreSQL"),
    MARIADB("MariaDB");

    private final String title;

    Databases(String title) {
        this.title = title;
    }

    /** A new database; the folder is used by the one in a file. */
    TestDatabase open(Path folder) {
        return switch (this) {
            case H2_MEMORY -> TestDatabase.inMemory();
            case H2_FILE -> TestDatabase.inFile(folder.resolve("reviews"));
            case POSTGRESQL -> TestDatabase.postgres();
            case MARIADB -> TestDatabase.mariaDb();
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
