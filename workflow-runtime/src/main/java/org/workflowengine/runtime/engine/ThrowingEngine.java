package org.workflowengine.runtime.engine;

import java.util.Optional;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowState;

/**
 * An engine whose moves return the handle and throw if they are refused: {@code engine.throwing()}. It is for code that must not overlook
 * a refusal, above all inside a transaction with business rows of its own: {@code @Transactional} rolls them back when the exception
 * leaves the method. The generated {@code …Engine.Throwing} adds the typed {@code open} and one method for each transition name.
 * Thread-safe.
 *
 * <p>The moves of the handles that it returns throw too, although their type is still an {@code Outcome}. It does not tell whether an
 * answer was replayed.
 *
 * <p>Every method throws {@link UnchangedException} if the database fails, and every move {@link OutcomeUnknownException} if the answer
 * to its commit was lost.
 *
 * @param <C> the handle type of the workflow
 * @param <F> the facts type of the workflow
 * @param <S> the states of the workflow
 */
public abstract class ThrowingEngine<C extends CaseHandle, F extends Facts, S extends WorkflowState> {
    private final WorkflowEngine<C, F, S> engine;

    /**
     * The moves of an engine; called by generated code.
     *
     * @param engine an engine that {@linkplain WorkflowEngine#WorkflowEngine(WorkflowEngine) throws}
     */
    protected ThrowingEngine(WorkflowEngine<C, F, S> engine) {
        this.engine = engine;
    }

    /**
     * Loads a case that is known to exist.
     *
     * @param caseId the case
     * @return a handle of the type of its state, whose moves throw
     * @throws RefusedException as {@link WorkflowEngine#load}
     */
    public final C load(String caseId) {
        return engine.load(caseId);
    }

    /**
     * Looks for a case.
     *
     * @param caseId the case
     * @return a handle of the type of its state, whose moves throw, or empty if there is no such case
     * @throws RefusedException as {@link WorkflowEngine#find}
     */
    public final Optional<C> find(String caseId) {
        return engine.find(caseId);
    }

    /**
     * Moves a case by names that come from outside.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known
     * @param decision who and why
     * @return the case in its new state
     * @throws RefusedException if {@link WorkflowEngine#fire} would be refused; nothing was written
     */
    public final C fire(String caseId, String transition, F facts, Decision decision) {
        return engine.fire(caseId, transition, facts, decision).orThrow();
    }

    /**
     * Erases actor, reason and facts of a step.
     *
     * @param caseId the case
     * @param seq the step's number
     * @param decision who orders the erasure and why; this stays on record, so put nothing in it that should be erased
     * @return where the case is, in the state it was in
     * @throws RefusedException if {@link WorkflowEngine#erase} would be refused; nothing was written
     */
    public final CaseHead erase(String caseId, long seq, Decision decision) {
        return engine.erase(caseId, seq, decision).orThrow();
    }

    /**
     * Holds a case for a legal matter.
     *
     * @param caseId the case
     * @param matter what it is held for: 1 to 64 characters under the rules for ids (see {@link org.workflowengine.runtime.core.Actor})
     * @param decision who orders it and why; this stays on record
     * @return where the case is, in the state it was in
     * @throws RefusedException if {@link WorkflowEngine#hold} would be refused; nothing was written
     */
    public final CaseHead hold(String caseId, String matter, Decision decision) {
        return engine.hold(caseId, matter, decision).orThrow();
    }

    /**
     * Ends the hold of a case for a legal matter.
     *
     * @param caseId the case
     * @param matter what it is held for
     * @param decision who orders it and why; this stays on record
     * @return where the case is, in the state it was in
     * @throws RefusedException if {@link WorkflowEngine#release} would be refused; nothing was written
     */
    public final CaseHead release(String caseId, String matter, Decision decision) {
        return engine.release(caseId, matter, decision).orThrow();
    }

    /**
     * All cases that follow this engine's definition.
     *
     * @return work lists, of handles whose moves throw, and counts
     */
    public final Cases<C, S> cases() {
        return engine.cases();
    }
}
