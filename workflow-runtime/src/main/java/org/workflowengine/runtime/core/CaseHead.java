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
 * @param enteredAt since when it has been in the state, UTC, in whole microseconds; a step that keeps the state keeps this time
 */
public record CaseHead(
        String caseId, String workflow, int version, String state, long seq, Digest digest, Instant enteredAt) {}
