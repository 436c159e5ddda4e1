package org.workflowengine.examples.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.workflowengine.runtime.WorkflowRuntime
import org.workflowengine.runtime.core.Decision.by
import org.workflowengine.runtime.core.Outcome

/** Kotlin opens, moves and is refused as Java is. */
class ClaimsTest {
    @Test
    fun `a claim is approved`() = withClaims { claims ->
        assertThat(approve(claims, "C-1", passed = true)).isEqualTo("APPROVED by step 3")
        assertThat(claims.history("C-1").entries().map { it.toState() })
            .containsExactly("CREATED", "UNDER_REVIEW", "APPROVED")
    }

    @Test
    fun `a refusal is told apart with when`() = withClaims { claims ->
        assertThat(approve(claims, "C-1", passed = false)).isEqualTo("RISK_RULES_PASSED is false")
        assertThat(claims.load("C-1")).isInstanceOf(ClaimCase.UnderReview::class.java)

        val again = claims.open("C-1", by("alice").because("once more")) as Outcome.Refused
        assertThat(explain(again.refusal())).contains("C-1")
        val start = claims.startReview("C-1", ClaimFacts.of(), by("alice").because("again")) as Outcome.Refused
        assertThat(explain(start.refusal())).isEqualTo("possible here: [APPROVE, REJECT]")
    }

    @Test
    fun `handles are told apart with when, and no branch is forgotten`() = withClaims { claims ->
        claims.open("C-1", by("alice").because("claim received")).orThrow()
        val next: String = when (val claim = claims.load("C-1")) {
            is ClaimCase.Created -> "start the review of ${claim.caseId()}"
            is ClaimCase.UnderReview -> "decide"
            is ClaimCase.Approved, is ClaimCase.Rejected -> "nothing"
        }
        assertThat(next).isEqualTo("start the review of C-1")
    }

    private fun withClaims(test: (ClaimEngine) -> Unit) {
        WorkflowRuntime.inMemory().use { test(ClaimEngine.on(it)) }
    }
}
