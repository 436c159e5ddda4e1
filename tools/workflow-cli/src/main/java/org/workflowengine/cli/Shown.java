package org.workflowengine.cli;

import java.util.EnumSet;
import java.util.Set;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Redaction;

/** What the pages show of a step, beside states, transitions and times. */
enum Shown {
    ALL,
    NONE,
    ACTOR,
    REASON,
    EVIDENCE,
    FACTS;

    /** What was asked for; if nothing was, everything on this machine, where the caller could read the database too, and nothing elsewhere. */
    static Redaction redaction(Set<Shown> asked, boolean isPublic) {
        if (asked.size() > 1 && (asked.contains(ALL) || asked.contains(NONE))) {
            throw new UsageException("--show: all and none stand alone");
        }
        if (asked.isEmpty() ? !isPublic : asked.contains(ALL)) {
            return Redaction.SHOW_ALL;
        }
        Set<Shown> parts = asked.isEmpty() ? EnumSet.noneOf(Shown.class) : EnumSet.copyOf(asked);
        return new Redaction() {
            @Override
            public boolean showsActor(Caller caller, String workflow) {
                return parts.contains(ACTOR);
            }

            @Override
            public boolean showsReason(Caller caller, String workflow) {
                return parts.contains(REASON);
            }

            @Override
            public boolean showsEvidence(Caller caller, String workflow) {
                return parts.contains(EVIDENCE);
            }

            @Override
            public boolean showsFact(Caller caller, String workflow, String fact) {
                return parts.contains(FACTS);
            }
        };
    }
}
