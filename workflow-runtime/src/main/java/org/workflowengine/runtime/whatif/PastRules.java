package org.workflowengine.runtime.whatif;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.bundle.RecordedStep;

/** The definitions under which steps were recorded, as far as they are known. Not thread-safe. */
final class PastRules {
    private final Map<String, Definition> byFingerprint = new HashMap<>();
    private final Set<String> graphs = new HashSet<>();

    PastRules(Definition rules) {
        byFingerprint.put(rules.fingerprint().hex(), rules);
        graphs.add(rules.graph());
    }

    void add(String graph) {
        if (graphs.add(graph)) {
            try {
                Definition definition = Definition.read(graph);
                byFingerprint.put(definition.fingerprint().hex(), definition);
            } catch (IllegalArgumentException e) {
                throw new BundleException(
                        "a definition cannot be read: " + e.getMessage() + "; verify shows what is wrong");
            }
        }
    }

    /**
     * Whether the facts of a step certainly satisfy a guard, even if they are erased: its own guard required as much, and without satisfying that
     * the step would not have been made.
     */
    boolean imply(RecordedStep step, List<Condition> guard) {
        @Nullable Definition definition = byFingerprint.get(step.fingerprint());
        Optional<WorkflowTransition> own =
                definition == null ? Optional.empty() : definition.transition(step.fromState(), step.transition());
        return own.isPresent()
                && guard.stream()
                        .allMatch(part -> own.get().guard().stream().anyMatch(required -> implies(required, part)));
    }

    private static boolean implies(Condition required, Condition part) {
        return required.fact().id().equals(part.fact().id()) && part.accepted().containsAll(required.accepted());
    }
}
