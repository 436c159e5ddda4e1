package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import org.workflowengine.runtime.fixture.HeardLog;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a start warns of: what the application or its database server does, and what may come of it. */
class StartWarningsTest {
    private static final String OTHER_WRITERS = "this database is an H2 file";
    private static final String READ_ONLY = "writes are not possible here, because of ";
    private static final String LOSSES = "a crash of the database server or of its machine may undo steps";
    private static final String FOREIGN_NAMES = "SQL that names no schema can get another meaning here: ";

    private HeardLog.Ear ear;

    @BeforeEach
    void listen() {
        ear = HeardLog.listen(Level.WARN);
    }

    @AfterEach
    void close() {
        ear.close();
    }

    /** The warnings that begin so. */
    private List<String> heard(String warning) {
        return ear.taken().stream()
                .filter(line -> line.startsWith("WARN WorkflowRuntime: " + warning))
                .toList();
    }

    @Test
    void anH2FileThatOthersMayWriteTo(@TempDir Path directory) {
        try (TestDatabase database = TestDatabase.inFile(directory.resolve("reviews"))) {
            database.runtime();
            assertThat(heard(OTHER_WRITERS))
                    .singleElement()
                    .asString()
                    .contains("let only the engine use the file, outside transactions of yours");
        }
    }

    /** The embedded runtime has its file to itself, and memory has none. */
    @Test
    void nothingOfTheEmbeddedDatabases(@TempDir Path directory) {
        try (WorkflowRuntime embedded = WorkflowRuntime.embedded(directory.resolve("reviews"));
                WorkflowRuntime inMemory = WorkflowRuntime.inMemory();
                TestDatabase database = TestDatabase.inMemory()) {
            assertThat(List.of(embedded, inMemory, database.runtime())).hasSize(3);
            assertThat(ear.taken()).isEmpty();
        }
    }

    @Test
    void aFileThatTakesNoWrites(@TempDir Path directory) {
        Path file = directory.resolve("reviews");
        try (TestDatabase database = TestDatabase.inFile(file)) {
            database.runtime();
            assertThat(heard(READ_ONLY)).isEmpty();
        }
        try (TestDatabase database =
                TestDatabase.at("jdbc:h2:" + file.toAbsolutePath() + ";ACCESS_MODE_DATA=r;WRITE_DELAY=0")) {
            WorkflowRuntime.on(database.dataSource());
            assertThat(heard(READ_ONLY)).singleElement().asString().contains("reads and verification work");
        }
    }

    /** The PostgreSQL server of the tests is set to be quick. */
    @Test
    void aServerThatMayLoseWhatItAcknowledges() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            assertThat(database.rows("SELECT setting FROM pg_settings WHERE name = 'fsync'"))
                    .containsExactly("[off]");
            database.runtime();
            assertThat(heard(LOSSES)).singleElement().asString().contains("fsync = off");
        }
        try (TestDatabase database = TestDatabase.inMemory()) {
            database.runtime();
            assertThat(heard(LOSSES)).isEmpty();
        }
    }

    @Test
    void namesThatOthersMayTakeOnPostgreSql() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.runtime();
            assertThat(heard(FOREIGN_NAMES)).isEmpty();
            database.sql("GRANT CREATE ON SCHEMA public TO PUBLIC");
            database.runtime();
            assertThat(heard(FOREIGN_NAMES))
                    .singleElement()
                    .asString()
                    .contains("everybody (PUBLIC) may CREATE in the schema public");
        }
    }

    @Test
    void namesThatALoginMayTakeOnMariaDb() throws Exception {
        try (TestDatabase database = TestDatabase.mariaDb()) {
            database.runtime();
            assertThat(heard(FOREIGN_NAMES))
                    .singleElement()
                    .asString()
                    .contains("this login may CREATE TEMPORARY TABLES in ");
            database.roles();
            WorkflowRuntime.on(database.login("application"));
            assertThat(heard(FOREIGN_NAMES)).isEmpty();
        }
    }
}
