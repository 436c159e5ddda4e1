package org.workflowengine.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.http.internal.HiddenConditions;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal;

/**
 * What one caller may see of one workflow's steps.
 *
 * @param redaction the host's rules
 * @param caller who asks
 * @param workflow the workflow's id
 * @param claimed the facts that the caller has given in this very request, and so knows
 */
record View(Redaction redaction, Caller caller, String workflow, Map<String, ?> claimed) {
    static View of(Redaction redaction, Caller caller, String workflow) {
        return new View(redaction, caller, workflow, Map.of());
    }

    View having(Map<String, ? extends @Nullable Object> given) {
        return new View(redaction, caller, workflow, given);
    }

    boolean showsActor() {
        return redaction.showsActor(caller, workflow);
    }

    boolean showsReason() {
        return redaction.showsReason(caller, workflow);
    }

    boolean showsEvidence() {
        return redaction.showsEvidence(caller, workflow);
    }

    boolean showsFact(String fact) {
        return redaction.showsFact(caller, workflow, fact);
    }

    /** Also what the caller has said. */
    boolean showsFound(String fact) {
        return claimed.containsKey(fact) || showsFact(fact);
    }

    boolean showsAll(Set<String> facts) {
        return redaction.showsAll(caller, workflow, facts);
    }

    /** The refusal of a move as the caller may know it; there is no definition where the host was not asked. */
    Refusal listed(Refusal refusal, Optional<Definition> asked) {
        return asked.map(definition -> HiddenConditions.listed(refusal, definition, this::showsFound))
                .orElse(refusal);
    }

    boolean isCaller(String name) {
        return caller.actor().filter(actor -> actor.id().equals(name)).isPresent();
    }
}
