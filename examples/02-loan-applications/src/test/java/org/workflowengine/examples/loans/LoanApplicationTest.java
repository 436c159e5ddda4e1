package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.test.Matrix;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** Nothing is guarded here, so that the order of the steps is all that there is to test. */
@WorkflowTest
class LoanApplicationTest {
    @Test
    void everyStepComesInItsOrder(LoanApplicationEngine loans) {
        Matrix matrix = WorkflowChecks.on(loans).matrix();

        assertThat(matrix).hasToString("""
                loan-application version 1
                """);
    }

    @Test
    void noWalkLeavesTheRules(LoanApplicationEngine loans) {
        WorkflowChecks.on(loans).walks(50, 2026);
    }
}
