package org.workflowengine.examples.kapt

import org.junit.jupiter.api.Test
import org.workflowengine.examples.kapt.LeaveFact.daysLeft
import org.workflowengine.runtime.core.Decision.by
import org.workflowengine.test.Given.given
import org.workflowengine.test.WorkflowAssertions.assertThat
import org.workflowengine.test.WorkflowChecks
import org.workflowengine.test.WorkflowTest

/** The test kit tests definitions in Kotlin and in Java alike. */
@WorkflowTest(Leave::class, Trip::class)
class LeaveRulesTest {
    @Test
    fun `leave needs days that are left`(leaves: LeaveEngine) {
        val requested = given(leaves, LeaveCase.Requested::class.java)

        assertThat(requested.approve(daysLeft(false), by("bob").because("enjoy"))).isRefusedBecauseOf(daysLeft(false))
    }

    @Test
    fun `nothing else is permitted`(leaves: LeaveEngine, trips: TripEngine) {
        assertThat(WorkflowChecks.on(leaves).matrix()).hasText(
            """
            leave version 1
            (open) -> REQUESTED
            REQUESTED
              APPROVE -> APPROVED if DAYS_LEFT = true
              REJECT -> REJECTED
            APPROVED
            REJECTED
            not allowed: 4 of 6
            """.trimIndent(),
        )
        assertThat(WorkflowChecks.on(trips).matrix()).hasText(
            """
            trip version 1
            (open) -> PLANNED
            PLANNED
              BOOK -> BOOKED
            BOOKED
            not allowed: 1 of 2
            """.trimIndent(),
        )
    }
}
