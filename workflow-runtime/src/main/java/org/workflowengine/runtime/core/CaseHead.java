package org.workflowengine.runtime.core;

import java.time.Instant;

/**
 * Where a case stands: a copy of its newest step. Data, never authority: whoever acts on an outdated one is refused.
 *
 * @param caseId the case, 1 to 64 characters, chosen by whoever opened it
 * @param workflow the id of its workflow
 * @param version the version of the definition it follows
 * @param state the id of the state it rests in
 * @param seq the number of its newest step; 1 is the opening
 * @param digest the digest of its newest audit entry
 * @param enteredAt when it entered the state, UTC, in whole microseconds
 */
public record CaseHead(
        String caseId, String workflow, int version, String state, long seq, Digest digest, Instant enteredAt) {

    /**
     * The same head with another time: a step that leaves the state as it is leaves the time as it is too.
     *
     * @param time when the case entered the state
     * @return a new head
     */
    public CaseHead enteredAt(Instant time) {
        return new CaseHead(caseId, workflow, version, state, seq, digest, time);
    }
}
