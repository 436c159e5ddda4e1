package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.stream.Collectors;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.runtime.core.Refusal;

/** Why a move was refused: the winner of a race and values that are hidden from the caller are not named. */
final class RefusalWords {
    private RefusalWords() {}

    static int status(Refusal refusal) {
        if (refusal instanceof Refusal.GuardNotSatisfied || refusal instanceof Refusal.RequestIdReused) {
            return 422;
        }
        if (refusal instanceof Refusal.Stale) {
            return 412;
        }
        return refusal instanceof Refusal.InvalidInput ? 400 : 409;
    }

    static String of(Refusal refusal, Seen seen) {
        if (refusal instanceof Refusal.GuardNotSatisfied guard) {
            return guard.unmet().stream()
                    .map(unmet -> t(
                            "refusal.unmet",
                            unmet.fact().id(),
                            String.join(t("question.or"), unmet.required()),
                            seen.fact(unmet.fact().id())
                                    ? unmet.actual().orElse(t("next.notgiven"))
                                    : t("hidden.fact")))
                    .collect(Collectors.joining(" "));
        }
        if (refusal instanceof Refusal.Stale stale) {
            return t("refusal.stale", Formats.number(stale.expectedSeq()), Formats.number(stale.foundSeq()));
        }
        if (refusal instanceof Refusal.QuorumNotReached || refusal instanceof Refusal.ActorNotPermitted) {
            return Duties.refused(refusal);
        }
        if (refusal instanceof Refusal.InvalidInput input) {
            return t("problem.400.text", input.field(), input.found(), input.expected());
        }
        if (refusal instanceof Refusal.NotAllowedHere here) {
            return t("refusal.here", here.transition(), here.state());
        }
        return t("refusal.kind", refusal.kind());
    }
}
