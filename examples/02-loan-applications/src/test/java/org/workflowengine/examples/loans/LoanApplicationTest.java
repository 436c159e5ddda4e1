package org.workflowengine.examples.loans;

import static org.workflowengine.test.WorkflowAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** Nothing is guarded here, so that the order of the steps is all that there is to test. */
@WorkflowTest
class LoanApplicationTest {
    @Test
    void everyStepComesInItsOrder(LoanApplicationEngine loans) {
        assertThat(WorkflowChecks.on(loans).matrix()).hasText("""
                loan-application version 1
                (open) -> SUBMITTED
                SUBMITTED
                  A_PARTLYSUBMITTED -> PARTLYSUBMITTED
                PARTLYSUBMITTED
                  A_CANCELLED -> CANCELLED
                  A_DECLINED -> DECLINED
                  A_PREACCEPTED -> PREACCEPTED
                CANCELLED
                DECLINED
                PREACCEPTED
                  A_ACCEPTED -> ACCEPTED
                  A_CANCELLED -> CANCELLED
                  A_DECLINED -> DECLINED
                ACCEPTED
                  A_CANCELLED -> CANCELLED
                  A_DECLINED -> DECLINED
                  A_FINALIZED -> FINALIZED
                FINALIZED
                  A_ACTIVATED -> ACTIVATED
                  A_APPROVED -> APPROVED
                  A_CANCELLED -> CANCELLED
                  A_DECLINED -> DECLINED
                  A_REGISTERED -> REGISTERED
                ACTIVATED
                  A_APPROVED -> APPROVED_ACTIVATED
                  A_REGISTERED -> REGISTERED_ACTIVATED
                APPROVED
                  A_ACTIVATED -> APPROVED_ACTIVATED
                  A_REGISTERED -> APPROVED_REGISTERED
                REGISTERED
                  A_ACTIVATED -> REGISTERED_ACTIVATED
                  A_APPROVED -> APPROVED_REGISTERED
                APPROVED_ACTIVATED
                  A_REGISTERED -> COMPLETED
                APPROVED_REGISTERED
                  A_ACTIVATED -> COMPLETED
                REGISTERED_ACTIVATED
                  A_APPROVED -> COMPLETED
                COMPLETED
                not allowed: 102 of 126
                """);
    }

    @Test
    void noWalkLeavesTheRules(LoanApplicationEngine loans) {
        WorkflowChecks.on(loans).walks(50, 2026);
    }
}
