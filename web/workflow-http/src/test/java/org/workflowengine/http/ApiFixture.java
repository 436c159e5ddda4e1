package org.workflowengine.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * A database with a few cases of the reference workflow, and an API on it: callers of the role {@code auditor} see everything, all others
 * nothing of a payload. Clients may claim that fields are complete and that risk rules passed; the host knows that the amount is within the
 * threshold, and nothing else.
 */
public final class ApiFixture implements AutoCloseable {
    /** When everything is recorded, unless a test says otherwise. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** A case id that needs encoding: a slash, a percent sign, an umlaut, a question mark, a plus. */
    public static final String AWKWARD = "A/B%2F ü?c=+";

    static final String SECRET = "because of the divorce";

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Workflows workflows;

    private ApiFixture(TestDatabase database) {
        this.database = database;
        this.runtime = WorkflowRuntime.on(
                database.pool(),
                RuntimeOptions.defaults()
                        .clock(() -> NOW)
                        .schemaMode(SchemaMode.CREATE)
                        .source("test"));
        this.workflows = Workflows.on(runtime, List.of(CaseReview.DEFINITION));
        open("C-1");
        open("C-2");
        fire("C-2", "START_REVIEW", "REQUIRED_FIELDS_COMPLETE");
        open(AWKWARD);
    }

    /** On a database of the fixture's own, which is closed with it. */
    public static ApiFixture on(TestDatabase database) {
        return new ApiFixture(database);
    }

    public WorkflowRuntime runtime() {
        return runtime;
    }

    public TestDatabase database() {
        return database;
    }

    public Definition definition() {
        return CaseReview.DEFINITION;
    }

    public void open(String caseId) {
        workflows
                .open("case-review", caseId, Decision.by("alice").because(SECRET))
                .orThrow();
    }

    public void fire(String caseId, String transition, String... facts) {
        Map<String, Object> known = new java.util.TreeMap<>();
        for (String fact : facts) {
            known.put(fact, true);
        }
        workflows
                .fire(
                        "case-review",
                        caseId,
                        transition,
                        known,
                        Decision.by("alice").because(SECRET))
                .orThrow();
    }

    /** Reads alone. */
    public WorkflowApi reading() {
        return WorkflowApi.on(runtime)
                .facts((head, definition) -> Map.of("AMOUNT_WITHIN_THRESHOLD", true))
                .redaction(new ByRole());
    }

    /** Reads and commands. */
    public WorkflowApi commanding() {
        return reading()
                .commands(List.of(CaseReview.DEFINITION))
                .claimable("case-review", "REQUIRED_FIELDS_COMPLETE", "RISK_RULES_PASSED");
    }

    @Override
    public void close() {
        runtime.close();
        database.close();
    }

    /** An auditor sees everything, everybody else nothing. */
    private static final class ByRole implements Redaction {
        @Override
        public boolean showsActor(Caller caller, String workflow) {
            return caller.roles().contains("auditor");
        }

        @Override
        public boolean showsReason(Caller caller, String workflow) {
            return caller.roles().contains("auditor");
        }

        @Override
        public boolean showsEvidence(Caller caller, String workflow) {
            return caller.roles().contains("auditor");
        }

        @Override
        public boolean showsFact(Caller caller, String workflow, String fact) {
            return caller.roles().contains("auditor");
        }
    }
}
