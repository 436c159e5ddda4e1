package org.workflowengine.examples.tamper;

import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.workflowengine.examples.tamper.Answer.Kind;
import org.workflowengine.examples.tamper.Place.Role;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;

/**
 * Tries attacks, each in one transaction on a history that no earlier attack has touched. Afterwards it asks verification with the key,
 * then verification with the checkpoint taken before, then the next start. Not thread-safe.
 */
final class Lab implements AutoCloseable {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32,64}");

    /** What a rollback undoes completely. */
    private static final Set<String> ROLLED_BACK = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE");

    /** What changes the database even if it changes no row. */
    private static final Set<String> DDL = Set.of("CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE");

    private static final List<String> TABLES = List.of(
            "workflow_installation",
            "workflow_audit",
            "workflow_case",
            "workflow_definition",
            "workflow_state",
            "workflow_transition",
            "workflow_obligation",
            "workflow_tombstone");

    private static final String TEMPORARY_TABLES = "this login may CREATE TEMPORARY TABLES";

    private final HeardWarnings warnings = HeardWarnings.ofThisProcess();
    private final Server server;
    private final Refusals refusals;
    private final List<AuditEntry> elsewhere = ClaimHistory.elsewhere();
    private final Path checkpoint;
    private Scene scene;

    /** What spoke against a statement, and whether none had been run before it. */
    private record Failure(SQLException cause, boolean first) {}

    /** A place, and how it was before anybody touched it. */
    private record Scene(Place place, Forge forge, List<Digest> trusted, List<String> content) {
        Scene copiedTo(Place fresh) throws SQLException {
            if (!content.equals(Lab.content(fresh.owner()))) {
                throw new IllegalStateException("a copy of the database holds something else");
            }
            return new Scene(fresh, forge, trusted, content);
        }
    }

    Lab(Server server) throws SQLException {
        this.server = server;
        this.refusals = new Refusals(server.product());
        try {
            this.checkpoint = Files.createTempFile("tamper-lab", ".checkpoint");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.scene = scene();
    }

    private Scene scene() throws SQLException {
        Place place = server.fresh();
        WorkflowRuntime runtime = WorkflowRuntime.on(place.owner(), ClaimHistory.options());
        try (Writer file = Files.newBufferedWriter(checkpoint, StandardCharsets.US_ASCII)) {
            runtime.verification().checkpoint(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scene(
                place,
                new Forge(server.product(), runtime, elsewhere),
                ClaimHistory.start(runtime),
                content(place.owner()));
    }

    Answer attempt(Attack attack, Role role) throws SQLException {
        List<String> statements = attack.script().apply(scene.forge);
        return attack.engineFollows() ? prepared(statements, role) : attempt(statements, role);
    }

    private Answer attempt(List<String> statements, Role role) throws SQLException {
        Optional<Failure> failure;
        try (Connection connection = scene.place.login(role).getConnection()) {
            failure = run(connection, statements);
        }
        boolean changed = !scene.content.equals(content(scene.place.owner()));
        if (failure.isPresent()
                && !changed
                && (failure.get().first() || statements.stream().allMatch(Lab::isRolledBack))) {
            return refusals.of(failure.get().cause());
        }
        try {
            if (failure.isPresent() && !changed) {
                return refusals.of(failure.get().cause());
            }
            return detected()
                    .orElse(
                            changed || statements.stream().anyMatch(Lab::isDdl)
                                    ? new Answer(Kind.OPEN, "nothing shows it")
                                    : new Answer(Kind.REFUSED, "without effect"));
        } finally {
            next();
        }
    }

    /** The engine has started; then somebody prepares its session, or its schema; then it is asked for a step. */
    private Answer prepared(List<String> statements, Role role) throws SQLException {
        warnings.taken();
        try (OneSession session = new OneSession(scene.place.login(role))) {
            ClaimEngine claims = ClaimEngine.on(WorkflowRuntime.on(session, ClaimHistory.options()));
            List<String> warned = warnings.taken();
            List<AuditEntry> before = claims.history("C-1").entries();
            Optional<Failure> failure = run(session.getConnection(), statements);
            if (failure.isPresent()) {
                return refusals.of(failure.get().cause());
            }
            Outcome<ClaimCase> outcome =
                    claims.fire("C-2", "REMIND", ClaimFacts.of(), by("carol").because("it still waits"));
            if (!before.equals(claims.history("C-1").entries())) {
                return detected().orElse(taken("the engine reads another history", statements, warned));
            }
            if (outcome instanceof Outcome.Applied<ClaimCase> applied && !isStored(applied)) {
                return detected()
                        .orElse(taken("the engine acknowledges a step that is not stored", statements, warned));
            }
            return detected()
                    .orElse(new Answer(
                            Kind.REFUSED,
                            outcome.isApplied() ? "the engine's step is stored as it says" : "the engine, " + outcome));
        } catch (UnchangedException e) {
            return detected().orElse(new Answer(Kind.REFUSED, "the engine: " + e.getMessage()));
        } finally {
            next();
        }
    }

    /** Nothing shows it afterwards; the start may have warned of what the attack is made of. */
    private static Answer taken(String effect, List<String> statements, List<String> warned) {
        return statements.stream().anyMatch(sql -> sql.startsWith("CREATE TEMPORARY TABLE"))
                        && warned.stream().anyMatch(warning -> warning.contains(TEMPORARY_TABLES))
                ? new Answer(Kind.WARNED, "the start: " + TEMPORARY_TABLES + "; " + effect)
                : new Answer(Kind.OPEN, effect);
    }

    /** As the owner sees it, in a session of their own. */
    private boolean isStored(Outcome.Applied<ClaimCase> step) throws SQLException {
        try (Connection connection = scene.place.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT a.digest FROM workflow_audit a JOIN workflow_case c"
                        + " ON c.case_id = a.case_id AND c.seq = a.seq AND c.digest = a.digest"
                        + " WHERE a.case_id = 'C-2' AND a.seq = " + step.seq())) {
            return row.next() && Digest.of(row.getBytes(1)).equals(step.digest());
        }
    }

    private void next() throws SQLException {
        scene.place.close();
        scene = server.givesCopies() ? scene.copiedTo(server.fresh()) : scene();
    }

    private static boolean isDdl(String sql) {
        return DDL.contains(sql.substring(0, sql.indexOf(' '))) && !sql.contains("TEMPORARY");
    }

    private static boolean isRolledBack(String sql) {
        return ROLLED_BACK.contains(sql.substring(0, sql.indexOf(' ')));
    }

    /** Runs the statements and commits them together; empty when nothing speaks against them. */
    private static Optional<Failure> run(Connection connection, List<String> statements) throws SQLException {
        int done = 0;
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                    done++;
                }
                connection.commit();
                return Optional.empty();
            } catch (SQLException e) {
                connection.rollback();
                return Optional.of(new Failure(e, done == 0));
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Verification must answer whatever is missing from the tables; then the checkpoint; then the next start. */
    private Optional<Answer> detected() {
        Verification verification =
                Verification.of(scene.place.owner(), ClaimHistory.seals()).trusting(scene.trusted);
        Verdict verdict = verification.verifyAll();
        String before = "";
        if (verdict.isIntact()) {
            verdict = verification.against(checkpoint).verifyAll();
            before = "checkpoint: ";
        }
        if (!verdict.isIntact()) {
            return Optional.of(
                    new Answer(Kind.DETECTED, before + shown(verdict.findings().get(0))));
        }
        try {
            ClaimHistory.start(WorkflowRuntime.on(scene.place.owner(), ClaimHistory.options()));
            return Optional.empty();
        } catch (SetupException e) {
            // What is wrong first; the rest of the message says what else is, and how to fix it.
            return Optional.of(new Answer(
                    Kind.DETECTED,
                    "the next start: " + String.valueOf(e.getMessage()).replaceFirst("[,;].*", "")));
        }
    }

    /** Digests differ from one attack to the next and mean nothing to people. */
    private static String shown(Finding finding) {
        return DIGEST.matcher(finding.toString()).replaceAll("…");
    }

    /** All rows of the tables; of a table that cannot be read, that it cannot. */
    private static List<String> content(DataSource reader) throws SQLException {
        List<String> content = new ArrayList<>();
        try (Connection connection = reader.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    while (row.next()) {
                        StringBuilder values = new StringBuilder(table);
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            values.append('|')
                                    .append(
                                            row.getObject(i) instanceof byte[] bytes
                                                    ? HexFormat.of().formatHex(bytes)
                                                    : row.getString(i));
                        }
                        rows.add(values.toString());
                    }
                } catch (SQLException e) {
                    rows.add(table + " cannot be read: " + e.getSQLState());
                }
                Collections.sort(rows);
                content.addAll(rows);
            }
        }
        return content;
    }

    @Override
    public void close() {
        scene.place.close();
        try {
            Files.delete(checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
