package org.workflowengine.runtime.engine;

import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;

/** What somebody asked for. */
record Request(String caseId, String transition, Facts facts, Decision decision) {

    /** Whether the entry records this very request, as far as its payload has not been erased. */
    boolean isRecordedIn(AuditEntry entry) {
        return entry.transition().equals(transition)
                && entry.actorKind() == decision.actor().kind()
                && (entry.salt() == null
                        || (decision.actor().id().equals(entry.actor())
                                && decision.reason().equals(entry.reason())
                                && facts.canonicalText().equals(entry.facts())));
    }
}
