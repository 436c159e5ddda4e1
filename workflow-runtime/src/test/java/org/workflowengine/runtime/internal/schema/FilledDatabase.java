package org.workflowengine.runtime.internal.schema;

import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.byService;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.Vectors;
import org.workflowengine.runtime.internal.audit.Verifier;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.engine.AuditEntries;
import org.workflowengine.runtime.internal.engine.Observers;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.persistence.Snapshot;
import org.workflowengine.runtime.query.Reading;
import org.workflowengine.runtime.spi.CallersTransaction;

/**
 * A database of schema version 1 as it may have been in use for years, kept as files: the scripts as they were, the rows, a checkpoint, and
 * for H2 a database file. It has steps without a seal, with HMAC seals, with signatures; keys that were replaced; erased steps; evidence,
 * principals and times of occurrence; several workflows, two versions of one, and one whose steps cannot be erased.
 *
 * <p>As long as the schema is of version 1, {@code -Dgolden.update=true} and {@code SchemaUpgradeTest} make it anew. Afterwards it stays.
 */
final class FilledDatabase {
    static final int VERSION = 1;
    static final Installation INSTALLATION = new Installation("0123456789abcdef0123456789abcdef");
    static final List<String> SCRIPTS = List.of("tables.sql", "triggers.sql", "roles.sql", Catalogue.FILE);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** In the order in which rows refer to others. */
    private static final Map<String, String> ORDER = new TreeMap<>(Map.of(
            "1 workflow_installation", "only_row",
            "2 workflow_definition", "workflow, version",
            "3 workflow_state", "workflow, version, state",
            "4 workflow_transition", "workflow, version, from_state, transition, to_state",
            "5 workflow_audit", "case_id, seq",
            "6 workflow_case", "case_id"));

    private static final Set<String> GENERATED = TestDatabase.COMPUTED;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private static final Sealer FORMER =
            Sealer.hmacSha256("2025", "a key that was replaced: 32 byte".getBytes(StandardCharsets.US_ASCII));
    private static final Sealer HMAC = Vectors.hmac();
    private static final Sealer SIGNING = Vectors.ed25519();

    private static final Definition SECOND = CaseReview.definition("case-review", 2);
    private static final Definition OTHER = CaseReview.definition("appeal", 1);
    private static final Definition KEPT = Definition.of(
            "kept-review",
            1,
            Arrays.asList(CaseReview.State.values()),
            Arrays.asList(CaseReview.Transition.values()),
            CaseReview.VOCABULARY,
            Traits.NONE.notErasable());

    private FilledDatabase() {}

    /** Where the files of a database are; the tests run in the module's folder. */
    static Path folder(Dialect dialect) {
        return Path.of("src/test/resources/schema", String.valueOf(VERSION), dialect.id());
    }

    static Path checkpoint(Dialect dialect) {
        return folder(dialect).resolve("checkpoint.txt");
    }

    static Script script(Dialect dialect, String name) {
        return read(folder(dialect).resolve(name));
    }

    /** The scripts of the second version, as they were; what leads to it is in the jar. */
    static Script secondScript(Dialect dialect, String name) {
        return name.startsWith("upgrade-")
                ? Script.of(dialect, name)
                : read(Path.of("src/test/resources/schema/2", dialect.id(), name));
    }

    /** The scripts of the third version, as they were; what leads to it is in the jar. */
    static Script thirdScript(Dialect dialect, String name) {
        return name.startsWith("upgrade-")
                ? Script.of(dialect, name)
                : read(Path.of("src/test/resources/schema/3", dialect.id(), name));
    }

    /** The scripts of the fourth version, as they were; what leads to it is in the jar. */
    static Script fourthScript(Dialect dialect, String name) {
        return name.startsWith("upgrade-")
                ? Script.of(dialect, name)
                : read(Path.of("src/test/resources/schema/4", dialect.id(), name));
    }

    /** The scripts of the fifth version, as they were; what leads to it is in the jar. */
    static Script fifthScript(Dialect dialect, String name) {
        return name.startsWith("upgrade-")
                ? Script.of(dialect, name)
                : read(Path.of("src/test/resources/schema/5", dialect.id(), name));
    }

    static Script read(Path file) {
        try {
            return new Script(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the tables as they were, and fills them, before the triggers are there. */
    static void load(Dialect dialect, TestDatabase database) throws SQLException {
        load(dialect, database, new SchemaVersion(VERSION, FilledDatabase::script));
    }

    /** The same rows in the tables of a later version. */
    static void load(Dialect dialect, TestDatabase database, SchemaVersion version) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            version.script(dialect, "tables.sql").run(connection);
            statement.execute("DELETE FROM workflow_installation");
            script(dialect, "filled.sql").run(connection);
            statement.execute("UPDATE workflow_installation SET schema_version = " + version.number());
            version.script(dialect, "triggers.sql").run(connection);
            connection.commit();
        }
    }

    /** Makes the same with the engine. */
    static String fill(Dialect dialect, TestDatabase database) throws SQLException, IOException {
        database.script(SchemaScripts.valueOf(dialect.name()).schema());
        Database.of(database.pool(), TIMEOUT).tables().renewInstallation(INSTALLATION);
        AtomicLong seconds =
                new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        RuntimeOptions options = RuntimeOptions.defaults()
                .schemaMode(SchemaMode.CREATE)
                .source("claims-1")
                .random(new Random(13))
                .clock(() -> Instant.ofEpochSecond(seconds.getAndAdd(60), 123_456_000));

        Engine unsealed = Engine.on(WorkflowRuntime.on(database.pool(), options));
        unsealed.open("A-1", by("alice").because("claim received"))
                .orThrow()
                .startReview(by("alice").because("all there").requestId("R-1"))
                .orThrow();
        unsealed.open("A-2", by("alice").because("claim received")).orThrow();

        WorkflowRuntime before = WorkflowRuntime.on(database.pool(), options.sealer(FORMER));
        Engine reviews = Engine.on(before);
        reviews.fire("A-2", "START_REVIEW", ALL_TRUE, by("bob").because("Größe — 😀 'quoted' \\ \"twice\""))
                .orThrow();
        reviews.open("B-1", byService("portal").because("sent by the insured").onBehalfOf("carol"))
                .orThrow()
                .startReview(by("bob")
                        .because("complete")
                        .occurredAt(Instant.parse("2025-12-31T23:59:59.5Z"))
                        .evidence("signature", "{\"page\":3,\"pdf\":\"a\\\\b\"}"))
                .orThrow();
        reviews.open("B-2", by("bob").because("to be forgotten")).orThrow();
        new Engine(before, KEPT).open("K-1", by("bob").because("kept by law")).orThrow();

        Engine now = Engine.on(WorkflowRuntime.on(database.pool(), options.sealer(HMAC)));
        now.fire(
                        "B-1",
                        "ESCALATE",
                        ALL_TRUE,
                        by("dora").because("a high amount").requestId("R-2"))
                .orThrow();
        now.erase("B-2", 1, by("dpo").because("article 17")).orThrow();
        now.erase("A-1", 2, by("dpo").because("article 17")).orThrow();

        WorkflowRuntime signing =
                WorkflowRuntime.on(database.pool(), options.sealer(SIGNING).alsoAccepted(HMAC));
        new Engine(signing, SECOND)
                .open("C-1", by("erin").because("under the new rules"))
                .orThrow()
                .startReview(by("erin").because("complete"))
                .orThrow();
        new Engine(signing, OTHER).open("é-1", by("erin").because("an appeal")).orThrow();

        StringBuilder checkpoint = new StringBuilder();
        signing.verification().formerKeys(FORMER).formerUnsealed().checkpoint(checkpoint);

        new Engine(signing, SECOND)
                .fire("C-1", "APPROVE", ALL_TRUE, by("erin").because("fine"))
                .orThrow();
        Engine.on(signing)
                .fire("B-2", "START_REVIEW", ALL_TRUE, by("erin").because("complete"))
                .orThrow();
        return checkpoint.toString();
    }

    /** What the keys, and the checkpoint that was taken after the former one, say of it. */
    static Verdict verdict(Dialect dialect, Database database) throws IOException {
        Verifier verifier = new Verifier(seals(), Set.of(), finding -> {});
        verifier.expect(database.schemaVersion());
        verifier.demand(INSTALLATION);
        verifier.against(CheckpointFiles.of(List.of(checkpoint(dialect))));
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.definitions(verifier);
            for (Snapshot.Part part : snapshot.parts()) {
                verifier.compareAll(part.ids(), () -> snapshot.entries(verifier, part, () -> {}));
            }
        }
        return verifier.verdict();
    }

    /** The keys that have sealed it. */
    static Seals seals() {
        return Seals.verifiedBy(List.<SealVerifier>of(HMAC, SIGNING))
                .former(List.of(FORMER))
                .formerUnsealed();
    }

    static Database of(DataSource dataSource, SchemaVersion version) {
        return Database.of(dataSource, TIMEOUT, version);
    }

    /** An engine on a database of any version, as a start with {@link SchemaMode#VALIDATE} makes one. */
    static Engine engine(Database database) {
        database.tables().check();
        AuditEntries entries =
                new AuditEntries("claims-2", InstantSource.system(), new Random(14), database.installation(), HMAC);
        WorkflowHost host = new WorkflowHost() {
            @Override
            protected TransitionAuthority authority(Definition definition) {
                database.demand(definition);
                return new TransitionAuthority(
                        definition, database.store(CallersTransaction.NONE), entries, Observers.NONE);
            }

            @Override
            protected Reading reading() {
                return new Reading(database.store(CallersTransaction.NONE));
            }
        };
        return Engine.on(host);
    }

    /** All rows as statements. */
    static String dump(Dialect dialect, TestDatabase database) throws SQLException {
        StringBuilder dump = new StringBuilder(
                "-- Made by the engine of schema version 1: see FilledDatabase. Run it between tables.sql and"
                        + " triggers.sql,\n-- after the row of workflow_installation was deleted.\n");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : ORDER.entrySet()) {
                String name = table.getKey().substring(2);
                List<String> columns = new ArrayList<>(database.columns(name));
                columns.removeAll(GENERATED);
                dump.append('\n');
                try (ResultSet rows = statement.executeQuery(
                        "SELECT " + String.join(", ", columns) + " FROM " + name + " ORDER BY " + table.getValue())) {
                    while (rows.next()) {
                        List<String> values = new ArrayList<>();
                        for (int i = 1; i <= columns.size(); i++) {
                            values.add(literal(dialect, rows, i));
                        }
                        dump.append("INSERT INTO ")
                                .append(name)
                                .append(" (")
                                .append(String.join(", ", columns))
                                .append(") VALUES (")
                                .append(String.join(", ", values))
                                .append(");\n");
                    }
                }
            }
        }
        return dump.toString();
    }

    private static String literal(Dialect dialect, ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return "NULL";
        }
        if (rows.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
            return "TIMESTAMP '" + TIME.format(rows.getObject(column, LocalDateTime.class)) + "'";
        }
        if (value instanceof byte[] bytes) {
            String hex = HexFormat.of().formatHex(bytes);
            return dialect == Dialect.POSTGRESQL ? "'\\x" + hex + "'" : "X'" + hex + "'";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString().toUpperCase(Locale.ROOT);
        }
        String text = rows.getString(column).replace("'", "''");
        return "'" + (dialect == Dialect.MARIADB ? text.replace("\\", "\\\\") : text) + "'";
    }
}
