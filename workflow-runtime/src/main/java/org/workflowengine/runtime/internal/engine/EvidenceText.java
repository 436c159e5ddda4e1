package org.workflowengine.runtime.internal.engine;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Evidence;
import org.workflowengine.runtime.internal.text.CanonicalJson;

/** The evidence of a decision as it is stored: one JSON object with a member for each layer. */
final class EvidenceText {
    private EvidenceText() {}

    /** The text; null if no layer has evidence. The texts of the layers have been checked. */
    static @Nullable String of(Decision decision) {
        return decision.evidence().isEmpty() ? null : CanonicalJson.object(members(decision));
    }

    /** JSON by the name of the layer. */
    static Map<String, String> members(Decision decision) {
        Map<String, String> members = new TreeMap<>();
        for (Evidence evidence : decision.evidence()) {
            members.put(evidence.name(), evidence.json());
        }
        return members;
    }
}
