package org.workflowengine.examples.tamper;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.SetupException;

/**
 * Tries attacks, each in one transaction on a history that no attack before it has touched, and asks afterwards: verification
 * with the key, then with the checkpoint that was taken before, then the next start. Not thread-safe.
 */
final class Lab implements AutoCloseable {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32,64}");

    /** What a rollback takes back whole. */
    private static final Set<String> ROLLED_BACK = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE");

    /** What changes the database even where it changes no row. */
    private static final Set<String> DDL = Set.of("CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE");

    private static final List<String> TABLES = List.of(
            "workflow_installation",
            "workflow_audit",
            "workflow_case",
            "workflow_definition",
            "workflow_state",
            "workflow_transition");

    private final Server server;
    private final Refusals refusals;
    private final List<AuditEntry> elsewhere = ClaimHistory.elsewhere();
    private Scene scene;

    /** A place, and how it was before anybody touched it. */
    private record Scene(Place place, Forge forge, List<Digest> trusted, String checkpoint, List<String> content) {}

    Lab(Server server) throws SQLException {
        this.server = server;
        this.refusals = new Refusals(server.product());
        this.scene = scene();
    }

    private Scene scene() throws SQLException {
        Place place = server.fresh();
        WorkflowRuntime runtime = WorkflowRuntime.on(place.owner(), ClaimHistory.options());
        StringBuilder checkpoint = new StringBuilder();
        try {
            runtime.verification().checkpoint(checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new Scene(
                place,
                new Forge(server.product(), runtime, elsewhere),
                ClaimHistory.start(runtime),
                checkpoint.toString(),
                content(place.owner()));
    }

    Answer attempt(Attack attack, Role role) throws SQLException {
        List<String> statements = attack.script().apply(scene.forge);
        Optional<SQLException> failure = run(scene.place.login(role), statements);
        boolean changed = !scene.content.equals(content(scene.place.owner()));
        if (failure.isPresent() && !changed && statements.stream().allMatch(Lab::isRolledBack)) {
            return refusals.of(failure.get());
        }
        try {
            if (failure.isPresent() && !changed) {
                return refusals.of(failure.get());
            }
            return detected()
                    .map(how -> new Answer(Kind.DETECTED, how))
                    .orElse(
                            changed || statements.stream().anyMatch(Lab::isDdl)
                                    ? new Answer(Kind.OPEN, "nothing shows it")
                                    : new Answer(Kind.REFUSED, "without effect"));
        } finally {
            scene.place.close();
            scene = scene();
        }
    }

    private static boolean isDdl(String sql) {
        return DDL.contains(sql.substring(0, sql.indexOf(' ')));
    }

    private static boolean isRolledBack(String sql) {
        return ROLLED_BACK.contains(sql.substring(0, sql.indexOf(' ')));
    }

    /** Runs the statements and commits them together; empty when nothing speaks against them. */
    private static Optional<SQLException> run(DataSource login, List<String> statements) throws SQLException {
        try (Connection connection = login.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                connection.commit();
                return Optional.empty();
            } catch (SQLException e) {
                connection.rollback();
                return Optional.of(e);
            }
        }
    }

    private Optional<String> detected() {
        try {
            // Whatever is missing from the tables, verification has to answer.
            Verification verification = WorkflowRuntime.on(
                            scene.place.owner(), ClaimHistory.options().schemaMode(SchemaMode.NONE))
                    .verification()
                    .trusting(scene.trusted);
            Verdict verdict = verification.verifyAll();
            if (!verdict.isIntact()) {
                return Optional.of(shown(verdict.findings().get(0)));
            }
            verdict = verification.verifyAll(new StringReader(scene.checkpoint), finding -> {}, (done, all) -> {});
            if (!verdict.isIntact()) {
                return Optional.of("checkpoint: " + shown(verdict.findings().get(0)));
            }
            ClaimHistory.start(WorkflowRuntime.on(scene.place.owner(), ClaimHistory.options()));
            return Optional.empty();
        } catch (SetupException e) {
            // What is missing first; the rest of the message says what else is, and how to mend it.
            return Optional.of(
                    "the next start: " + String.valueOf(e.getMessage()).replaceFirst("[,;].*", ""));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** Digests differ from one attack to the next and say nothing to people. */
    private static String shown(Finding finding) {
        return DIGEST.matcher(finding.toString()).replaceAll("…");
    }

    /** All rows of the six tables; of a table that cannot be read, that it cannot. */
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
    }
}
