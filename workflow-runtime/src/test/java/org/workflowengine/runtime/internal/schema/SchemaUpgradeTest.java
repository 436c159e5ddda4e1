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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.fixture.CaseReview;
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
    private static final SchemaVersion SECOND = new SchemaVersion(2, FilledDatabase::secondScript);
    private static final SchemaVersion THIRD = new SchemaVersion(3, FilledDatabase::thirdScript);
    private static final SchemaVersion FOURTH = new SchemaVersion(4, FilledDatabase::fourthScript);
    private static final SchemaVersion FIFTH = new SchemaVersion(5, FilledDatabase::fifthScript);
    private static final SchemaVersion SIXTH = SchemaVersion.CURRENT;
    private static final SchemaVersion SEVENTH = SeventhVersion.of();
    private static final boolean SOAK = Integer.getInteger("proof.times", 1) > 1;
    private static final String H2_FILE = "filled.mv.db";
    private static final String ADVICE = "; stop the engines that use them, and upgrade them as their owner:"
            + " WorkflowRuntime.upgrade(dataSource), workflow-cli schema upgrade, or the script that SchemaScripts.";

    static TestDatabase fresh(Dialect dialect) {
        return switch (dialect) {
            case H2 -> TestDatabase.inMemory();
            case POSTGRESQL -> TestDatabase.postgres();
            case MARIADB -> TestDatabase.mariaDb();
        };
    }

    private static TestDatabase filled(Dialect dialect) throws SQLException {
        return filled(dialect, FIRST);
    }

    private static TestDatabase filled(Dialect dialect, SchemaVersion version) throws SQLException {
        TestDatabase database = fresh(dialect);
        FilledDatabase.load(dialect, database, version);
        return database;
    }

    /** Every database, with tables of each version that was current once. */
    static Stream<Arguments> older() {
        return Stream.of(Dialect.values())
                .flatMap(dialect -> Stream.of(1, 2, 3, 4, 5).map(version -> Arguments.of(dialect, version)));
    }

    private static SchemaVersion version(int number) {
        return List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH).get(number - 1);
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
            Database seventh = FilledDatabase.of(database.pool(), SEVENTH);
            refusesToStart(
                    seventh,
                    "the tables have schema version 1, this runtime needs version 7" + ADVICE + dialect
                            + ".upgrade(1) gives");
            assertThat(rows(database)).isEqualTo(rows);

            // Each of them in its time, or one call over all of them.
            for (SchemaVersion next : List.of(SECOND, THIRD, FOURTH, FIFTH, SIXTH)) {
                Database upgraded = FilledDatabase.of(database.pool(), next);
                assertThat(upgraded.tables().upgrade()).isEqualTo(next.number() - 1);
                isUpgraded(dialect, next, database, before, rows);
                assertThat(upgraded.tables().upgrade())
                        .as("once more changes nothing")
                        .isEqualTo(next.number());
            }
            assertThat(seventh.tables().upgrade()).isEqualTo(6);
            isUpgraded(dialect, SEVENTH, database, before, rows);
            assertThat(seventh.tables().upgrade())
                    .as("once more changes nothing")
                    .isEqualTo(7);
            assertThatThrownBy(() -> database.sql("DELETE FROM workflow_definition"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("what is recorded stays permanently");

            refusesToStart(
                    first,
                    "the tables have schema version 7, this runtime needs version 1;"
                            + " use a release of the engine that is for that version");
            assertThatThrownBy(first.tables()::upgrade)
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("have schema version 7");
            assertThat(FilledDatabase.verdict(dialect, first).isBroken()).isTrue();

            Engine reviews = FilledDatabase.engine(seventh);
            assertThat(reviews.load("B-1").state().id()).isEqualTo("ESCALATED");
            reviews.load("A-2")
                    .escalate(by("alice").because("after the upgrade"))
                    .orThrow();
            reviews.erase("A-2", 2, by("dpo").because("article 17")).orThrow();
            assertThat(FilledDatabase.verdict(dialect, seventh)).hasToString("intact, 3 erased: 7 cases, 18 entries");
        }
    }

    @ParameterizedTest
    @MethodSource("older")
    void inOneCall(Dialect dialect, int from) throws SQLException, IOException {
        try (TestDatabase database = filled(dialect, version(from))) {
            Database older = FilledDatabase.of(database.pool(), version(from));
            older.tables().check();
            assertThat(SeventhVersion.found(dialect, database, version(from)))
                    .isEqualTo(version(from).script(dialect, Catalogue.FILE).sql());
            Verdict before = FilledDatabase.verdict(dialect, older);
            List<String> rows = rows(database);
            Database seventh = FilledDatabase.of(database.pool(), SEVENTH);
            assertThat(seventh.tables().upgrade()).isEqualTo(from);
            isUpgraded(dialect, SEVENTH, database, before, rows);
        }
    }

    /** What version 3 is for: a definition knows where cases of a version come from that was never installed here. */
    @ParameterizedTest
    @EnumSource
    void theThirdVersionKnowsVersionsThatWereNeverInstalled(Dialect dialect) throws SQLException {
        Definition third = Definition.of(
                "case-review",
                3,
                Arrays.asList(CaseReview.State.values()),
                Arrays.asList(CaseReview.Transition.values()),
                CaseReview.VOCABULARY,
                Traits.NONE
                        .migration(Migration.from(
                                        2,
                                        CaseReview.definition("case-review", 2)
                                                .fingerprint()
                                                .hex())
                                .state("CREATED", CaseReview.State.CREATED))
                        .migration(Migration.from(
                                        1, CaseReview.DEFINITION.fingerprint().hex())
                                .state("CREATED", CaseReview.State.CREATED)));
        try (TestDatabase database = fresh(dialect)) {
            for (String script : List.of("tables.sql", "triggers.sql")) {
                database.script(SECOND.script(dialect, script).sql());
            }
            // H2's triggers are classes, and there the newer ones are at work already.
            if (dialect != Dialect.H2) {
                refusesTheMapping(database, third);
            }
            Database upgraded = FilledDatabase.of(database.pool(), SIXTH);
            upgraded.tables().upgrade();
            upgraded.install(third, Instant.now());
            upgraded.install(third, Instant.now());
            assertThat(
                            database.rows(
                                    "SELECT transition FROM workflow_transition WHERE transition LIKE '(m%' ORDER BY transition"))
                    .containsExactly("[(migrate:1)]", "[(migrate:2)]");
        }
    }

    /** What an engine of the second version wrote when it installed the definition. */
    private static void refusesTheMapping(TestDatabase database, Definition third) {
        assertThatThrownBy(() -> database.transaction(
                        "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,"
                                + " installed_at) VALUES ('case-review', 3, "
                                + database.binary(third.fingerprint().hex()) + ", '" + third.graph()
                                + "', 1, 1, TRUE, TIMESTAMP '2026-01-01 00:00:00')",
                        "INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable)"
                                + " VALUES ('case-review', 3, 'CREATED', TRUE, FALSE, FALSE)",
                        "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                                + " VALUES ('case-review', 3, 'CREATED', '(migrate:2)', 'CREATED')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("workflow_transition_closed");
    }

    /** With the database's own client, or a migration of the application's. */
    @ParameterizedTest
    @MethodSource("older")
    void theScriptAlone(Dialect dialect, int from) throws SQLException, IOException {
        try (TestDatabase database = filled(dialect, version(from))) {
            Verdict before = FilledDatabase.verdict(dialect, FilledDatabase.of(database.pool(), version(from)));
            List<String> rows = rows(database);
            Schema schema = Schema.of(dialect, SIXTH);
            String script = schema.upgrade(from);
            database.script(script);
            isUpgraded(dialect, SIXTH, database, before, rows);
            database.script(schema.upgrade(5));
            isUpgraded(dialect, SIXTH, database, before, rows);

            database.sql(
                    dialect == Dialect.POSTGRESQL
                            ? "DROP TRIGGER workflow_installation_unchanged ON workflow_installation"
                            : "DROP TRIGGER workflow_installation_unchanged");
            database.sql("UPDATE workflow_installation SET schema_version = 7");
            assertThatThrownBy(() -> database.script(script))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("this script is for tables of schema version " + from + ", found version 7");
            assertThat(database.rows("SELECT schema_version FROM workflow_installation"))
                    .containsExactly("[7]");
        }
    }

    @ParameterizedTest
    @MethodSource("older")
    void cutOffAnywhere(Dialect dialect, int from) throws SQLException, IOException {
        for (int to = from + 1; to <= SIXTH.number(); to++) {
            int statements = SIXTH.upgrade(dialect, to).commands().size();
            for (int cut : cuts(dialect, statements, to == from + 1)) {
                try (TestDatabase database = filled(dialect, version(from))) {
                    cutOff(dialect, database, from, to, cut);
                }
            }
        }
    }

    /**
     * Before which statements of a script it is cut off. In the script with which an upgrade begins: before the first and the last ones, where
     * what is told differs, and between them before every tenth, beginning somewhere else in each build; with {@code -Psoak} before each. In the
     * scripts that follow, at some. On PostgreSQL a script is one transaction, of which nothing is left wherever it is cut off.
     */
    private static List<Integer> cuts(Dialect dialect, int statements, boolean first) {
        if (!first || dialect == Dialect.POSTGRESQL) {
            int apart = first ? SOAK ? 1 : 8 : SOAK ? 6 : 12;
            return IntStream.iterate(0, cut -> cut < statements, cut -> cut + apart)
                    .boxed()
                    .toList();
        }
        int tenth = SOAK ? 0 : new Random().nextInt(10);
        return IntStream.range(0, statements)
                .filter(cut -> SOAK || cut <= 4 || cut >= statements - 2 || cut % 10 == tenth)
                .boxed()
                .toList();
    }

    /** In the script that leads to a version, before one of its statements. */
    private static void cutOff(Dialect dialect, TestDatabase database, int from, int to, int cut)
            throws SQLException, IOException {
        Database older = FilledDatabase.of(database.pool(), version(from));
        Verdict before = FilledDatabase.verdict(dialect, older);
        List<String> rows = rows(database);
        List<String> statements = new ArrayList<>();
        IntStream.range(from + 1, to)
                .forEach(each -> statements.addAll(SIXTH.upgrade(dialect, each).commands()));
        List<String> script = SIXTH.upgrade(dialect, to).commands();
        statements.addAll(script.subList(0, cut + 1));
        Iterator<String> left = statements.iterator();
        AtomicReference<String> next = new AtomicReference<>(left.next());
        DataSource failing = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
            if (call.equals("Statement.execute") && next.get().equals(argument)) {
                if (!left.hasNext()) {
                    throw new SQLException("the power failed", "08006");
                }
                next.set(left.next());
            }
            return effect.make();
        });
        assertThatThrownBy(() -> FilledDatabase.of(failing, SIXTH).tables().upgrade())
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith(
                        "the tables were not upgraded to schema version 6; see the cause, and run it again")
                .hasRootCauseMessage("the power failed");
        assertThat(left).isExhausted();

        Database sixth = FilledDatabase.of(database.pool(), SIXTH);
        assertThatThrownBy(sixth.tables()::check)
                .as("cut off before " + script.get(cut))
                .isInstanceOf(SetupException.class);
        if (dialect == Dialect.POSTGRESQL) {
            older.tables().check();
            assertThat(rows(database)).isEqualTo(rows);
        } else if (cut <= 3) {
            // Nothing was changed but the trigger of the version itself: the mark is committed with the next
            // statement.
            refusesToStart(sixth, older(to - 1) + ADVICE + dialect + ".upgrade(" + (to - 1) + ") gives");
        } else if (cut < script.size() - 1) {
            String begun = "an upgrade of the tables to schema version " + to + " was begun and not finished,";
            refusesToStart(
                    sixth,
                    begun + " this runtime needs version 6" + ADVICE + dialect + ".upgrade(" + (to - 1) + ") gives");
            refusesToStart(
                    FilledDatabase.of(database.pool(), FIRST),
                    begun + " this runtime needs version 1; use a release of the engine that is for that version");
            // The script that the message names finishes it, as the call does.
            try (TestDatabase finished = filled(dialect, version(from))) {
                for (int each = from + 1; each < to; each++) {
                    finished.script(SIXTH.upgrade(dialect, each).sql());
                }
                for (String statement : script.subList(0, cut)) {
                    finished.sql(statement);
                }
                finished.script(Schema.of(dialect, SIXTH).upgrade(to - 1));
                isUpgraded(dialect, SIXTH, finished, before, rows);
            }
        } else {
            // The database itself commits the version before it makes the trigger.
            database.sql("UPDATE workflow_installation SET schema_version = " + to);
            if (to == SIXTH.number()) {
                assertThatThrownBy(sixth.tables()::check)
                        .hasMessageContaining("trigger workflow_installation_unchanged");
            } else {
                refusesToStart(sixth, older(to) + ADVICE + dialect + ".upgrade(" + to + ") gives");
            }
        }
        sixth.tables().upgrade();
        isUpgraded(dialect, SIXTH, database, before, rows);
    }

    private static String older(int version) {
        return "the tables have schema version " + version + ", this runtime needs version 6";
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
                        Database sixth = FilledDatabase.of(database.dataSource(), SIXTH);
                        start.await();
                        return sixth.tables().upgrade();
                    }))
                    .toList();
            assertThat(List.of(upgrades.get(0).get(), upgrades.get(1).get())).containsExactlyInAnyOrder(1, 6);
            isUpgraded(dialect, SIXTH, database, before, rows);
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
                            ? "DROP TRIGGER workflow_definition_kept ON workflow_definition"
                            : "DROP TRIGGER workflow_definition_kept");
            Database sixth = FilledDatabase.of(database.pool(), SIXTH);
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatThrownBy(sixth.tables()::upgrade)
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("trigger workflow_definition_kept");
            }
            assertThatThrownBy(sixth.tables()::check).isInstanceOf(SetupException.class);
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
            assertThatThrownBy(() -> SchemaScripts.valueOf(dialect.name()).upgrade(from))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("there is no upgrade from schema version " + from);
        }
    }

    /** H2 stores the names of the trigger classes in the file: they must exist permanently. */
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
            assertThatThrownBy(() -> database.sql("DELETE FROM workflow_audit"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("DELETE of workflow_audit is refused by workflow_audit_kept");
            Verdict before = FilledDatabase.verdict(Dialect.H2, first);
            assertThat(before).hasToString("intact, 2 erased: 7 cases, 16 entries");
            List<String> rows = rows(database);
            Database sixth = FilledDatabase.of(database.pool(), SIXTH);
            assertThat(sixth.tables().upgrade()).isEqualTo(1);
            isUpgraded(Dialect.H2, SIXTH, database, before, rows);
            FilledDatabase.engine(sixth)
                    .load("A-2")
                    .escalate(by("alice").because("as before"))
                    .orThrow();
            assertThat(FilledDatabase.verdict(Dialect.H2, sixth)).hasToString("intact, 2 erased: 7 cases, 17 entries");
        }
    }

    /** By every mode of a start. */
    private static void refusesToStart(Database database, String message) {
        for (Runnable start :
                List.<Runnable>of(database.tables()::create, database.tables()::check, database::installation)) {
            assertThatThrownBy(start::run).isInstanceOf(SetupException.class).hasMessage(message);
        }
    }

    /** Nothing of what was recorded is another, and the tables are those that the scripts of the version make. */
    private static void isUpgraded(
            Dialect dialect, SchemaVersion version, TestDatabase database, Verdict before, List<String> rows)
            throws SQLException, IOException {
        Database upgraded = FilledDatabase.of(database.pool(), version);
        upgraded.tables().check();
        assertThat(FilledDatabase.verdict(dialect, upgraded)).isEqualTo(before);
        assertThat(rows(database)).isEqualTo(rows);
        assertThat(SeventhVersion.found(dialect, database, version))
                .isEqualTo(version.script(dialect, Catalogue.FILE).sql());
    }

    /** What was recorded, in the columns of the first version. */
    private static List<String> rows(TestDatabase database) throws SQLException {
        List<String> rows = database.rows(
                "SELECT case_id, seq, prev_seq, workflow, from_version, version, fingerprint, transition, from_state, to_state,"
                        + " actor_kind, actor, on_behalf_of, reason, facts, evidence, salt, payload_digest, request_id, source,"
                        + " recorded_at, occurred_at, previous_digest, format, algorithm, key_id, digest, seal"
                        + " FROM workflow_audit ORDER BY case_id, seq");
        rows.addAll(database.rows(
                "SELECT case_id, workflow, version, state, seq, digest, entered_at, moved_at FROM workflow_case"
                        + " ORDER BY case_id"));
        rows.addAll(database.rows("SELECT installation, origin_digest FROM workflow_installation"));
        rows.addAll(database.rows(
                "SELECT * FROM workflow_transition WHERE transition <> '(hold)' AND transition <> '(release)'"
                        + " ORDER BY workflow, version, from_state, transition, to_state"));
        return rows;
    }
}
