package org.workflowengine.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.annotations.CanIgnoreReturnValue;
import org.workflowengine.runtime.core.CaseHead;
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
     * The move was made now. A request that had been applied before is answered as applied, too, but nothing is done: that is
     * {@link #isReplayed}.
     *
     * @return the case after the step
     */
    public S isApplied() {
        if (applied().replayed()) {
            failWithMessage("expected applied now, found that the same request had been applied before: %s", actual);
        }
        return applied().handle();
    }

    /**
     * The same request had been applied before, and was answered as it was then.
     *
     * @return the case after the step that was made then
     */
    public S isReplayed() {
        if (!applied().replayed()) {
            failWithMessage("expected a request that had been applied before, found applied now: %s", actual);
        }
        return applied().handle();
    }

    private Outcome.Applied<S> applied() {
        isNotNull();
        if (actual instanceof Outcome.Refused<S> refused) {
            throw failure(
                    "expected applied, found refused: %s", refused.refusal().explanation());
        }
        return (Outcome.Applied<S>) actual;
    }

    /**
     * The move was made now, and the case is in this state.
     *
     * @param state the state; of a case that is answered as a head, such as by {@code hold}, its id is compared
     * @return the case after the step
     */
    public S isAppliedTo(WorkflowState state) {
        Objects.requireNonNull(state, "state");
        S handle = isApplied();
        boolean isThere = handle instanceof CaseHandle held
                ? Same.state(held.state(), state)
                : handle instanceof CaseHead head && head.state().equals(state.id());
        if (!isThere) {
            failWithMessage(
                    "expected applied to %s, found %s",
                    handle instanceof CaseHandle held ? Same.named(state, held.state()) : state.id(), handle);
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
                .distinct()
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
     * The move was refused because exactly these facts were not known.
     *
     * @param facts the facts, in any order
     * @return this
     */
    public OutcomeAssert<S> isRefusedBecauseOfUnknown(FactRow... facts) {
        isRefusedBecauseOf(facts);
        GuardNotSatisfied refusal = refusedAs(GuardNotSatisfied.class, "because of facts");
        if (refusal.unmet().stream().anyMatch(part -> part.actual().isPresent())) {
            failWithMessage("expected that nothing is known of them, found: %s", refusal.explanation());
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
     * The move was refused because its actor, or the person for whom they act, has a part in the step that brought the case into this state.
     * The refusal names the state by its id, so a state of another workflow is not told apart.
     *
     * @param state the state of the four eyes
     * @return this
     */
    public OutcomeAssert<S> isRefusedByFourEyes(WorkflowState state) {
        return isRefusedByFourEyes(state, ActorNotPermitted.Cause.SAME_NAME);
    }

    /**
     * The move was refused by four eyes for this cause. Whoever asks is refused where the case was imported or migrated into the state, or where
     * the names of that step are erased.
     *
     * @param state the state of the four eyes
     * @param cause why
     * @return this
     */
    public OutcomeAssert<S> isRefusedByFourEyes(WorkflowState state, ActorNotPermitted.Cause cause) {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(cause, "cause");
        ActorNotPermitted refusal = refusedAs(ActorNotPermitted.class, "by four eyes on " + state.id());
        if (!refusal.enteredState().equals(state.id()) || refusal.cause() != cause) {
            failWithMessage(
                    "expected refused by four eyes on %s (%s), found (%s): %s",
                    state.id(), cause, refusal.cause(), refusal.explanation());
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
        if (!refusal.step().equals(step.id())
                || !refusal.state().equals(step.from().id())) {
            failWithMessage("expected refused by a quorum of %s, found: %s", Same.text(step), refusal.explanation());
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
