package org.workflowengine.test;

import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Assertions about what could be done with a case. */
public final class OptionsAssert extends AbstractAssert<OptionsAssert, List<PossibleMove>> {
    OptionsAssert(List<PossibleMove> actual) {
        super(actual, OptionsAssert.class);
    }

    /**
     * Exactly these moves are permitted; all others are refused.
     *
     * @param transitions the transitions, in any order
     * @return this
     */
    public OptionsAssert permitOnly(WorkflowTransition... transitions) {
        isNotNull();
        return same(
                "permitted",
                transitions,
                actual.stream().filter(PossibleMove::isPermitted).toList());
    }

    /**
     * Exactly these moves leave the state, permitted or not.
     *
     * @param transitions the transitions, in any order
     * @return this
     */
    public OptionsAssert are(WorkflowTransition... transitions) {
        isNotNull();
        return same("possible", transitions, actual);
    }

    /**
     * This move leaves the state and is refused.
     *
     * @param transition the transition
     * @return assertions about why, such as {@code isRefusedBecauseOf(RISK_RULES_PASSED)}
     */
    public OutcomeAssert<PossibleMove> refuse(WorkflowTransition transition) {
        isNotNull();
        Objects.requireNonNull(transition, "transition");
        List<PossibleMove> found = actual.stream()
                .filter(move -> Same.transition(move.transition(), transition))
                .toList();
        if (found.isEmpty()) {
            throw failure(
                    "expected a move that is refused: %s, found these moves: %s",
                    texts(List.of(transition)),
                    texts(actual.stream().map(PossibleMove::transition).toList()));
        }
        Refusal refusal = found.get(0)
                .refusal()
                .orElseThrow(() -> failure("expected refused: %s, found permitted", Same.text(transition)));
        return new OutcomeAssert<>(new Outcome.Refused<>(refusal));
    }

    private OptionsAssert same(String which, WorkflowTransition[] transitions, List<PossibleMove> moves) {
        List<WorkflowTransition> expected = List.of(Objects.requireNonNull(transitions, "transitions"));
        List<WorkflowTransition> found =
                moves.stream().map(PossibleMove::transition).toList();
        if (!areAmong(expected, found) || !areAmong(found, expected)) {
            failWithMessage(
                    "expected %s: %s, found %s; refused: %s",
                    which,
                    texts(expected),
                    texts(found),
                    actual.stream()
                            .flatMap(move -> move.refusal().stream())
                            .map(refusal -> refusal.explanation())
                            .toList());
        }
        return this;
    }

    private static boolean areAmong(List<WorkflowTransition> some, List<WorkflowTransition> all) {
        return some.stream().allMatch(one -> all.stream().anyMatch(other -> Same.transition(one, other)));
    }

    /** With the generated type: a transition of another workflow can have the same text. */
    private static List<String> texts(List<WorkflowTransition> transitions) {
        return transitions.stream()
                .map(row -> Same.text(row)
                        + (row instanceof Enum<?> constant
                                ? " (" + constant.getDeclaringClass().getName() + ")"
                                : ""))
                .sorted()
                .toList();
    }
}
