package org.workflowengine.runtime.internal.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.HeldAlready;
import org.workflowengine.runtime.core.Refusal.NotHeld;
import org.workflowengine.runtime.core.Refusal.OnHold;
import org.workflowengine.runtime.core.Request;

/** The legal holds of a case that stand. */
final class Holds {
    private final String caseId;

    /** By matter, the step that records it. */
    private final Map<String, AuditEntry> standing = new LinkedHashMap<>();

    Holds(Store.View view, String caseId) {
        this.caseId = caseId;
        for (AuditEntry entry : view.holds(caseId)) {
            entry.matter().ifPresent(matter -> {
                if (entry.transition().equals(Definition.HOLD)) {
                    standing.put(matter, entry);
                } else {
                    standing.remove(matter);
                }
            });
        }
    }

    /** The steps that record the holds, oldest first. */
    List<AuditEntry> standing() {
        return List.copyOf(standing.values());
    }

    /** Why a hold or a release cannot be recorded. */
    Optional<Refusal> refusal(Request request) {
        String matter = request.matter().orElseThrow();
        AuditEntry held = standing.get(matter);
        if (request.transition().equals(Definition.HOLD)) {
            return held == null ? Optional.empty() : Optional.of(new HeldAlready(caseId, matter, held.seq()));
        }
        return held == null ? Optional.of(new NotHeld(caseId, matter, matters())) : Optional.empty();
    }

    /** Why nothing can be erased. */
    Optional<Refusal> refusal() {
        return standing.isEmpty() ? Optional.empty() : Optional.of(new OnHold(caseId, matters()));
    }

    private List<String> matters() {
        return List.copyOf(standing.keySet());
    }
}
