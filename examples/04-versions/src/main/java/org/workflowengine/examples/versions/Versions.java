package org.workflowengine.examples.versions;

import static org.workflowengine.examples.versions.ClaimFact.newTermsAccepted;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.workflowengine.examples.versions.v1.ClaimEngine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.engine.MigrationSummary;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.query.MigrationLine;
import org.workflowengine.runtime.whatif.WhatIf;

/** A workflow changes while its cases live on: both versions are at work, and every case comes to the new one in an audited step. */
final class Versions {
    private static final Definition V1 = org.workflowengine.examples.versions.v1.ClaimTransition.DEFINITION;
    private static final Definition V2 = ClaimTransition.DEFINITION;
    private static final Map<String, ?> NOTHING_KNOWN = Map.of();

    private final WorkflowRuntime runtime;

    private Versions(WorkflowRuntime runtime) {
        this.runtime = runtime;
    }

    public static void main(String... arguments) {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            new Versions(runtime).run();
        }
    }

    private void run() {
        ClaimEngine oldNode = ClaimEngine.on(runtime);
        liveCases(oldNode);

        heading("What version 2 means for the live cases, before it is deployed");
        report();
        heading("What its rules would have done with the cases that have ended or gone on so far");
        WhatIf.run(V2, runtime.recordedCases())
                .text()
                .lines()
                .takeWhile(line -> !line.equals("when:"))
                .forEach(line -> System.out.println("  " + line));

        heading("A node of version 2 starts. Both versions are at work");
        var newNode = org.workflowengine.examples.versions.ClaimEngine.on(runtime);
        show("open C-7 in version 2", newNode.open("C-7", by("alice").because("claim received")));
        show(
                "version 1 still moves its cases",
                oldNode.reject("C-2", v1Facts(), by("bob").because("not covered")));

        heading("A move of an old case migrates it first: two steps, one commit");
        show(
                "forward C-3",
                newNode.migratingOnTouch()
                        .forward(
                                "C-3",
                                ClaimFacts.of(ClaimFact.largeSum(true)),
                                by("bob").because("above the limit").requestId("R-3")));
        steps("C-3");
        show(
                "the old node is refused",
                oldNode.approve("C-3", v1Facts(), by("bob").because("fine")));

        heading("The other cases come in one sweep. One is refused: its guard requires a fact");
        sweep();
        heading("The customer agrees, and the case follows");
        show(
                "migrate C-4",
                newNode.migrate(
                        "C-4",
                        ClaimFacts.of(newTermsAccepted(true)),
                        by("carol").because("agreed on the phone")));

        heading("A request that version 1 has applied is not applied again");
        show(
                "review C-1 once more",
                Workflows.on(runtime, List.of(V2))
                        .fire("claim", "C-1", "REVIEW", Map.of("DOCUMENTS_COMPLETE", true), reviewed()));

        heading("A case from the system before this one: its history starts here");
        show(
                "import C-900",
                newNode.importCase(
                        "C-900",
                        ClaimState.UNDER_REVIEW,
                        by("migration-team")
                                .because("taken over from the old system")
                                .occurredAt(Instant.parse("2024-03-01T09:00:00Z"))
                                .evidence("origin", "{\"system\":\"claims-1998\",\"id\":\"77-1042\"}")));
        CaseHead imported = newNode.head("C-900").orElseThrow();
        System.out.println("  under review since " + imported.enteredAt());

        heading("After the deployment");
        report();
        System.out.println("  verified: " + runtime.verification().verifyAll());
        System.out.println(
                "  C-3 rebuilt from its transitions: " + newNode.history("C-3").rebuild(V1, V2));
    }

    /** One live case in each state of version 1, and one that has ended. */
    private static void liveCases(ClaimEngine claims) {
        for (int i = 1; i <= 6; i++) {
            claims.open("C-" + i, by("alice").because("claim received")).orThrow();
        }
        for (int i = 1; i <= 5; i++) {
            claims.review("C-" + i, v1Facts(), reviewed()).orThrow();
        }
        claims.escalate("C-4", v1Facts(), by("bob").because("unclear")).orThrow();
        claims.freeze("C-5", suspected(), by("bob").because("two claims for one car"))
                .orThrow();
    }

    private static Decision reviewed() {
        return by("alice").because("all documents in").requestId("R-1");
    }

    private static org.workflowengine.examples.versions.v1.ClaimFacts v1Facts() {
        return org.workflowengine.examples.versions.v1.ClaimFacts.of(
                org.workflowengine.examples.versions.v1.ClaimFact.documentsComplete(true));
    }

    private static org.workflowengine.examples.versions.v1.ClaimFacts suspected() {
        return org.workflowengine.examples.versions.v1.ClaimFacts.of(
                org.workflowengine.examples.versions.v1.ClaimFact.fraudSuspected(true));
    }

    private void sweep() {
        MigrationSummary summary = Workflows.on(runtime, List.of(V2))
                .migrateAll(
                        "claim",
                        V2.facts(NOTHING_KNOWN),
                        by("carol").because("release 2").requestId("migrate-to-2"),
                        BulkOptions.defaults(),
                        Versions::showUnmoved);
        System.out.println("  " + summary.migrated() + " migrated, refused: " + summary.refused());
    }

    private static void showUnmoved(String caseId, BulkOutcome<CaseHead> outcome) {
        if (!outcome.isApplied()) {
            show(caseId, outcome.orThrow());
        }
    }

    private void report() {
        for (MigrationLine line : runtime.migrations(V2).lines()) {
            System.out.printf(
                    "  version %d  %-13s %s  %s%s%n",
                    line.version(),
                    line.state(),
                    line.cases(),
                    line.kind(),
                    line.mapping().map(row -> " " + row.to().id()).orElse(""));
        }
    }

    private void steps(String caseId) {
        for (AuditEntry step : ClaimEngine.on(runtime).history(caseId).entries()) {
            System.out.printf(
                    "  %d  %-11s  %-12s -> %-13s version %d  %s%n",
                    step.seq(), step.transition(), step.fromState(), step.toState(), step.version(), step.facts());
        }
    }

    private static void heading(String text) {
        System.out.println();
        System.out.println(text);
    }

    private static void show(String what, Outcome<?> outcome) {
        System.out.println("  " + what + ": "
                + (outcome instanceof Outcome.Refused<?> refused
                        ? "refused, " + refused.refusal().explanation()
                        : told((Outcome.Applied<?>) outcome)));
    }

    private static String told(Outcome.Applied<?> applied) {
        return (applied.replayed() ? "applied before" : "applied") + " as step " + applied.seq();
    }
}
