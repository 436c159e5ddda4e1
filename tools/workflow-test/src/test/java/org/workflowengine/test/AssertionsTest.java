package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;
import static org.workflowengine.test.WorkflowAssertions.assertThatOptions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.whatif.RecordedCases;

/** Each assertion passes where it should, and fails with what was found where it should not. */
@WorkflowTest
class AssertionsTest {
    private static final Decision BY_BOB = by("bob").because("seen");

    private static void fails(Runnable assertion, String... found) {
        assertThatThrownBy(assertion::run)
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(found);
    }

    private static Outcome<ExpenseCase.Approved> refused(ExpenseEngine expenses) {
        return given(expenses, ExpenseCase.Submitted.class)
                .approve(ExpenseFact.amount(Expense.Size.SMALL), ExpenseFact.budgeted(false), BY_BOB);
    }

    @Test
    void ofAppliedMoves(ExpenseEngine expenses) {
        var outcome = given(expenses, ExpenseCase.Submitted.class).endorse(BY_BOB);

        ExpenseCase.Submitted submitted = assertThat(outcome).isAppliedTo(ExpenseState.SUBMITTED);
        assertThat(submitted).isIn(ExpenseState.SUBMITTED).isAtStep(3);
        fails(() -> assertThat(outcome).isAppliedTo(ExpenseState.DRAFT), "expected applied to DRAFT");
        fails(() -> assertThat(outcome).isRefused(), "expected refused, found applied");
        fails(() -> assertThat(submitted).isIn(ExpenseState.DRAFT), "in DRAFT, found SUBMITTED");
        fails(() -> assertThat(submitted).isAtStep(2), "at step 2, found step 3");
    }

    @Test
    void ofRefusals(ExpenseEngine expenses) {
        var outcome = refused(expenses);

        assertThat(outcome)
                .isRefusedBecauseOf(ExpenseFact.BUDGETED)
                .isRefusedBecauseOf(ExpenseFact.budgeted(false))
                .isRefusedAs("guard-not-satisfied");
        assertThat(assertThat(outcome).isRefused()).isInstanceOf(Refusal.GuardNotSatisfied.class);
        String why = "APPROVE from SUBMITTED requires BUDGETED = true, found false";
        fails(() -> assertThat(outcome).isApplied(), why);
        fails(() -> assertThat(outcome).isRefusedBecauseOf(ExpenseFact.AMOUNT), "[AMOUNT] alone", why);
        fails(() -> assertThat(outcome).isRefusedBecauseOf(ExpenseFact.AMOUNT, ExpenseFact.BUDGETED), why);
        fails(() -> assertThat(outcome).isRefusedBecauseOf(ExpenseFact.budgeted(true)), why);
        fails(() -> assertThat(outcome).isRefusedAs("stale"), why);
        fails(() -> assertThat(outcome).isNotAllowedHere(), why);
        fails(() -> assertThat(outcome).isRefusedByFourEyes(ExpenseState.SUBMITTED), why);
        fails(() -> assertThat(outcome).isRefusedByQuorum(ExpenseTransition.SUBMITTED_ENDORSE), why);
    }

    @Test
    void ofMovesThatTheStateDoesNotHave(ExpenseEngine expenses) {
        var draft = given(expenses, ExpenseCase.Draft.class);

        assertThat(expenses.escalate(draft.caseId(), ExpenseFacts.of(), BY_BOB)).isNotAllowedHere();
    }

    @Test
    void ofHistories(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        assertThat(submitted.endorse(BY_BOB)).isApplied();
        var history = expenses.history(submitted.caseId());

        assertThat(history)
                .endsWith(ExpenseTransition.DRAFT_SUBMIT, ExpenseTransition.SUBMITTED_ENDORSE)
                .isSound(expenses.definition());
        fails(() -> assertThat(history).endsWith(ExpenseTransition.DRAFT_SUBMIT), "SUBMITTED -ENDORSE-> SUBMITTED");
    }

    @Test
    void ofOptions(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        var options = expenses.options(submitted.caseId(), ExpenseFacts.of(ExpenseFact.receiptsAttached(false)));

        assertThatOptions(options)
                .permitOnly(ExpenseTransition.SUBMITTED_ENDORSE, ExpenseTransition.SUBMITTED_GIVE_BACK)
                .are(
                        ExpenseTransition.SUBMITTED_APPROVE,
                        ExpenseTransition.SUBMITTED_ENDORSE,
                        ExpenseTransition.SUBMITTED_ESCALATE,
                        ExpenseTransition.SUBMITTED_GIVE_BACK);
        fails(
                () -> assertThatOptions(options).permitOnly(ExpenseTransition.SUBMITTED_ENDORSE),
                "found [ENDORSE, GIVE_BACK]",
                "APPROVE from SUBMITTED requires");
    }

    @Test
    void ofDefinitionsAndRecordedCases(ExpenseEngine expenses) {
        var approved = given(expenses, ExpenseCase.Approved.class);
        RecordedCases cases =
                RecordedCases.of(expenses.history(approved.caseId()).entries());

        assertThat(expenses.definition()).permits(cases);
        Definition without = Mutants.of(expenses.definition()).stream()
                .filter(mutant ->
                        mutant.kind() == Mutants.Kind.REMOVE && mutant.what().equals("APPROVE from SUBMITTED"))
                .map(Mutants.Mutant::definition)
                .findFirst()
                .orElseThrow();
        fails(() -> assertThat(without).permits(cases), "1 case, not-allowed-here: APPROVE");
        fails(() -> assertThat(expenses.definition()).permits(RecordedCases.of(List.of())), "found none");
    }

    @Test
    void theClockStandsUntilItIsSet(ExpenseEngine expenses, MutableClock clock, WorkflowRuntime runtime) {
        assertThat(given(expenses, ExpenseCase.Draft.class).enteredAt()).isEqualTo(MutableClock.START);
        clock.advance(Duration.ofDays(31));
        assertThat(given(expenses, ExpenseCase.Draft.class).enteredAt())
                .isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        clock.set(Instant.parse("2030-06-01T12:00:00Z"));
        assertThat(given(expenses, ExpenseCase.Draft.class).enteredAt())
                .isEqualTo(Instant.parse("2030-06-01T12:00:00Z"));
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    /** The database of one test is not that of another. */
    @Test
    void everyRunWritesTheSameBytes(ExpenseEngine expenses) {
        assertThat(given(expenses, ExpenseCase.Draft.class).caseId()).isEqualTo("given-1");
    }
}
