package org.workflowengine.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.annotations.CanIgnoreReturnValue;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.QuorumNotReached;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.CaseHandle;

/**
 * Assertions about the answer to a move.
 *
 * @param <S> what a successful move returns
 */
@CanIgnoreReturnValue
public final class OutcomeAssert<S> extends AbstractAssert<OutcomeAssert<S>, Outcome<S>> {
    OutcomeAssert(Outcome<S> actual) {
        super(actual, OutcomeAssert.class);
    }

    /**
     * The move was made.
     *
     * @return the case after the step
     */
    public S isApplied() {
        isNotNull();
        if (actual instanceof Outcome.Refused<S> refused) {
            failWithMessage(
                    "expected applied, found refused: %s", refused.refusal().explanation());
        }
        return actual.orThrow();
    }

    /**
     * The move was made, and the case is in this state now.
     *
     * @param state the state
     * @return the case after the step
     */
    public S isAppliedTo(WorkflowState state) {
        Objects.requireNonNull(state, "state");
        S handle = isApplied();
        if (!(handle instanceof CaseHandle held) || !held.state().id().equals(state.id())) {
            failWithMessage("expected applied to %s, found %s", state.id(), handle);
        }
        return handle;
    }

    /**
     * The move was refused.
     *
     * @return why
     */
    public Refusal isRefused() {
        isNotNull();
        if (!(actual instanceof Outcome.Refused<S> refused)) {
            throw failure("expected refused, found applied: %s", actual);
        }
        return refused.refusal();
    }

    /**
     * The move was refused because exactly these facts were not as the guard requires, whatever was found.
     *
     * @param facts the facts, in any order
     * @return this
     */
    public OutcomeAssert<S> isRefusedBecauseOf(FactRow... facts) {
        List<String> expected = Arrays.stream(Objects.requireNonNull(facts, "facts"))
                .map(FactRow::id)
                .sorted()
                .toList();
        GuardNotSatisfied refusal = refusedAs(GuardNotSatisfied.class, "because of " + expected);
        List<String> found = refusal.unmet().stream()
                .map(part -> part.fact().id())
                .distinct()
                .sorted()
                .toList();
        if (!found.equals(expected)) {
            failWithMessage("expected refused because of %s alone, found: %s", expected, refusal.explanation());
        }
        return this;
    }

    /**
     * The move was refused because exactly these facts had these values.
     *
     * @param facts the facts as they were found, in any order, such as {@code riskRulesPassed(false)}
     * @return this
     */
    public OutcomeAssert<S> isRefusedBecauseOf(FactValue... facts) {
        isRefusedBecauseOf(Arrays.stream(Objects.requireNonNull(facts, "facts"))
                .map(FactValue::row)
                .toArray(FactRow[]::new));
        GuardNotSatisfied refusal = refusedAs(GuardNotSatisfied.class, "because of facts");
        for (FactValue fact : facts) {
            for (UnmetCondition part : refusal.unmet()) {
                if (part.fact().id().equals(fact.row().id()) && !part.actual().equals(Optional.of(fact.value()))) {
                    failWithMessage("expected %s, found: %s", fact, refusal.explanation());
                }
            }
        }
        return this;
    }

    /**
     * The move was refused because the transition does not leave the state of the case.
     *
     * @return this
     */
    public OutcomeAssert<S> isNotAllowedHere() {
        refusedAs(NotAllowedHere.class, "because the transition does not leave the state");
        return this;
    }

    /**
     * The move was refused because its actor brought the case into this state.
     *
     * @param state the state of the four eyes
     * @return this
     */
    public OutcomeAssert<S> isRefusedByFourEyes(WorkflowState state) {
        Objects.requireNonNull(state, "state");
        ActorNotPermitted refusal = refusedAs(ActorNotPermitted.class, "by four eyes on " + state.id());
        if (!refusal.enteredState().equals(state.id())) {
            failWithMessage("expected refused by four eyes on %s, found: %s", state.id(), refusal.explanation());
        }
        return this;
    }

    /**
     * The move was refused because too few persons have made the step that it counts.
     *
     * @param step the transition that is counted
     * @return this
     */
    public OutcomeAssert<S> isRefusedByQuorum(WorkflowTransition step) {
        Objects.requireNonNull(step, "step");
        QuorumNotReached refusal = refusedAs(QuorumNotReached.class, "by a quorum of " + step.id());
        if (!refusal.step().equals(step.id())) {
            failWithMessage("expected refused by a quorum of %s, found: %s", step.id(), refusal.explanation());
        }
        return this;
    }

    /**
     * The move was refused, and this is the kind of the refusal.
     *
     * @param kind as {@link Refusal#kind()} answers, such as {@code stale}
     * @return this
     */
    public OutcomeAssert<S> isRefusedAs(String kind) {
        Objects.requireNonNull(kind, "kind");
        Refusal refusal = isRefused();
        if (!refusal.kind().equals(kind)) {
            failWithMessage("expected refused as %s, found %s: %s", kind, refusal.kind(), refusal.explanation());
        }
        return this;
    }

    private <R extends Refusal> R refusedAs(Class<R> kind, String expected) {
        Refusal refusal = isRefused();
        if (!kind.isInstance(refusal)) {
            throw failure("expected refused %s, found: %s", expected, refusal.explanation());
        }
        return kind.cast(refusal);
    }
}
