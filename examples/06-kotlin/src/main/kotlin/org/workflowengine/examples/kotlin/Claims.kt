package org.workflowengine.examples.kotlin

import org.workflowengine.examples.kotlin.ClaimFact.fieldsComplete
import org.workflowengine.examples.kotlin.ClaimFact.riskRulesPassed
import org.workflowengine.runtime.WorkflowRuntime
import org.workflowengine.runtime.core.Decision.by
import org.workflowengine.runtime.core.Outcome
import org.workflowengine.runtime.core.Refusal

/** Opens a claim, moves it to a reviewer, and says what came of the approval. */
fun approve(claims: ClaimEngine, id: String, passed: Boolean): String {
    val created = claims.open(id, by("alice").because("claim received")).orThrow()
    val review = created.startReview(fieldsComplete(true), by("alice").because("all documents in")).orThrow()
    // created.approve(…) does not compile: a created claim has no approve
    return when (val outcome = review.approve(riskRulesPassed(passed), by("bob").because("looks fine"))) {
        is Outcome.Applied -> "${outcome.handle().state()} by step ${outcome.seq()}"
        is Outcome.Refused -> explain(outcome.refusal())
    }
}

/** A later release may add kinds of refusal, so there is an `else`. */
fun explain(refusal: Refusal): String = when (refusal) {
    is Refusal.GuardNotSatisfied -> refusal.unmet().joinToString { "${it.fact().id()} is ${it.actual().orElse("missing")}" }
    is Refusal.NotAllowedHere -> "possible here: ${refusal.allowed()}"
    else -> refusal.explanation()
}

fun main() {
    WorkflowRuntime.inMemory().use { runtime ->
        val claims = ClaimEngine.on(runtime)
        println(approve(claims, "C-1", passed = true))
        println(approve(claims, "C-2", passed = false))
    }
}
