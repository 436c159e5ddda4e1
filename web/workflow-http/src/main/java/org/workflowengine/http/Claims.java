package org.workflowengine.http;

import java.util.Map;
import java.util.Set;

/**
 * Which facts a client may claim.
 *
 * @param byWorkflow ids of facts, by the ids of workflows
 */
record Claims(Map<String, Set<String>> byWorkflow) {
    Set<String> of(String workflow) {
        return byWorkflow.getOrDefault(workflow, Set.of());
    }
}
