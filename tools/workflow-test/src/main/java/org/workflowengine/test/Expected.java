package org.workflowengine.test;

import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;

/**
 * An answer, reduced to what a definition determines. Both what is expected and what is found are reduced to it, so they can be compared.
 *
 * @param kind {@code applied}, or the kind of the refusal
 * @param about the state entered; for a guard the facts that are not satisfied; for four eyes the state; for a quorum the step that is counted
 */
record Expected(String kind, List<String> about) {
    static final String APPLIED = "applied";

    /** Sorted: a definition that is read from its text has its conditions in another order, and is the same definition. */
    Expected {
        about = about.stream().sorted().toList();
    }

    static Expected applied(String state) {
        return new Expected(APPLIED, List.of(state));
    }

    boolean isApplied() {
        return kind.equals(APPLIED);
    }

    static Expected found(Outcome<CaseHead> outcome) {
        return outcome instanceof Outcome.Applied<CaseHead> applied
                ? applied(applied.handle().state())
                : ((Outcome.Refused<CaseHead>) outcome).refusal().match(new Reduced());
    }

    /** What the definition says about each kind; other kinds have their name only. */
    private static final class Reduced implements Refusal.Match<Expected> {
        @Override
        public Expected other(Refusal refusal) {
            return new Expected(refusal.kind(), List.of());
        }

        @Override
        public Expected guardNotSatisfied(Refusal.GuardNotSatisfied refusal) {
            return new Expected(
                    refusal.kind(),
                    refusal.unmet().stream().map(part -> part.fact().id()).toList());
        }

        @Override
        public Expected actorNotPermitted(Refusal.ActorNotPermitted refusal) {
            return new Expected(refusal.kind(), List.of(refusal.enteredState()));
        }

        @Override
        public Expected quorumNotReached(Refusal.QuorumNotReached refusal) {
            return new Expected(refusal.kind(), List.of(refusal.step()));
        }
    }

    @Override
    public String toString() {
        return kind + (about.isEmpty() ? "" : about.stream().collect(Collectors.joining(", ", " (", ")")));
    }
}
