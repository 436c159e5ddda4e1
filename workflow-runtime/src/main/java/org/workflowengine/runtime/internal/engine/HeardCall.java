package org.workflowengine.runtime.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Answer.Result;
import org.workflowengine.runtime.spi.Completion;

/**
 * A call that is reported to observers or the log. Used by one thread until it returns, then by the thread that ends the caller's
 * transaction.
 */
final class HeardCall {
    private final Observers observers;
    private final Definition definition;
    private final long began;
    private final List<Answer> followed = new ArrayList<>(1);
    private @Nullable Duration duration;
    private boolean isJoined;
    private boolean isFollowed;

    HeardCall(Observers observers, Definition definition) {
        this.observers = observers;
        this.definition = definition;
        this.began = observers.nanoseconds();
    }

    void wrote(Store.Unit unit) {
        if (unit.isJoined()) {
            isJoined = true;
            observers.safely("the transaction port", () -> isFollowed = unit.afterCompletion(this::completed));
        }
    }

    private void completed(Completion completion) {
        followed.forEach(answer -> observers.tell(answer, completion));
    }

    void answered(String caseId, String transition, Outcome<CaseHead> outcome) {
        observers.safely("the stopwatch", () -> {
            Answer answer = answer(caseId, transition, outcome);
            if (answer.isFollowed()) {
                followed.add(answer);
            }
            observers.tell(answer);
        });
    }

    private Answer answer(String caseId, String transition, Outcome<CaseHead> outcome) {
        if (outcome instanceof Refused<CaseHead> refused) {
            Refusal refusal = refused.refusal();
            return refusal.match(
                    new Unmet(answer(caseId, transition, Result.REFUSED).withRefusal(refusal.kind())));
        }
        Applied<CaseHead> applied = (Applied<CaseHead>) outcome;
        if (applied.replayed()) {
            return answer(caseId, transition, Result.REPLAYED).withSeq(applied.seq());
        }
        Answer made = answer(caseId, transition, Result.APPLIED).withSeq(applied.seq());
        return isJoined ? made.withJoined(isFollowed) : made;
    }

    /** Adds which part of the definition was not satisfied. Values of facts and names of persons are never told. */
    private record Unmet(Answer answer) implements Refusal.Match<Answer> {
        @Override
        public Answer other(Refusal refusal) {
            return answer;
        }

        @Override
        public Answer guardNotSatisfied(Refusal.GuardNotSatisfied refusal) {
            return answer.withUnmet(
                            refusal.state(),
                            refusal.unmet().stream()
                                    .map(part -> part.fact().id())
                                    .toList())
                    .withUnmetTransition(refusal.transition());
        }

        @Override
        public Answer actorNotPermitted(Refusal.ActorNotPermitted refusal) {
            return answer.withUnmet(refusal.state(), List.of(refusal.enteredState()))
                    .withUnmetTransition(refusal.transition())
                    .withCause(refusal.cause().name());
        }

        @Override
        public Answer quorumNotReached(Refusal.QuorumNotReached refusal) {
            return answer.withUnmet(refusal.state(), List.of(refusal.step())).withUnmetTransition(refusal.transition());
        }
    }

    void failed(String caseId, String transition, Throwable failure) {
        observers.safely("the stopwatch", () -> observers.tell(answer(caseId, transition, result(failure))));
    }

    private static Result result(Throwable failure) {
        if (failure instanceof UnchangedException) {
            return Result.UNCHANGED;
        }
        return failure instanceof OutcomeUnknownException ? Result.UNKNOWN : Result.FAILED;
    }

    private Answer answer(String caseId, String transition, Result result) {
        if (duration == null) {
            // Once: the time that observers take does not count.
            duration = Duration.ofNanos(Math.max(0, observers.nanoseconds() - began));
        }
        return Answer.of(definition.workflow(), definition.version(), known(transition), result)
                .withCaseId(InputChecks.caseId(caseId).isPresent() ? null : caseId)
                .withDuration(duration);
    }

    private String known(String transition) {
        return transition.equals(Definition.OPENING)
                        || transition.equals(Definition.IMPORT)
                        || transition.equals(Request.MIGRATION)
                        || transition.equals(Definition.ERASURE)
                        || transition.equals(Definition.HOLD)
                        || transition.equals(Definition.RELEASE)
                        || definition.transitionIds().contains(transition)
                ? transition
                : Answer.UNKNOWN_TRANSITION;
    }
}
