package org.workflowengine.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * How cases of an older version come into a definition.
 *
 * @param name the simple name of the interface
 * @param older the older definition, or empty where its ids alone are named or it cannot be read
 * @param fault why the older definition cannot be read from its class files, which nobody else reports; mostly empty
 * @param version the older version
 * @param fingerprint the older definition's fingerprint, as it is pinned
 * @param mappings as written, then those that follow from equal ids
 * @param staying the ids of the older states that are said to stay
 * @param unclear whether something in it could not be read, so that nothing can be said to be missing
 * @param anchor where it is declared
 */
public record MigrationNode(
        String name,
        Optional<WorkflowModel> older,
        Optional<String> fault,
        int version,
        String fingerprint,
        List<MappingNode> mappings,
        List<String> staying,
        boolean unclear,
        Anchor anchor) {

    public MigrationNode {
        mappings = List.copyOf(mappings);
        staying = List.copyOf(staying);
    }

    /** Whether everything that belongs into the graph is known. */
    public boolean isWhole() {
        return !unclear && Pin.isFingerprint(fingerprint);
    }

    /** Whether it could be read, and comes from a version that is really older. */
    public boolean leadsUpTo(WorkflowModel model) {
        return !unclear && fault.isEmpty() && version < model.version();
    }

    /** The mapping of an older state, if it has one. */
    public Optional<MappingNode> mapping(String from) {
        for (MappingNode mapping : mappings) {
            if (mapping.from().equals(from)) {
                return Optional.of(mapping);
            }
        }
        return Optional.empty();
    }
}
