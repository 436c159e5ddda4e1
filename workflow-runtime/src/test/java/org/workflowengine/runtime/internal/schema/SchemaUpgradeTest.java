package org.workflowengine.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.persistence.Database;

/**
 * A database of an older version of the schema is brought to the current one by an explicit call and never silently; cut off anywhere, it
 * is refused and can be run again.
 */
class SchemaUpgradeTest {
    private static final SchemaVersion FIRST = new SchemaVersion(FilledDatabase.VERSION, FilledDatabase::script);
    private static final SchemaVersion SECOND = SchemaVersion.CURRENT;
    private static final SchemaVersion THIRD = ThirdVersion.of();
    private static final String H2_FILE = "filled.mv.db";
    private static final String ADVICE = "; stop the engines that use them, and upgrade them as their owner:"
            + " WorkflowRuntime.upgrade(dataSource), workflow-cli schema upgrade, or the script that WorkflowRuntime.upgradeScript(\"";

    private static final String OLDER = "the tables have schema version 1, this runtime needs version 2" + ADVICE;

    static TestDatabase fresh(Dialect dialect) {
        return switch (dialect) {
            case H2 -> TestDatabase.inMemory();
            case POSTGRESQL -> TestDatabase.postgres();
            case MARIADB -> TestDatabase.mariaDb();
        };
    }

    private static TestDatabase filled(Dialect dialect) throws SQLException {
        TestDatabase database = fresh(dialect);
        FilledDatabase.load(dialect, database);
        return database;
    }

    private static void demandFile(Path file, String content) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, content);
        }
        assertThat(file)
                .as("made anew with -Dgolden.update=true, as long as nothing is released")
                .content(StandardCharsets.UTF_8)
                .isEqualTo(content);
    }

    /** Afterwards the files stay, and only the way from them to the current version is tested. */
    private static void assumeFirstVersion() {
        assumeThat(SchemaVersion.CURRENT.number()).isEqualTo(FilledDatabase.VERSION);
    }

    @ParameterizedTest
    @EnumSource
    void theScriptsOfTheFixtureAreThoseOfTheJar(Dialect dialect) throws IOException {
        assumeFirstVersion();
        for (String name : FilledDatabase.SCRIPTS) {
            demandFile(
                    FilledDatabase.folder(dialect).resolve(name),
                    Script.of(dialect, name).sql());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFixtureIsWhatTheEngineMakes(Dialect dialect) throws SQLException, IOException {
        assumeFirstVersion();
        try (TestDatabase database = fresh(dialect)) {
            String checkpoint = FilledDatabase.fill(dialect, database);
            demandFile(FilledDatabase.folder(dialect).resolve("filled.sql"), FilledDatabase.dump(dialect, database));
            demandFile(FilledDatabase.checkpoint(dialect), checkpoint);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWholeWayUp(Dialect dialect) throws SQLException, IOException {
        try (TestDatabase database = filled(dialect)) {
            Database first = FilledDatabase.of(database.pool(), FIRST);
            first.tables().check();
            Verdict before = FilledDatabase.verdict(dialect, first);
            assertThat(before.isIntact()).as(before + " " + before.findings()).isTrue();
            assertThat(before).hasToString("intact, 2 erased: 7 cases, 16 entries");
            List<String> rows = rows(database);

            // Silently, nothing is ever upgraded.
            Database third = FilledDatabase.of(database.pool(), THIRD);
            refusesToStart(
                    third,
                    "the tables have schema version 1, this runtime needs version 3" + ADVICE + dialect.product()
                            + "\", 1) gives");
            assertThat(rows(database)).isEqualTo(rows);

            assertThat(third.tables().upgrade()).isEqualTo(1);
            isUpgraded(dialect, THIRD, database, before, rows);
            assertThat(third.tables().upgrade()).as("once more changes nothing").isEqualTo(3);
            assertThatThrownBy(() -> database.sql("DELETE FROM workflow_definition"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("what is recorded stays for ever");

            refusesToStart(
                    first,
                    "the tables have schema version 3, this runtime needs version 1;"
                            + " use a release of the engine that is for that version");
            assertThatThrownBy(first.tables()::upgrade)
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("have schema version 3");
            assertThat(FilledDatabase.verdict(dialect, first).isBroken()).isTrue();

            Engine reviews = FilledDatabase.engine(third);
            assertThat(reviews.load("B-1").state().id()).isEqualTo("ESCALATED");
            reviews.load("A-2")
                    .escalate(by("alice").because("after the upgrade"))
                    .orThrow();
            reviews.erase("A-2", 2, by("dpo").because("article 17")).orThrow();
            assertThat(FilledDatabase.verdict(dialect, third)).hasToString("intact, 3 erased: 7 cases, 18 entries");
        }
    }

    /** With the database's own client, or a migration of the application's. */
    @ParameterizedTest
    @EnumSource
    void theScriptAlone(Dialect dialect) throws SQLException, IOException {
        try (TestDatabase database = filled(dialect)) {
            Verdict before = FilledDatabase.verdict(dialect, FilledDatabase.of(database.pool(), FIRST));
            List<String> rows = rows(database);
            String script = Schema.of(dialect.product(), SECOND).upgrade(1);
            database.script(script);
            isUpgraded(dialect, SECOND, database, before, rows);
            database.script(script);
            isUpgraded(dialect, SECOND, database, before, rows);

            database.sql(
                    dialect == Dialect.POSTGRESQL
                            ? "DROP TRIGGER workflow_installation_unchanged ON workflow_installation"
                            : "DROP TRIGGER workflow_installation_unchanged");
            database.sql("UPDATE workflow_installation SET schema_version = 3");
            assertThatThrownBy(() -> database.script(script))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("this script is for tables of schema version 1, found version 3");
            assertThat(database.rows("SELECT schema_version FROM workflow_installation"))
                    .containsExactly("[3]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutOffAnywhere(Dialect dialect) throws SQLException, IOException {
        List<String> statements = SECOND.upgrade(dialect, SECOND.number()).commands();
        for (int cut = 0; cut < statements.size(); cut++) {
            try (TestDatabase database = filled(dialect)) {
                Database first = FilledDatabase.of(database.pool(), FIRST);
                Verdict before = FilledDatabase.verdict(dialect, first);
                List<String> rows = rows(database);
                String last = statements.get(cut);
                DataSource failing = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
                    if (call.equals("Statement.execute") && last.equals(argument)) {
                        throw new SQLException("the power failed", "08006");
                    }
                    return effect.make();
                });
                assertThatThrownBy(() ->
                                FilledDatabase.of(failing, SECOND).tables().upgrade())
                        .isInstanceOf(SetupException.class)
                        .hasMessageStartingWith(
                                "the tables were not upgraded to schema version 2; see the cause, and run it again")
                        .hasRootCauseMessage("the power failed");

                Database second = FilledDatabase.of(database.pool(), SECOND);
                assertThatThrownBy(second.tables()::check)
                        .as("cut off before " + last)
                        .isInstanceOf(SetupException.class);
                if (dialect == Dialect.POSTGRESQL) {
                    first.tables().check();
                    assertThat(rows(database)).isEqualTo(rows);
                } else if (cut <= 3) {
                    // Nothing was changed but the trigger of the version itself: the mark is committed with the next
                    // statement.
                    refusesToStart(second, OLDER + dialect.product() + "\", 1) gives");
                } else if (cut < statements.size() - 1) {
                    refusesToStart(
                            second,
                            "an upgrade of the tables to schema version 2 was begun and not finished,"
                                    + " this runtime needs version 2" + ADVICE + dialect.product() + "\", 1) gives");
                    refusesToStart(
                            first,
                            "an upgrade of the tables to schema version 2 was begun and not finished,"
                                    + " this runtime needs version 1; use a release of the engine that is for that version");
                } else {
                    // The database itself commits the version before it makes the trigger.
                    database.sql("UPDATE workflow_installation SET schema_version = 2");
                    assertThatThrownBy(second.tables()::check)
                            .hasMessageContaining("trigger workflow_installation_unchanged");
                }
                second.tables().upgrade();
                isUpgraded(dialect, SECOND, database, before, rows);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesAtOnce(Dialect dialect) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestDatabase database = filled(dialect)) {
            Verdict before = FilledDatabase.verdict(dialect, FilledDatabase.of(database.pool(), FIRST));
            List<String> rows = rows(database);
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<Integer>> upgrades = Stream.of(1, 2)
                    .map(node -> threads.submit(() -> {
                        Database second = FilledDatabase.of(database.dataSource(), SECOND);
                        start.await();
                        return second.tables().upgrade();
                    }))
                    .toList();
            assertThat(List.of(upgrades.get(0).get(), upgrades.get(1).get())).containsExactlyInAnyOrder(1, 2);
            isUpgraded(dialect, SECOND, database, before, rows);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What somebody has taken away before is not there afterwards, and is named. */
    @ParameterizedTest
    @EnumSource
    void tablesThatWereChangedStayRefused(Dialect dialect) throws SQLException {
        try (TestDatabase database = filled(dialect)) {
            database.sql(
                    dialect == Dialect.POSTGRESQL
                            ? "DROP TRIGGER workflow_audit_kept ON workflow_audit"
                            : "DROP TRIGGER workflow_audit_kept");
            Database second = FilledDatabase.of(database.pool(), SECOND);
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatThrownBy(second.tables()::upgrade)
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("trigger workflow_audit_kept");
            }
            assertThatThrownBy(second.tables()::check).isInstanceOf(SetupException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thereIsNothingToUpgrade(Dialect dialect) throws SQLException {
        try (TestDatabase database = fresh(dialect)) {
            assertThatThrownBy(() -> WorkflowRuntime.upgrade(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the database has no tables that say which schema version they have");
            assertThat(database.tables()).isEmpty();
            database.runtime();
            List<String> rows = rows(database);
            assertThat(WorkflowRuntime.upgrade(database.dataSource())).isEqualTo(SchemaVersion.CURRENT.number());
            assertThat(rows(database)).isEqualTo(rows);
        }
        for (int from : new int[] {-1, 0, SchemaVersion.CURRENT.number(), SchemaVersion.CURRENT.number() + 1}) {
            assertThatThrownBy(() -> WorkflowRuntime.upgradeScript(dialect.product(), from))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("there is no upgrade from schema version " + from);
        }
    }

    /** H2 stores the names of the trigger classes in the file: they must be there for ever. */
    @Test
    void anH2FileOfTheFirstVersion(@TempDir Path folder) throws SQLException, IOException {
        Path file = FilledDatabase.folder(Dialect.H2).resolve(H2_FILE);
        if (Boolean.getBoolean("golden.update")) {
            assumeFirstVersion();
            Files.deleteIfExists(file);
            try (TestDatabase made = TestDatabase.inFile(file.resolveSibling("filled"))) {
                FilledDatabase.fill(Dialect.H2, made);
                made.sql("SHUTDOWN COMPACT");
            }
        }
        Files.copy(file, folder.resolve(H2_FILE));
        try (TestDatabase database = TestDatabase.inFile(folder.resolve("filled"))) {
            Database first = FilledDatabase.of(database.pool(), FIRST);
            assertThat(FilledDatabase.dump(Dialect.H2, database))
                    .isEqualTo(FilledDatabase.script(Dialect.H2, "filled.sql").sql());
            FilledDatabase.engine(first)
                    .load("A-2")
                    .escalate(by("alice").because("as before"))
                    .orThrow();
            Verdict before = FilledDatabase.verdict(Dialect.H2, first);
            assertThat(before).hasToString("intact, 2 erased: 7 cases, 17 entries");
            List<String> rows = rows(database);
            assertThat(FilledDatabase.of(database.pool(), SECOND).tables().upgrade())
                    .isEqualTo(1);
            isUpgraded(Dialect.H2, SECOND, database, before, rows);
        }
    }

    /** By every mode of a start. */
    private static void refusesToStart(Database database, String message) {
        for (Runnable start :
                List.<Runnable>of(database.tables()::create, database.tables()::check, database::installation)) {
            assertThatThrownBy(start::run).isInstanceOf(SetupException.class).hasMessage(message);
        }
    }

    /** Nothing of what was recorded is another, and the tables are those that the script of the second version makes. */
    private static void isUpgraded(
            Dialect dialect, SchemaVersion version, TestDatabase database, Verdict before, List<String> rows)
            throws SQLException, IOException {
        Database upgraded = FilledDatabase.of(database.pool(), version);
        upgraded.tables().check();
        assertThat(FilledDatabase.verdict(dialect, upgraded)).isEqualTo(before);
        assertThat(rows(database)).isEqualTo(rows);
        assertThat(ThirdVersion.found(dialect, database))
                .isEqualTo(version.script(dialect, Catalogue.FILE).sql());
    }

    /** What was recorded, in the columns of the first version. */
    private static List<String> rows(TestDatabase database) throws SQLException {
        List<String> rows = database.rows("SELECT * FROM workflow_audit ORDER BY case_id, seq");
        rows.addAll(database.rows(
                "SELECT case_id, workflow, version, state, seq, digest, entered_at, moved_at FROM workflow_case"
                        + " ORDER BY case_id"));
        rows.addAll(database.rows("SELECT installation, origin_digest FROM workflow_installation"));
        rows.addAll(database.rows(
                "SELECT * FROM workflow_transition ORDER BY workflow, version, from_state, transition, to_state"));
        return rows;
    }
}
