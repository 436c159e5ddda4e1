package org.workflowengine.test;

import java.util.List;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.engine.CaseHandle;
import org.workflowengine.runtime.engine.History;

/**
 * Assertions in the manner of AssertJ. Import {@code assertThat} statically from here, and from AssertJ's {@code Assertions} for everything
 * else: Java chooses the right one. Import both by name, or both with {@code *}: an import by name hides the other.
 */
public final class WorkflowAssertions {
    private WorkflowAssertions() {}

    /**
     * Assertions about a case in hand.
     *
     * @param actual the handle
     * @return the assertions
     */
    public static CaseAssert assertThat(CaseHandle actual) {
        return new CaseAssert(actual);
    }

    /**
     * Assertions about the answer to a move.
     *
     * @param actual the outcome
     * @param <S> what a successful move returns
     * @return the assertions
     */
    public static <S> OutcomeAssert<S> assertThat(Outcome<S> actual) {
        return new OutcomeAssert<>(actual);
    }

    /**
     * Assertions about everything that happened to a case.
     *
     * @param actual the history
     * @return the assertions
     */
    public static HistoryAssert assertThat(History actual) {
        return new HistoryAssert(actual);
    }

    /**
     * Assertions about a definition, such as what it would have done with recorded cases.
     *
     * @param actual the definition
     * @return the assertions
     */
    public static DefinitionAssert assertThat(Definition actual) {
        return new DefinitionAssert(actual);
    }

    /**
     * Assertions about everything that is permitted.
     *
     * @param actual what {@code WorkflowChecks.on(engine).matrix()} answers
     * @return the assertions
     */
    public static MatrixAssert assertThat(Matrix actual) {
        return new MatrixAssert(actual);
    }

    /**
     * Assertions about what could be done with a case.
     *
     * @param actual what {@code engine.options(…)} answers
     * @return the assertions
     */
    public static OptionsAssert assertThatOptions(List<PossibleMove> actual) {
        return new OptionsAssert(actual);
    }
}
