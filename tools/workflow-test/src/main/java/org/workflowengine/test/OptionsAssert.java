package org.workflowengine.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.runtime.core.PossibleMove;
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

    private OptionsAssert same(String which, WorkflowTransition[] transitions, List<PossibleMove> moves) {
        List<String> expected = Arrays.stream(Objects.requireNonNull(transitions, "transitions"))
                .map(WorkflowTransition::id)
                .sorted()
                .toList();
        List<String> found =
                moves.stream().map(move -> move.transition().id()).sorted().toList();
        if (!found.equals(expected)) {
            failWithMessage(
                    "expected %s: %s, found %s; refused: %s",
                    which,
                    expected,
                    found,
                    actual.stream()
                            .flatMap(move -> move.refusal().stream())
                            .map(refusal -> refusal.explanation())
                            .toList());
        }
        return this;
    }
}
