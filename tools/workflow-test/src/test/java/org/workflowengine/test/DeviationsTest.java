package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
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
                        + " \\(RISK_RULES_PASSED, AMOUNT_WITHIN_THRESHOLD\\), found guard-not-satisfied \\(RISK_RULES_PASSED\\): .*\n"
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
                                        Subject.decision("spy")))
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
