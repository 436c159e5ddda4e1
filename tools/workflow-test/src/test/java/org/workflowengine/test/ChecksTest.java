package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;

/** The matrix and the walks accept what is right; {@link MutationsTest} shows what they refuse. */
@WorkflowTest
class ChecksTest {
    @Test
    void theMatrixShowsWhatEachTransitionRequires(ExpenseEngine expenses, WorkflowRuntime runtime) {
        Matrix matrix = WorkflowChecks.on(expenses).matrix();

        assertThat(matrix).hasToString("""
                expense version 1
                DRAFT
                  SUBMIT -> SUBMITTED if RECEIPTS_ATTACHED = true
                SUBMITTED
                  APPROVE -> APPROVED if AMOUNT = MEDIUM or SMALL, BUDGETED = true, not by who brought the case into SUBMITTED
                  ENDORSE -> SUBMITTED
                  ESCALATE -> ON_BOARD if AMOUNT = LARGE, after ENDORSE by 2 persons, not by who brought the case into DRAFT, not by who brought the case into SUBMITTED
                  GIVE_BACK -> DRAFT if RECEIPTS_ATTACHED = false
                APPROVED
                ON_BOARD
                  APPROVE -> APPROVED, not by who brought the case into ON_BOARD
                  REFUSE -> REFUSED
                REFUSED
                not allowed: 23 of 30
                """);
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void statesThatOnlyMigratedCasesReachNeedTheOlderEngine(
            ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        assertThatThrownBy(() -> WorkflowChecks.on(claims).matrix())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no legal way leads to OLD_DISPUTE");

        assertThat(WorkflowChecks.on(claims, older).matrix().toString()).contains("OLD_DISPUTE\n  PAY -> PAID\n");
    }

    @Test
    void walksCanBeRepeatedOnOneDatabase(ExpenseEngine expenses, WorkflowRuntime runtime) {
        WorkflowChecks.on(expenses).walks(20, 7);
        WorkflowChecks.on(expenses).walks(20, 7);

        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        assertThatThrownBy(() -> WorkflowChecks.on(expenses).walks(0, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOlderEngineIsOfAnOlderVersionOfTheSameWorkflow(ClaimEngine claims, ExpenseEngine expenses) {
        assertThatThrownBy(() -> WorkflowChecks.on(claims, expenses))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("older: found expense version 1, expected versions of claim below 2");
    }
}
