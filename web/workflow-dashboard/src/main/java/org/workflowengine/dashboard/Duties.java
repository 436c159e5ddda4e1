package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Refusal;

/** Four eyes and quorums in words, without names of persons. */
final class Duties {
    private Duties() {}

    static String words(Obligation obligation) {
        return obligation.kind() == Obligation.Kind.QUORUM
                ? t("duty.quorum", obligation.persons(), obligation.subject())
                : t("duty.eyes", obligation.subject());
    }

    static String refused(Refusal refusal) {
        if (refusal instanceof Refusal.QuorumNotReached quorum) {
            return t("duty.quorum.missing", quorum.persons(), quorum.required());
        }
        if (refusal instanceof Refusal.ActorNotPermitted eyes) {
            return t("duty.eyes.same", Formats.number(eyes.seq()));
        }
        return "";
    }
}
