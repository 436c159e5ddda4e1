package org.workflowengine.dashboard;

import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.byService;
import static org.workflowengine.runtime.core.Decision.bySystem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.workflowengine.http.FactSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A database as it is after half a year: several workflows, and one case in whose history everything has happened. */
public final class SampleCases {
    /** When the pages are looked at. */
    public static final Instant NOW = Instant.parse("2026-03-12T14:32:07Z");

    /** What is known of every claim. */
    public static final FactSource FACTS = (head, definition) -> head.workflow().equals("case-review")
            ? Map.of(
                    "HIGH_AMOUNT", true,
                    "RISK_RULES_PASSED", true,
                    "AMOUNT_WITHIN_THRESHOLD", false,
                    "VALIDATION_FAILED", false)
            : Map.of();

    private static final Map<String, Object> NOTHING = Map.of();

    private final Clock clock = new Clock();
    private final RefusalCounter refusals;
    private final WorkflowRuntime runtime;
    private Workflows workflows;

    /** A clock that a program sets. */
    public static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-01-28T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        /** Sets it. */
        public void set(Instant time) {
            now = time;
        }

        void goOn(Duration duration) {
            now = now.plus(duration);
        }
    }

    /** Fills an empty database. */
    public SampleCases(TestDatabase database) {
        this.refusals = RefusalCounter.started(clock);
        this.runtime = database.runtime(
                RuntimeOptions.defaults().clock(clock).observer(refusals).source("sample"));
        Workflows.on(runtime, List.of(SampleDefinitions.CLAIM_1)).definitions();
        this.workflows = Workflows.on(
                runtime,
                List.of(
                        SampleDefinitions.CLAIM_1,
                        SampleDefinitions.LOAN,
                        SampleDefinitions.MOTOR,
                        SampleDefinitions.PAYMENT));
    }

    /** The runtime on it. */
    public WorkflowRuntime runtime() {
        return runtime;
    }

    /** What it has refused. */
    public RefusalCounter refusals() {
        return refusals;
    }

    /** Its clock. */
    public Clock clock() {
        return clock;
    }

    /** Everything. */
    public SampleCases fill() {
        theCase();
        oldClaims();
        crowd();
        payments();
        refused();
        clock.set(NOW);
        return this;
    }

    private void at(String time) {
        clock.set(Instant.parse(time));
    }

    private void move(String workflow, String caseId, String transition, Map<String, ?> facts, Decision decision) {
        applied(workflows.fire(workflow, caseId, transition, facts, decision));
    }

    private static void applied(Outcome<CaseHead> outcome) {
        if (!outcome.isApplied()) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private void theCase() {
        String id = "C-1042";
        at("2026-01-28T09:00:00Z");
        applied(workflows.importCase(
                "case-review",
                id,
                "PENDING",
                bySystem("importer")
                        .because("taken over from CLAIMS-2009, record 77-0193")
                        .occurredAt(Instant.parse("2026-01-20T10:00:00Z"))
                        .evidence("import", "{\"file\":\"claims-2009-export-17.csv\",\"line\":4410}")));
        at("2026-01-28T09:12:02Z");
        move(
                "case-review",
                id,
                "RESUME",
                Map.of("ADDITIONAL_INFO_PROVIDED", true),
                by("m.keller").because("customer called, +49 30 1234567"));
        at("2026-01-30T11:27:18Z");
        move(
                "case-review",
                id,
                "REQUEST_INFO",
                Map.of("MISSING_INFO_DETECTED", true),
                by("m.keller").because("receipt for the windscreen is missing"));
        at("2026-02-14T22:00:03Z");
        workflows = Workflows.on(
                runtime,
                List.of(
                        SampleDefinitions.CLAIM_1,
                        SampleDefinitions.CLAIM_2,
                        SampleDefinitions.LOAN,
                        SampleDefinitions.MOTOR,
                        SampleDefinitions.PAYMENT));
        at("2026-02-15T02:10:30Z");
        applied(workflows.migrate(
                "case-review",
                id,
                NOTHING,
                byService("release-2026-02").because("policy 2026: pending claims wait for information")));
        at("2026-02-19T08:03:55Z");
        move(
                "case-review",
                id,
                "RESUME",
                Map.of("ADDITIONAL_INFO_PROVIDED", true),
                byService("portal-claims").because("receipt uploaded by the customer"));
        at("2026-02-20T16:41:09Z");
        move(
                "case-review",
                id,
                "ESCALATE",
                Map.of("HIGH_AMOUNT", true),
                by("r.okafor").because("12,400: above the limit of the branch"));
        at("2026-02-27T10:00:41Z");
        applied(workflows.erase(id, 2, by("dpo").because("request 4711, article 17")));
        at("2026-03-02T08:30:00Z");
        applied(workflows.hold(id, "2026/4711", by("legal").because("Miller against Insurance")));
        at("2026-03-09T09:14:22Z");
        move(
                "case-review",
                id,
                "RETURN_TO_REVIEW",
                Map.of("SUPERVISOR_REVIEW_COMPLETE", true),
                by("s.lindqvist")
                        .because("expert report read, no objection to the repair")
                        .evidence(
                                "supervision",
                                "{\"ruleSet\":\"supervision 4\",\"row\":2,\"input\":{\"reportId\":\"GA-5510\",\"signedBy\":\"s.lindqvist\"}}"));
    }

    private void oldClaims() {
        Workflows old = Workflows.on(runtime, List.of(SampleDefinitions.CLAIM_1));
        at("2026-01-30T12:11:08Z");
        for (int i = 1; i <= 12; i++) {
            clock.goOn(Duration.ofHours(7));
            String id = "C-10" + String.format(java.util.Locale.ROOT, "%02d", i);
            applied(old.open("case-review", id, by("portal").because("claim received")));
            if (i % 3 > 0) {
                applied(old.fire(
                        "case-review",
                        id,
                        "START_REVIEW",
                        Map.of("REQUIRED_FIELDS_COMPLETE", true),
                        by("m.keller").because("complete")));
            }
        }
    }

    private void crowd() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            at("2026-02-16T00:00:00Z");
            clock.goOn(Duration.ofMinutes(random.nextInt(24 * 60 * 23)));
            walk("case-review", "C-" + (10100 + 7 * i), random.nextInt(5), random);
            walk("loan-application", "L-2026-" + (400 + i), random.nextInt(7), random);
            walk("motor-claim", "M-" + (7000 + i), random.nextInt(20), random);
        }
    }

    private void walk(String workflow, String id, int steps, Random random) {
        applied(workflows.open(workflow, id, by("portal").because("received")));
        Map<String, Boolean> all = workflow.equals("case-review")
                ? Map.of(
                        "REQUIRED_FIELDS_COMPLETE",
                        true,
                        "RISK_RULES_PASSED",
                        true,
                        "AMOUNT_WITHIN_THRESHOLD",
                        true,
                        "VALIDATION_FAILED",
                        true,
                        "HIGH_AMOUNT",
                        true,
                        "MISSING_INFO_DETECTED",
                        true,
                        "ADDITIONAL_INFO_PROVIDED",
                        true,
                        "SUPERVISOR_REVIEW_COMPLETE",
                        true,
                        "NO_PENDING_ACTIONS",
                        true)
                : workflow.equals("loan-application")
                        ? Map.of("SCORE_KNOWN", true, "DOCUMENTS_COMPLETE", true)
                        : Map.of();
        for (int i = 0; i < steps; i++) {
            clock.goOn(Duration.ofMinutes(20 + random.nextInt(300)));
            var moves = workflows.options(workflow, id, all).stream()
                    .filter(move -> move.isPermitted())
                    .toList();
            if (!moves.isEmpty()) {
                move(
                        workflow,
                        id,
                        moves.get(random.nextInt(moves.size())).transition().id(),
                        all,
                        by("clerk-" + random.nextInt(9)).because("checked"));
            }
        }
    }

    private void payments() {
        at("2026-03-11T10:00:00Z");
        applied(workflows.open("payment", "P-88", by("m.keller").because("invoice 7781")));
        move("payment", "P-88", "SUBMIT", NOTHING, by("m.keller").because("checked against the order"));
        move("payment", "P-88", "CONFIRM", NOTHING, by("r.okafor").because("amount is right"));
    }

    private void refused() {
        at("2026-03-12T14:02:00Z");
        for (int i = 0; i < 11; i++) {
            clock.goOn(Duration.ofMinutes(2));
            var ignored = workflows.fire(
                    "case-review",
                    "C-1042",
                    "APPROVE",
                    Map.of("RISK_RULES_PASSED", true, "AMOUNT_WITHIN_THRESHOLD", false),
                    by("m.keller").because("try"));
        }
        for (int i = 0; i < 2; i++) {
            var ignored = workflows.fire(
                    "case-review", "C-1042", "CLOSE", NOTHING, by("m.keller").because("try"));
        }
        var ignored = workflows.fire(
                "case-review",
                "C-1042",
                "ESCALATE",
                Map.of("HIGH_AMOUNT", true),
                by("m.keller").because("try").expectedSeq(4));
    }
}
