package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.spi.Answer;

/** What the matrix and the walks say when an engine does not do what is expected. */
class DeviationsTest {
    private static Definition mutant(Mutants.Kind kind, String what) {
        return Mutants.of(CaseReview.DEFINITION).stream()
                .filter(mutant -> mutant.kind() == kind && mutant.what().equals(what))
                .map(Mutants.Mutant::definition)
                .findFirst()
                .orElseThrow();
    }

    private static AssertionError walked(Definition definition) {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            WorkflowChecks checks =
                    WorkflowChecks.on(new AnyEngine(runtime, definition)).expecting(CaseReview.DEFINITION);
            return catchThrowableOfType(AssertionError.class, () -> checks.walks(200, 1));
        }
    }

    @Test
    void aWalkThatFailsIsMadeShortAndCanBeRepeated() {
        Definition lax =
                mutant(Mutants.Kind.DROP_CONDITION, "APPROVE from UNDER_REVIEW without AMOUNT_WITHIN_THRESHOLD");

        AssertionError failure = walked(lax);

        assertThat(failure)
                .hasMessageMatching("(?s)walk \\d+ of seed 1(, with applyAll,)? deviates from case-review version 1.\n"
                        + "APPROVE \\{} by given-\\d in UNDER_REVIEW: expected guard-not-satisfied"
                        + " \\(AMOUNT_WITHIN_THRESHOLD, RISK_RULES_PASSED\\), found guard-not-satisfied \\(RISK_RULES_PASSED\\): .*\n"
                        + "The shortest walk found that fails:\n"
                        + "  \\(open\\) by given-1\n"
                        + "  START_REVIEW \\{REQUIRED_FIELDS_COMPLETE=true} by given-\\d\n"
                        + "  APPROVE \\{} by given-\\d\n");
        assertThat(walked(lax)).hasMessage(failure.getMessage());
    }

    @Test
    void theMatrixListsEveryDeviation() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Definition other =
                    mutant(Mutants.Kind.OPPOSITE_VALUE, "REJECT from UNDER_REVIEW with VALIDATION_FAILED = false");
            WorkflowChecks checks = WorkflowChecks.on(new AnyEngine(runtime, other));

            assertThatThrownBy(() -> checks.expecting(CaseReview.DEFINITION).matrix())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("REJECT {VALIDATION_FAILED=false} by stranger in UNDER_REVIEW:"
                            + " expected guard-not-satisfied (VALIDATION_FAILED), found applied (REJECTED)")
                    .hasMessageContaining("REJECT {VALIDATION_FAILED=true} by stranger in UNDER_REVIEW:"
                            + " expected applied (REJECTED), found guard-not-satisfied (VALIDATION_FAILED)");
        }
    }

    @Test
    void aCallThatThrowsIsADeviationWithItsCause() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            AnyEngine engine = new AnyEngine(runtime, CaseReview.DEFINITION, head -> {
                if (head.state().equals("ESCALATED")) {
                    throw new IllegalStateException("broken");
                }
            });
            WorkflowChecks checks = WorkflowChecks.on(engine);

            AssertionError matrix = catchThrowableOfType(AssertionError.class, checks::matrix);
            assertThat(matrix)
                    .hasMessageContaining("on the way [(open) -> CREATED, START_REVIEW -> UNDER_REVIEW"
                            + " {REQUIRED_FIELDS_COMPLETE=true}, ESCALATE -> ESCALATED {HIGH_AMOUNT=true}]:"
                            + " expected an answer, found java.lang.IllegalStateException: broken")
                    .hasMessageContaining(
                            "ESCALATE {HIGH_AMOUNT=true} by stranger in UNDER_REVIEW: expected an answer");
            assertThat(matrix.getSuppressed())
                    .isNotEmpty()
                    .allSatisfy(cause -> assertThat(cause).hasMessageContaining("broken"));

            AssertionError walks = catchThrowableOfType(AssertionError.class, () -> checks.walks(200, 1));
            assertThat(walks)
                    .hasMessageMatching(
                            "(?s)walk \\d+ of seed 1.*expected an answer, found .*: broken.*"
                                    + "The shortest walk found that fails:\n  \\(open\\) by given-1\n  START_REVIEW .*  ESCALATE .*")
                    .hasRootCauseMessage("broken");
        }
    }

    /** An observer that opens another case of the check stands for an engine that does. */
    @Test
    void aRefusalThatWritesToAnotherCaseIsNoticed() {
        AtomicReference<AnyEngine> engine = new AtomicReference<>();
        AtomicBoolean once = new AtomicBoolean();
        RuntimeOptions options = RuntimeOptions.defaults().observer(answer -> {
            if (answer.result() == Answer.Result.REFUSED && once.compareAndSet(false, true)) {
                assertThat(engine.get()
                                .applyAll(List.of(Request.opening(
                                        answer.caseId().orElseThrow() + "-more", Subject.decision("spy")))))
                        .hasSize(1);
            }
        });
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory(options)) {
            engine.set(new AnyEngine(runtime, ExpenseTransition.DEFINITION));

            assertThatThrownBy(() -> WorkflowChecks.on(engine.get()).matrix())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the database has other cases than the moves that were applied have made")
                    .hasMessageContaining("-more=1");
        }
    }

    @Test
    void fourEyesLookAtBothNamesAndAreTriedBesideAQuorum() {
        Map<String, Integer> tried = new ConcurrentHashMap<>();
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory(RuntimeOptions.defaults()
                .observer(answer -> tried.merge(
                        answer.transition() + " " + answer.refusal().orElse("") + " " + answer.unmet(),
                        1,
                        Integer::sum)))) {
            WorkflowChecks.on(new AnyEngine(runtime, ExpenseTransition.DEFINITION))
                    .matrix();
        }
        // By the maker, for a stranger, and by a stranger for the maker: of the state of each of both, when the quorum
        // is there.
        assertThat(tried)
                .containsEntry("ESCALATE actor-not-permitted [SUBMITTED]", 6)
                .containsEntry("ESCALATE actor-not-permitted [DRAFT]", 6);
    }

    /** An observer that writes stands for an engine that does. */
    @Test
    void aRefusalThatWritesIsNoticed() {
        AtomicReference<AnyEngine> engine = new AtomicReference<>();
        RuntimeOptions options = RuntimeOptions.defaults().observer(answer -> {
            if (answer.result() == Answer.Result.REFUSED && !answer.transition().equals("ENDORSE")) {
                assertThat(engine.get()
                                .fire(
                                        answer.caseId().orElseThrow(),
                                        "ENDORSE",
                                        GuardFacts.of(ExpenseTransition.DEFINITION, Map.of()),
                                        Subject.decision(Names.of("spy"))))
                        .isNotNull();
            }
        });
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory(options)) {
            engine.set(new AnyEngine(runtime, ExpenseTransition.DEFINITION));

            assertThatThrownBy(() -> WorkflowChecks.on(engine.get()).matrix())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("in SUBMITTED was refused, but the case was at CaseHead");
        }
    }
}
