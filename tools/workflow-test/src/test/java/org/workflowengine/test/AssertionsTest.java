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
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted.Cause;
import org.workflowengine.runtime.whatif.RecordedCases;

/** Each assertion passes where it should, and fails with what was found where it should not. */
@WorkflowTest
class AssertionsTest {
    private static final ExpenseFacts SMALL =
            ExpenseFacts.of(ExpenseFact.amount(Expense.Size.SMALL), ExpenseFact.budgeted(true));

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
    void ofRequestsThatAreRepeated(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        Decision once = by("bob").because("seen").requestId("once");
        var first = submitted.endorse(once);
        var second = submitted.endorse(once);

        assertThat(assertThat(first).isApplied()).isIn(ExpenseState.SUBMITTED).isAtStep(3);
        assertThat(assertThat(second).isReplayed()).isAtStep(3);
        fails(() -> assertThat(second).isApplied(), "the same request had been applied before");
        fails(() -> assertThat(second).isAppliedTo(ExpenseState.SUBMITTED), "had been applied before");
        fails(() -> assertThat(first).isReplayed(), "found applied now");
        fails(() -> assertThat(refused(expenses)).isReplayed(), "found refused");
    }

    @Test
    void ofAnswersThatAreHeads(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        var held = expenses.hold(submitted.caseId(), "dispute", BY_BOB);

        assertThat(held).isAppliedTo(ExpenseState.SUBMITTED);
        fails(() -> assertThat(held).isAppliedTo(ExpenseState.DRAFT), "expected applied to DRAFT");
    }

    /** Where the names of a step are erased, everybody is refused: that does not show that four eyes are kept. */
    @Test
    void ofFourEyes(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        var same = expenses.approve(submitted.caseId(), SMALL, by("given-2").because("mine"));
        assertThat(submitted.endorse(BY_BOB)).isApplied();
        assertThat(expenses.erase(submitted.caseId(), 2, by("dpo").because("asked for")))
                .isAppliedTo(ExpenseState.SUBMITTED);
        var everybody = expenses.approve(submitted.caseId(), SMALL, by("carol").because("fine"));

        assertThat(same).isRefusedByFourEyes(ExpenseState.SUBMITTED);
        fails(
                () -> assertThat(same).isRefusedByFourEyes(ExpenseState.SUBMITTED, Cause.ERASED),
                "on SUBMITTED (ERASED), found (SAME_NAME)");
        assertThat(everybody).isRefusedByFourEyes(ExpenseState.SUBMITTED, Cause.ERASED);
        fails(
                () -> assertThat(everybody).isRefusedByFourEyes(ExpenseState.SUBMITTED),
                "on SUBMITTED (SAME_NAME), found (ERASED)");
    }

    @Test
    void ofFactsThatAreUnknown(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        var unknown =
                expenses.approve(submitted.caseId(), ExpenseFacts.of(ExpenseFact.amount(Expense.Size.SMALL)), BY_BOB);

        assertThat(unknown)
                .isRefusedBecauseOfUnknown(ExpenseFact.BUDGETED)
                .isRefusedBecauseOf(ExpenseFact.BUDGETED, ExpenseFact.BUDGETED);
        fails(() -> assertThat(refused(expenses)).isRefusedBecauseOfUnknown(ExpenseFact.BUDGETED), "found false");
    }

    /** Versions have states and transitions of the same ids. */
    @Test
    void ofOtherVersions(ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        var checked = given(claims, ClaimCase.Checked.class);
        var other = org.workflowengine.test.v1.ClaimState.CHECKED;
        var options = claims.options(checked.caseId(), ClaimFacts.of());

        assertThat(checked).isIn(ClaimState.CHECKED);
        fails(() -> assertThat(checked).isIn(other), "CHECKED of org.workflowengine.test.v1.ClaimState");
        assertThatOptions(options).permitOnly(ClaimTransition.CHECKED_PAY);
        fails(
                () -> assertThatOptions(options).permitOnly(org.workflowengine.test.v1.ClaimTransition.CHECKED_PAY),
                "org.workflowengine.test.v1.ClaimTransition");
        fails(() -> assertThatOptions(options).are(ClaimTransition.OLD_DISPUTE_PAY), "found [CHECKED -PAY-> PAID");
        var paid = checked.pay(BY_BOB);
        assertThat(paid).isAppliedTo(ClaimState.PAID);
        fails(
                () -> assertThat(paid).isAppliedTo(org.workflowengine.test.v1.ClaimState.PAID),
                "PAID of org.workflowengine.test.v1.ClaimState");
        assertThat(older.definition().version()).isEqualTo(1);
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
        assertThatThrownBy(() -> assertThat(history).endsWith())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transitions: found none, expected at least one");
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
                "found [SUBMITTED -ENDORSE-> SUBMITTED",
                "APPROVE from SUBMITTED requires");
    }

    @Test
    void ofWhyAMoveIsNoOption(ExpenseEngine expenses) {
        var submitted = given(expenses, ExpenseCase.Submitted.class);
        var large = assertThatOptions(expenses.options(
                submitted.caseId(),
                ExpenseFacts.of(ExpenseFact.amount(Expense.Size.LARGE), ExpenseFact.budgeted(true))));

        large.refuse(ExpenseTransition.SUBMITTED_APPROVE).isRefusedBecauseOf(ExpenseFact.amount(Expense.Size.LARGE));
        large.refuse(ExpenseTransition.SUBMITTED_ESCALATE).isRefusedByQuorum(ExpenseTransition.SUBMITTED_ENDORSE);
        fails(
                () -> large.refuse(ExpenseTransition.SUBMITTED_APPROVE).isRefusedBecauseOf(ExpenseFact.BUDGETED),
                "[BUDGETED] alone",
                "found LARGE");
        fails(
                () -> large.refuse(ExpenseTransition.SUBMITTED_ENDORSE),
                "expected refused: SUBMITTED -ENDORSE-> SUBMITTED, found permitted");
        fails(
                () -> large.refuse(ExpenseTransition.ON_BOARD_REFUSE),
                "expected a move that is refused: [ON_BOARD -REFUSE-> REFUSED",
                "found these moves: [SUBMITTED -APPROVE-> APPROVED");
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

    /** Ids, times and salts are the same in every run. Digests of steps are not: each database is an installation of its own. */
    @Test
    void everyRunWritesTheSameContents(ExpenseEngine expenses) {
        var board = given(expenses, ExpenseCase.OnBoard.class);
        AuditEntry last = expenses.atSeq(board.caseId(), board.seq()).orElseThrow();

        assertThat(board.caseId()).isEqualTo("given-1");
        assertThat(last.recordedAt()).isEqualTo(MutableClock.START);
        assertThat(last.payloadDigest().hex())
                .isEqualTo("68b32e8639361a2c4fa12f9dd614c53b0b4d8f84a7715b36c3a998db318b2426");
    }

    /** Where the text of a language does not end with a line break, it is the same matrix. */
    @Test
    void ofTheMatrix(ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        Matrix matrix = WorkflowChecks.on(claims, older).matrix();
        String text = matrix.toString();

        assertThat(matrix).hasText(text).hasText(text.stripTrailing()).hasText(text.replace("\n", "\r\n"));
        fails(
                () -> assertThat(matrix).hasText(text.replaceFirst("  PAY -> PAID\n", "  PAY -> FILED\n")),
                "in line 7: expected \"  PAY -> FILED\", found \"  PAY -> PAID\". The matrix is\nclaim version 2\n");
        fails(() -> assertThat(matrix).hasText(text + "REFUSED\n"), "expected \"REFUSED\", found the end.");
        fails(() -> assertThat(matrix).hasText(""), "in line 1: expected the end, found \"claim version 2\".");
    }
}
