package org.workflowengine.examples.hello;

import static org.workflowengine.examples.hello.CaseReviewFact.amountWithinThreshold;
import static org.workflowengine.examples.hello.CaseReviewFact.noPendingActions;
import static org.workflowengine.examples.hello.CaseReviewFact.requiredFieldsComplete;
import static org.workflowengine.examples.hello.CaseReviewFact.riskRulesPassed;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.History;

// The formatter stays off the definition: it reads as a table.
// spotless:off
/** A claim that a reviewer approves, rejects or escalates. */
@Workflow(id = "case-review", version = 1)
public interface CaseReview {

    @Fact(message = "every mandatory field is filled in") @interface RequiredFieldsComplete { boolean value() default true; }
    @Fact(message = "all risk rules passed")              @interface RiskRulesPassed        { boolean value() default true; }
    @Fact(message = "at most 10,000")                     @interface AmountWithinThreshold  { boolean value() default true; }
    @Fact @interface ValidationFailed         { boolean value() default true; }
    @Fact @interface HighAmount               { boolean value() default true; }
    @Fact @interface MissingInfoDetected      { boolean value() default true; }
    @Fact @interface AdditionalInfoProvided   { boolean value() default true; }
    @Fact @interface SupervisorReviewComplete { boolean value() default true; }
    @Fact @interface NoPendingActions         { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition @RequiredFieldsComplete UnderReview startReview();
    }
    @State interface UnderReview {
        @Transition @RiskRulesPassed @AmountWithinThreshold Approved approve();
        @Transition @ValidationFailed    Rejected    reject();
        @Transition @HighAmount          Escalated   escalate();
        @Transition @MissingInfoDetected WaitingInfo requestInfo();
    }
    @State interface WaitingInfo {
        @Transition @AdditionalInfoProvided UnderReview resume();
    }
    @State interface Escalated {
        @Transition @SupervisorReviewComplete UnderReview returnToReview();
        @Transition Approved approve();
        @Transition Rejected reject();
    }
    @State interface Approved { @Transition @NoPendingActions Closed close(); }
    @State interface Rejected { @Transition @NoPendingActions Closed close(); }
    @State(terminal = true) interface Closed {}
}
// spotless:on

/** Takes one claim from its opening to its end, and shows what the engine refuses on the way. */
final class Hello {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String ENTRY = "  %-2s %-13s %-13s %-13s %-9s %-6s %-17s %s%n";

    private Hello() {}

    public static void main(String... arguments) {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            // Generated from CaseReview, like every other type here whose name begins with it.
            CaseReviewEngine reviews = CaseReviewEngine.on(runtime);

            heading("Legal steps: state and audit entry in one commit, each digest covers the previous one");
            var created = reviews.open("C-1042", by("alice").because("claim received"))
                    .orThrow();
            show("open", created);
            var review = created.startReview(
                            requiredFieldsComplete(true), by("alice").because("all documents in"))
                    .orThrow();
            show("startReview", review);

            heading("A guard is not satisfied: refused with the fact that is wrong; nothing is written");
            show(review.approve(
                    riskRulesPassed(true),
                    amountWithinThreshold(false),
                    by("bob").because("low risk")));
            // review.approve(riskRulesPassed(true), …)   does not compile: amountWithinThreshold is missing

            heading("A move that this state does not have: by id, as a REST call would request it");
            show(reviews.close(
                    "C-1042",
                    CaseReviewFacts.of(noPendingActions(true)),
                    by("bob").because("done")));
            // review.close(…)                            does not compile: a claim under review has no close

            heading("The corrected decision is applied");
            var approved = review.approve(
                            riskRulesPassed(true),
                            amountWithinThreshold(true),
                            by("bob").because("amount corrected"))
                    .orThrow();
            show("approve", approved);
            var closed = approved.close(noPendingActions(true), by("bob").because("paid out"))
                    .orThrow();
            show("close", closed);

            heading("The history: one entry for each step; refusals are not part of it");
            History history = reviews.history("C-1042");
            System.out.printf(ENTRY, "#", "transition", "from", "to", "at (UTC)", "by", "because", "digest");
            history.entries().forEach(Hello::show);

            heading("Rebuilt from the transitions of the history alone, without the states that it records");
            WorkflowState rebuilt = history.rebuild(reviews.definition());
            List<Finding> findings = history.check(reviews.definition());
            System.out.println("  the transitions lead to  " + rebuilt);
            System.out.println(
                    "  the case rests in        " + reviews.load("C-1042").state());
            System.out.println("  findings in the chain    " + findings.size());
        }
    }

    private static void heading(String text) {
        System.out.println();
        System.out.println(text);
    }

    private static void show(String step, CaseReviewCase claim) {
        System.out.printf(
                "  %-12s now %-13s digest %s%n",
                step, claim.state(), claim.digest().abbreviated());
    }

    private static void show(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            System.out.println("  refused: " + refused.refusal().explanation());
        }
    }

    private static void show(AuditEntry entry) {
        System.out.printf(
                ENTRY,
                entry.seq(),
                entry.transition(),
                entry.fromState(),
                entry.toState(),
                TIME.format(entry.recordedAt()),
                entry.actor(),
                entry.reason(),
                entry.digest().abbreviated());
    }
}
