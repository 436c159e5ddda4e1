package org.workflowengine.test;

import java.util.Arrays;
import java.util.Objects;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * Tries what no test by hand tries: every transition in every state, and many moves at random. Each answer is compared with a second, naive
 * implementation of the rules, and each refusal must have written nothing. The cases of these checks have ids that begin with
 * {@code workflow-test:}, and count as no coverage. Immutable.
 *
 * <p>A definition is compared with itself here, so that a wrong definition passes: compare the text of the {@link Matrix} with one that
 * somebody has read, or use {@link #expecting}.
 */
public final class WorkflowChecks {
    private final Subject subject;
    private final Definition expected;

    private WorkflowChecks(Subject subject, Definition expected) {
        this.subject = subject;
        this.expected = expected;
    }

    /**
     * Checks of an engine on its database, such as the one that a {@link WorkflowTest} gets.
     *
     * @param engine the engine
     * @param older engines of older versions, if only migrated cases reach some state
     * @return the checks
     * @throws IllegalArgumentException if one of the others is not of an older version of the same workflow
     */
    public static WorkflowChecks on(WorkflowEngine<?, ?, ?> engine, WorkflowEngine<?, ?, ?>... older) {
        Subject subject = new Subject(
                Objects.requireNonNull(engine, "engine"), Arrays.asList(Objects.requireNonNull(older, "older")));
        return new WorkflowChecks(subject, subject.definition());
    }

    /**
     * The same checks, which expect what another definition says.
     *
     * @param definition what the engine must enforce
     * @return the other checks
     * @throws IllegalArgumentException if it is the definition of another workflow or version
     */
    public WorkflowChecks expecting(Definition definition) {
        Definition own = subject.definition();
        if (!Objects.requireNonNull(definition, "definition").workflow().equals(own.workflow())
                || definition.version() != own.version()) {
            throw new IllegalArgumentException("definition: found " + definition.workflow() + " version "
                    + definition.version() + ", expected one of " + own.workflow() + " version " + own.version());
        }
        return new WorkflowChecks(subject, definition);
    }

    /**
     * The illegal matrix: tries each transition in each state. Where it leaves the state: with each condition of the guard alone not
     * satisfied, with each obligation alone not satisfied, and with everything satisfied. Where it does not: with facts that would satisfy it
     * elsewhere. An import is tried into each state. Four eyes are tried with both names, that of the actor and that of the principal. Of each older version whose engine was given,
     * a case in each state is migrated, or not, in the same ways.
     *
     * @return what was answered
     * @throws AssertionError listing every answer that differs from the definition, every call that threw, and every refusal that wrote
     *     something to a case of the matrix; what was thrown is suppressed in it
     */
    public Matrix matrix() {
        return MatrixRun.matrix(subject, expected);
    }

    /**
     * Takes cases on random walks: legal moves, moves with wrong facts, moves that the state does not have, by a few persons in turn. Every
     * second walk is made with {@code applyAll}. If engines of older versions were given, some walks begin in those and migrate. At the end
     * of each, its history is verified.
     *
     * @param walks how many, at least 1
     * @param seed the same seed walks the same ways
     * @throws AssertionError with the seed and the shortest walk found that still fails; if a call threw, that is the cause
     */
    public void walks(int walks, long seed) {
        if (walks < 1) {
            throw new IllegalArgumentException("walks: found " + walks + ", expected at least 1");
        }
        Walks.run(subject, expected, walks, seed);
    }
}
