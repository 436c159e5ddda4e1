package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody with a SQL console, and a case C-1 that is under review at step 2; version 2 of its workflow is installed too. */
abstract class SqlConsole {
    static final Decision BY_ALICE = by("alice").because("all documents in");

    final TestDatabase database;
    final String someDigest;
    final String zero;

    /** What stands in an opening as the digest of the step before. */
    static final String ORIGIN = "(SELECT origin_digest FROM workflow_installation)";

    /** Whole rows of {@code workflow_case}. */
    static final String CASE_COLUMNS = "case_id, workflow, version, state, seq, digest, entered_at, moved_at";

    SqlConsole(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.someDigest = database.binary("ab".repeat(32));
        this.zero = database.binary("00".repeat(32));
    }

    @BeforeEach
    void aCaseUnderReview() {
        WorkflowRuntime runtime = database.runtime();
        CaseReview.install(runtime, CaseReview.definition("case-review", 2));
        Engine.on(runtime)
                .open("C-1", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE.requestId("R-1"))
                .orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What somebody tries to do. */
    interface Attempt {
        void run() throws SQLException;
    }

    /** It fails in this way, and nothing is changed. */
    final void refused(Consumer<SQLException> how, Attempt attempt) throws SQLException {
        List<String> before = database.content();
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(SQLException.class, how);
        assertThat(database.content()).isEqualTo(before);
    }

    /** The statement that copies step 2 of C-1 into a legal step 3 (REJECT), but for the given columns. */
    final String step(Map<String, String> otherwise) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : database.columns("workflow_audit")) {
            values.put(column, column);
        }
        values.keySet().removeAll(TestDatabase.COMPUTED);
        values.putAll(Map.of(
                "seq", "3",
                "from_state", "to_state",
                "from_version", "version",
                "transition", "'REJECT'",
                "to_state", "'REJECTED'",
                "previous_digest", "digest",
                "digest", someDigest,
                "request_id", "NULL"));
        values.putAll(otherwise);
        return "INSERT INTO workflow_audit (" + String.join(", ", values.keySet()) + ") SELECT "
                + String.join(", ", values.values()) + " FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2";
    }

    /** The statement that adds a legal row. */
    static String transition(String workflow, int version, String from, String transition, String to) {
        return "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state) VALUES ('"
                + workflow + "', " + version + ", '" + from + "', '" + transition + "', '" + to + "')";
    }

    /** The statement that adds a state, which is initial, terminal, importable or none of them. */
    static String state(String workflow, int version, String state, String... kinds) {
        List<String> is = List.of(kinds);
        return "INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable) VALUES ('"
                + workflow + "', "
                + version + ", '" + state + "', " + is.contains("initial") + ", " + is.contains("terminal") + ", "
                + is.contains("importable") + ")";
    }

    /** The statement that adds a definition with the fingerprint and the graph of version 1. */
    static String definition(String workflow, int version, int states, int transitions, boolean erasable) {
        return "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,"
                + " installed_at) SELECT '" + workflow + "', " + version + ", fingerprint, graph, " + states + ", "
                + transitions + ", " + erasable
                + ", installed_at FROM workflow_definition WHERE workflow = 'case-review' AND version = 1";
    }

    /** The statement that adds a definition with a graph of somebody's own, and its fingerprint. */
    final String definition(String workflow, int version, int states, int transitions, String graph) {
        return "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,"
                + " installed_at) SELECT '" + workflow + "', " + version + ", " + database.binary(fingerprint(graph))
                + ", '" + graph + "', " + states + ", " + transitions
                + ", TRUE, installed_at FROM workflow_definition WHERE workflow = 'case-review' AND version = 1";
    }

    static String fingerprint(String graph) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(graph.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> with(Map<String, String> values, String column, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.put(column, value);
        return copy;
    }
}
