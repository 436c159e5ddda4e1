package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.CaseReview;

/** The matrix and the walks accept what is right; {@link MutationsTest} shows what they refuse. */
@WorkflowTest
class ChecksTest {
    @Test
    void theMatrixShowsWhatEachTransitionRequires(ExpenseEngine expenses, WorkflowRuntime runtime) {
        assertThat(WorkflowChecks.on(expenses).matrix()).hasText("""
                expense version 1
                (open) -> DRAFT
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
    void theMatrixShowsMigrationsFromOlderVersions(ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        assertThat(WorkflowChecks.on(claims, older).matrix().toString())
                .contains("DISPUTED of version 1\n  (migrate:1) -> OLD_DISPUTE if TERMS_ACCEPTED = true\n")
                .contains("PAID of version 1\nnot allowed: ");
    }

    @Test
    void theMatrixShowsWhereACaseBegins(ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        assertThat(WorkflowChecks.on(claims, older).matrix().toString())
                .startsWith("claim version 2\n(open) -> FILED\n(import) -> FROM_PAPER\nFILED\n");
    }

    @Test
    void walksBeginInOlderVersionsToo(
            ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older, WorkflowRuntime runtime) {
        WorkflowChecks.on(claims, older).walks(60, 1);

        assertThat(runtime.cases().workflow("claim").list().cases().stream()
                        .flatMap(head -> claims.history(head.caseId()).entries().stream())
                        .filter(entry -> entry.isMigration() || entry.version() == 1)
                        .map(AuditEntry::transition))
                .contains("(open)", "CHECK", "DISPUTE", "PAY", "(migrate:1)");
    }

    @Test
    void theChecksOfSeveralWorkflowsAndVersionsShareADatabase(
            ExpenseEngine expenses, ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
        WorkflowChecks.on(claims, older).matrix();
        WorkflowChecks.on(older).matrix();
        WorkflowChecks.on(expenses).walks(2, 1);
        WorkflowChecks.on(claims, older).walks(2, 1);
        WorkflowChecks.on(older).walks(2, 1);
        assertThat(WorkflowChecks.on(expenses).matrix().attempts()).isPositive();
    }

    @Test
    void checksAtTheSameTimeDoNotMeet(ExpenseEngine expenses) {
        List<CompletableFuture<Void>> checks = IntStream.range(0, 4)
                .mapToObj(seed -> CompletableFuture.runAsync(
                        () -> WorkflowChecks.on(expenses).walks(3, seed)))
                .toList();

        assertThat(CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofMinutes(2));
    }

    @Test
    void differentPersonsBeginTheWalksOfASeed(ExpenseEngine expenses) {
        Subject subject = new Subject(expenses, List.of());
        SplittableRandom seeds = new SplittableRandom(1);

        assertThat(IntStream.range(0, 40)
                        .mapToObj(walk -> new RandomWalk(subject.definition(), subject, seeds.split())
                                .moves()
                                .get(0)
                                .names()
                                .actor())
                        .distinct())
                .containsExactlyInAnyOrder("given-1", "given-2", "given-3", "given-4");
    }

    /** There, the conditions of a guard have another order, and the facts are other objects. */
    @Test
    void aDefinitionThatIsReadFromItsTextIsTheSame(WorkflowRuntime runtime) {
        WorkflowChecks checks = WorkflowChecks.on(new AnyEngine(runtime, CaseReview.DEFINITION))
                .expecting(Definition.read(CaseReview.DEFINITION.graph()));

        assertThat(checks.matrix().pairs()).isEqualTo(56);
        checks.walks(20, 1);
    }

    @Test
    void onlyADefinitionOfTheSameWorkflowAndVersionCanBeExpected(ClaimEngine claims) {
        WorkflowChecks checks = WorkflowChecks.on(claims);

        assertThatThrownBy(() -> checks.expecting(ExpenseTransition.DEFINITION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("definition: found expense version 1, expected one of claim version 2");
        assertThatThrownBy(() -> checks.expecting(org.workflowengine.test.v1.ClaimTransition.DEFINITION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("definition: found claim version 1, expected one of claim version 2");
    }

    @Test
    @SuppressWarnings("NullAway") // what is refused
    void anOlderEngineIsNotNull(ClaimEngine claims) {
        assertThatThrownBy(() -> WorkflowChecks.on(claims, (ExpenseEngine) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("older: an engine");
        assertThatThrownBy(() -> Given.given(claims, ClaimCase.Filed.class, (ExpenseEngine) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("older: an engine");
    }

    @Test
    void anOlderEngineIsOfAnOlderVersionOfTheSameWorkflow(ClaimEngine claims, ExpenseEngine expenses) {
        assertThatThrownBy(() -> WorkflowChecks.on(claims, expenses))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("older: found expense version 1, expected versions of claim below 2");
    }
}
