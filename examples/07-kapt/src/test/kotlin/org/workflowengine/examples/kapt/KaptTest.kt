package org.workflowengine.examples.kapt

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.workflowengine.examples.kapt.LeaveFact.daysLeft
import org.workflowengine.runtime.WorkflowRuntime
import org.workflowengine.runtime.core.Decision.by
import org.workflowengine.runtime.core.Outcome

/** With kapt, definitions in Kotlin and in Java stand in one module, and both languages see the engines. */
class KaptTest {
    @Test
    fun `a workflow defined in Kotlin moves and refuses`() {
        WorkflowRuntime.inMemory().use { runtime ->
            val requested = Leaves.on(runtime).open("L-1", by("alice").because("two weeks in May")).orThrow()
            val outcome = requested.approve(daysLeft(false), by("bob").because("enjoy"))
            assertThat((outcome as Outcome.Refused).refusal().explanation())
                .isEqualTo("APPROVE from REQUESTED requires DAYS_LEFT (days are left) = true, found false")
            assertThat(requested.approve(daysLeft(true), by("bob").because("enjoy")).isApplied).isTrue()
            assertThat(runtime.verification().verifyAll().isIntact).isTrue()
        }
    }

    @Test
    fun `a workflow defined in Java beside it is used from Kotlin`() {
        WorkflowRuntime.inMemory().use { runtime ->
            assertThat(bookedBy(TripEngine.on(runtime), "T-1")).isEqualTo("BOOKED")
        }
    }
}
