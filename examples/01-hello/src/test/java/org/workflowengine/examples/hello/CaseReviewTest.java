package org.workflowengine.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.examples.hello.CaseReviewFact.additionalInfoProvided;
import static org.workflowengine.examples.hello.CaseReviewFact.amountWithinThreshold;
import static org.workflowengine.examples.hello.CaseReviewFact.highAmount;
import static org.workflowengine.examples.hello.CaseReviewFact.missingInfoDetected;
import static org.workflowengine.examples.hello.CaseReviewFact.noPendingActions;
import static org.workflowengine.examples.hello.CaseReviewFact.requiredFieldsComplete;
import static org.workflowengine.examples.hello.CaseReviewFact.riskRulesPassed;
import static org.workflowengine.examples.hello.CaseReviewFact.supervisorReviewComplete;
import static org.workflowengine.examples.hello.CaseReviewFact.validationFailed;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.whatif.RecordedCases;
import org.workflowengine.test.MutableClock;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** The five kinds of test that a workflow deserves: docs/how-to/testing.md explains them. */
@WorkflowTest(CaseReview.class)
class CaseReviewTest {
    private static final Decision BY_BOB = by("bob").because("as the rules say");

    // 1. Scenarios: what people do, from the opening to the end.

    @Test
    void aClaimThatLacksInformationWaitsAndIsApproved(CaseReviewEngine reviews, MutableClock clock) {
        var created = reviews.open("C-1", by("alice").because("claim received")).orThrow();
        var review = assertThat(created.startReview(requiredFieldsComplete(true), BY_BOB))
                .isAppliedTo(CaseReviewState.UNDER_REVIEW);
        var waiting = assertThat(review.requestInfo(missingInfoDetected(true), BY_BOB))
                .isApplied();
        clock.advance(Duration.ofDays(3));
        var again =
                assertThat(waiting.resume(additionalInfoProvided(true), BY_BOB)).isApplied();
        var approved = assertThat(again.approve(riskRulesPassed(true), amountWithinThreshold(true), BY_BOB))
                .isApplied();
        assertThat(approved.close(noPendingActions(true), BY_BOB)).isAppliedTo(CaseReviewState.CLOSED);

        assertThat(reviews.history("C-1"))
                .endsWith(CaseReviewTransition.UNDER_REVIEW_APPROVE, CaseReviewTransition.APPROVED_CLOSE)
                .isSound(reviews.definition());
        assertThat(waiting.enteredAt()).isBefore(again.enteredAt());
    }

    @Test
    void anInvalidClaimIsRejectedAndClosed(CaseReviewEngine reviews) {
        var rejected = assertThat(
                        given(reviews, CaseReviewCase.UnderReview.class).reject(validationFailed(true), BY_BOB))
                .isApplied();
        assertThat(rejected.close(noPendingActions(true), BY_BOB)).isAppliedTo(CaseReviewState.CLOSED);
    }

    @Test
    void aSupervisorDecidesOnWhatIsEscalatedOrGivesItBack(CaseReviewEngine reviews) {
        var escalated = assertThat(
                        given(reviews, CaseReviewCase.UnderReview.class).escalate(highAmount(true), BY_BOB))
                .isApplied();
        assertThat(escalated.returnToReview(supervisorReviewComplete(true), BY_BOB))
                .isAppliedTo(CaseReviewState.UNDER_REVIEW);

        assertThat(given(reviews, CaseReviewCase.Escalated.class).approve(BY_BOB))
                .isApplied();
        assertThat(given(reviews, CaseReviewCase.Escalated.class).reject(BY_BOB))
                .isApplied();
    }

    // 2. Refusals: each condition of each guard, alone.

    @Test
    void aReviewNeedsAllFields(CaseReviewEngine reviews) {
        assertThat(given(reviews, CaseReviewCase.Created.class).startReview(requiredFieldsComplete(false), BY_BOB))
                .isRefusedBecauseOf(requiredFieldsComplete(false));
    }

    @Test
    void anApprovalNeedsLowRiskAndASmallAmount(CaseReviewEngine reviews) {
        var review = given(reviews, CaseReviewCase.UnderReview.class);

        assertThat(review.approve(riskRulesPassed(false), amountWithinThreshold(true), BY_BOB))
                .isRefusedBecauseOf(riskRulesPassed(false));
        assertThat(review.approve(riskRulesPassed(true), amountWithinThreshold(false), BY_BOB))
                .isRefusedBecauseOf(amountWithinThreshold(false));
    }

    @Test
    void whatLeavesAReviewNeedsItsReason(CaseReviewEngine reviews) {
        var review = given(reviews, CaseReviewCase.UnderReview.class);

        assertThat(review.reject(validationFailed(false), BY_BOB)).isRefusedBecauseOf(validationFailed(false));
        assertThat(review.escalate(highAmount(false), BY_BOB)).isRefusedBecauseOf(highAmount(false));
        assertThat(review.requestInfo(missingInfoDetected(false), BY_BOB))
                .isRefusedBecauseOf(missingInfoDetected(false));
    }

    @Test
    void whatComesBackOrEndsNeedsItsReason(CaseReviewEngine reviews) {
        assertThat(given(reviews, CaseReviewCase.WaitingInfo.class).resume(additionalInfoProvided(false), BY_BOB))
                .isRefusedBecauseOf(additionalInfoProvided(false));
        assertThat(given(reviews, CaseReviewCase.Escalated.class)
                        .returnToReview(supervisorReviewComplete(false), BY_BOB))
                .isRefusedBecauseOf(supervisorReviewComplete(false));
        assertThat(given(reviews, CaseReviewCase.Approved.class).close(noPendingActions(false), BY_BOB))
                .isRefusedBecauseOf(noPendingActions(false));
        assertThat(given(reviews, CaseReviewCase.Rejected.class).close(noPendingActions(false), BY_BOB))
                .isRefusedBecauseOf(noPendingActions(false));
    }

    // 3. The matrix: everything that is permitted, on one page that somebody has read.

    @Test
    void nothingElseIsPermitted(CaseReviewEngine reviews) {
        assertThat(WorkflowChecks.on(reviews).matrix()).hasText("""
                case-review version 1
                (open) -> CREATED
                CREATED
                  START_REVIEW -> UNDER_REVIEW if REQUIRED_FIELDS_COMPLETE = true
                UNDER_REVIEW
                  APPROVE -> APPROVED if AMOUNT_WITHIN_THRESHOLD = true, RISK_RULES_PASSED = true
                  ESCALATE -> ESCALATED if HIGH_AMOUNT = true
                  REJECT -> REJECTED if VALIDATION_FAILED = true
                  REQUEST_INFO -> WAITING_INFO if MISSING_INFO_DETECTED = true
                APPROVED
                  CLOSE -> CLOSED if NO_PENDING_ACTIONS = true
                ESCALATED
                  APPROVE -> APPROVED
                  REJECT -> REJECTED
                  RETURN_TO_REVIEW -> UNDER_REVIEW if SUPERVISOR_REVIEW_COMPLETE = true
                REJECTED
                  CLOSE -> CLOSED if NO_PENDING_ACTIONS = true
                WAITING_INFO
                  RESUME -> UNDER_REVIEW if ADDITIONAL_INFO_PROVIDED = true
                CLOSED
                not allowed: 45 of 56
                """);
    }

    // 4. Random walks: what nobody has thought of.

    @Test
    void noWalkLeavesTheRules(CaseReviewEngine reviews) {
        WorkflowChecks.on(reviews).walks(50, 2026);
    }

    // 5. Replay: the rules permit what they permitted before.

    @Test
    void recordedCasesArePermittedAsTheyWere(CaseReviewEngine reviews) {
        assertThat(reviews.definition()).permits(RecordedCases.bundles(Path.of("src/test/resources/cases")));
    }
}
