package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.Given.satisfyingFacts;
import static org.workflowengine.test.Given.satisfyingFactsExcept;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;

/** A test begins in any state, with a handle of its type, after a legal and audited way. */
@WorkflowTest
class GivenTest {
    @Test
    void theHandleHasTheTypeOfItsState(ExpenseEngine expenses) {
        ExpenseCase.Submitted submitted = given(expenses, ExpenseCase.Submitted.class);

        assertThat(submitted).isIn(ExpenseState.SUBMITTED).isAtStep(2);
        assertThat(submitted.endorse(by("alice").because("seen"))).isApplied();
    }

    @Test
    void theStateCanBeGivenToo(ExpenseEngine expenses) {
        ExpenseCase submitted = given(expenses, ExpenseState.SUBMITTED);

        assertThat(submitted).isIn(ExpenseState.SUBMITTED);
    }

    /** Large expenses need two persons who endorse, neither of whom is looked at, and somebody who has neither opened nor submitted. */
    @Test
    void theWaySatisfiesGuardsFourEyesAndQuorums(ExpenseEngine expenses, WorkflowRuntime runtime) {
        var board = given(expenses, ExpenseCase.OnBoard.class);

        assertThat(expenses.history(board.caseId()).entries())
                .extracting(AuditEntry::transition, AuditEntry::actor, AuditEntry::facts)
                .containsExactly(
                        tuple("(open)", "given-1", "{}"),
                        tuple("SUBMIT", "given-2", "{\"RECEIPTS_ATTACHED\":true}"),
                        tuple("ENDORSE", "given-3", "{}"),
                        tuple("ENDORSE", "given-4", "{}"),
                        tuple("ESCALATE", "given-5", "{\"AMOUNT\":\"LARGE\"}"));
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void theWayIsAShortestOne(ExpenseEngine expenses) {
        assertThat(given(expenses, ExpenseCase.Draft.class)).isAtStep(1);
        assertThat(given(expenses, ExpenseCase.Approved.class)).isAtStep(3);
        assertThat(given(expenses, ExpenseCase.Refused.class)).isAtStep(6);
    }

    @Test
    void eachCaseIsANewOne(ExpenseEngine expenses) {
        var first = given(expenses, ExpenseCase.Draft.class);
        var second = given(expenses, ExpenseCase.Submitted.class);
        var third = given(expenses, ExpenseCase.Draft.class);

        assertThat(second.caseId()).isNotEqualTo(first.caseId());
        assertThat(third.caseId()).isNotEqualTo(first.caseId()).isNotEqualTo(second.caseId());
        assertThat(expenses.load(first.caseId())).isEqualTo(first);
    }

    @Test
    void aStateThatOnlyMigratedCasesReachNeedsTheOlderEngine(
            ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        assertThatThrownBy(() -> given(claims, ClaimCase.OldDispute.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state: no legal way leads to OLD_DISPUTE of claim version 2; reached were"
                        + " [CHECKED (version 2), FILED (version 2), FROM_PAPER (version 2), PAID (version 2)]."
                        + " If only migrated cases reach it, give the engines of the older versions too");

        var dispute = given(claims, ClaimCase.OldDispute.class, older);
        assertThat(claims.history(dispute.caseId()).entries())
                .extracting(AuditEntry::transition)
                .containsExactly("(open)", "CHECK", "DISPUTE", "(migrate:1)");
    }

    @Test
    void onlyWhereNoOpeningLeadsACaseIsImported(ClaimEngine claims) {
        var paper = given(claims, ClaimCase.FromPaper.class);

        assertThat(claims.history(paper.caseId()).entries())
                .extracting(AuditEntry::transition)
                .containsExactly("(import)");
    }

    @Test
    void workflowsAndVersionsShareADatabase(
            ExpenseEngine expenses, ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        assertThat(given(expenses, ExpenseCase.Draft.class)).isIn(ExpenseState.DRAFT);
        assertThat(given(older, org.workflowengine.test.v1.ClaimCase.Filed.class))
                .isIn(org.workflowengine.test.v1.ClaimState.FILED);
        assertThat(given(claims, ClaimCase.Filed.class)).isIn(ClaimState.FILED);
        assertThat(given(older, org.workflowengine.test.v1.ClaimCase.Checked.class))
                .isIn(org.workflowengine.test.v1.ClaimState.CHECKED);
        assertThat(given(claims, ClaimCase.OldDispute.class, older)).isIn(ClaimState.OLD_DISPUTE);
        assertThat(given(older, org.workflowengine.test.v1.ClaimCase.Filed.class))
                .isIn(org.workflowengine.test.v1.ClaimState.FILED);
        assertThat(given(expenses, ExpenseCase.OnBoard.class)).isIn(ExpenseState.ON_BOARD);
    }

    /** The first case is a migrated one: its opening was another version's. */
    @Test
    void aMigratedCaseIsNotBegunAgain(ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        assertThat(given(claims, ClaimCase.OldDispute.class, older)).isIn(ClaimState.OLD_DISPUTE);
        assertThat(given(older, org.workflowengine.test.v1.ClaimCase.Filed.class))
                .isIn(org.workflowengine.test.v1.ClaimState.FILED);
        assertThat(given(claims, ClaimCase.Filed.class)).isIn(ClaimState.FILED);
    }

    @Test
    void factsForAGuardAndAgainstOneConditionOfIt() {
        assertThat(satisfyingFacts(ExpenseTransition.SUBMITTED_APPROVE))
                .isEqualTo(Map.of("AMOUNT", "SMALL", "BUDGETED", true));
        assertThat(satisfyingFactsExcept(ExpenseTransition.SUBMITTED_APPROVE, ExpenseFact.AMOUNT))
                .isEqualTo(Map.of("AMOUNT", "LARGE", "BUDGETED", true));
        assertThat(satisfyingFactsExcept(ExpenseTransition.SUBMITTED_APPROVE, ExpenseFact.BUDGETED))
                .isEqualTo(Map.of("AMOUNT", "SMALL", "BUDGETED", false));
        assertThatThrownBy(
                        () -> satisfyingFactsExcept(ExpenseTransition.SUBMITTED_APPROVE, ExpenseFact.RECEIPTS_ATTACHED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found RECEIPTS_ATTACHED")
                .hasMessageContaining("[AMOUNT, BUDGETED]");
    }

    @Test
    void whatIsNoHandleOfOneStateIsRefused(ExpenseEngine expenses) {
        assertThatThrownBy(() -> given(expenses, ExpenseCase.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the generated handle of one state");
    }
}
