package org.workflowengine.runtime.engine;

import java.util.NavigableMap;
import java.util.Optional;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;

/** Knows requests that come again after their case has left the version under which they were applied. */
final class Earlier {
    private Earlier() {}

    /** The version under which the request was applied, if it was and is given: its facts may be of that version alone. */
    static Optional<TransitionAuthority> of(
            NavigableMap<Integer, TransitionAuthority> versions, String caseId, Decision decision) {
        try {
            return decision.requestId()
                    .flatMap(id -> versions.lastEntry().getValue().resolve(caseId, id))
                    .map(applied -> versions.get(applied.handle().version()));
        } catch (RefusedException e) {
            // A request that cannot be looked for was not applied.
            return Optional.empty();
        }
    }
}
