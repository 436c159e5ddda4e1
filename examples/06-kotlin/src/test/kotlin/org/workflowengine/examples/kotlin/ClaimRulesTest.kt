package org.workflowengine.examples.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.workflowengine.examples.kotlin.ClaimFact.fieldsComplete
import org.workflowengine.examples.kotlin.ClaimFact.riskRulesPassed
import org.workflowengine.runtime.core.Decision.by
import org.workflowengine.test.Given.given
import org.workflowengine.test.MutableClock
import org.workflowengine.test.WorkflowAssertions.assertThat
import org.workflowengine.test.WorkflowChecks
import org.workflowengine.test.WorkflowTest
import java.time.Duration

/** The rules, with the test kit: a test begins in any state, and its engine is a parameter. */
@WorkflowTest(Claim::class)
class ClaimRulesTest {
    private val byBob = by("bob").because("as the rules say")

    @Test
    fun `a review begins when every field is filled in`(claims: ClaimEngine, clock: MutableClock) {
        val created = given(claims, ClaimCase.Created::class.java)
        assertThat(created.startReview(fieldsComplete(false), byBob)).isRefusedBecauseOf(fieldsComplete(false))

        clock.advance(Duration.ofDays(3))
        val review = assertThat(created.startReview(fieldsComplete(true), byBob)).isAppliedTo(ClaimState.UNDER_REVIEW)
        assertThat(review.enteredAt()).isEqualTo(created.enteredAt().plus(Duration.ofDays(3)))
    }

    @Test
    fun `the risk decides`(claims: ClaimEngine) {
        val review = given(claims, ClaimCase.UnderReview::class.java)

        assertThat(review.approve(riskRulesPassed(false), byBob)).isRefusedBecauseOf(riskRulesPassed(false))
        assertThat(review.reject(riskRulesPassed(true), byBob)).isRefusedBecauseOf(riskRulesPassed(true))
        assertThat(review.reject(riskRulesPassed(false), byBob)).isAppliedTo(ClaimState.REJECTED)
        assertThat(claims.history(review.caseId()))
            .endsWith(ClaimTransition.UNDER_REVIEW_REJECT)
            .isSound(claims.definition())
    }

    @Test
    fun `nothing else is permitted`(claims: ClaimEngine) {
        assertThat(WorkflowChecks.on(claims).matrix()).hasText(
            """
            claim version 1
            (open) -> CREATED
            CREATED
              START_REVIEW -> UNDER_REVIEW if FIELDS_COMPLETE = true
            UNDER_REVIEW
              APPROVE -> APPROVED if RISK_RULES_PASSED = true
              REJECT -> REJECTED if RISK_RULES_PASSED = false
            APPROVED
            REJECTED
            not allowed: 9 of 12
            """.trimIndent(),
        )
    }

    @Test
    fun `no walk leaves the rules`(claims: ClaimEngine) {
        WorkflowChecks.on(claims).walks(50, 2026)
    }
}
