package org.workflowengine.examples.springboot;

import static org.workflowengine.examples.springboot.ClaimFact.withinLimit;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** The rules, without Spring: what a claim permits does not depend on the application around it. */
@WorkflowTest(Claim.class)
class ClaimRulesTest {
    private static final Decision BY_BOB = by("bob").because("as the rules say");

    @Test
    void aReviewerApprovesWithinTheLimit(ClaimEngine claims) {
        var review = given(claims, ClaimCase.UnderReview.class);

        assertThat(review.approve(withinLimit(false), BY_BOB)).isRefusedBecauseOf(withinLimit(false));
        assertThat(review.approve(withinLimit(true), BY_BOB)).isAppliedTo(ClaimState.APPROVED);
    }

    @Test
    void aReviewerRejectsAnyClaim(ClaimEngine claims) {
        assertThat(given(claims, ClaimCase.UnderReview.class).reject(BY_BOB)).isAppliedTo(ClaimState.REJECTED);
    }

    @Test
    void nothingElseIsPermitted(ClaimEngine claims) {
        assertThat(WorkflowChecks.on(claims).matrix()).hasText("""
                claim version 1
                (open) -> UNDER_REVIEW
                UNDER_REVIEW
                  APPROVE -> APPROVED if WITHIN_LIMIT = true
                  REJECT -> REJECTED
                APPROVED
                REJECTED
                not allowed: 4 of 6
                """);
    }

    @Test
    void noWalkLeavesTheRules(ClaimEngine claims) {
        WorkflowChecks.on(claims).walks(50, 2026);
    }
}
