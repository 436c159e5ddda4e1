package org.workflowengine.spring.boot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.query.InstalledDefinition;

/**
 * Whether the engine's tables can be read and hold the definitions of the engines here. Never whether a history is sound: that reads every
 * row, and is the business of a verification.
 */
final class WorkflowHealth {
    private final WorkflowRuntime runtime;
    private final ObjectProvider<WorkflowEngine<?, ?, ?>> engines;

    WorkflowHealth(WorkflowRuntime runtime, ObjectProvider<WorkflowEngine<?, ?, ?>> engines) {
        this.runtime = runtime;
        this.engines = engines;
    }

    /** What was found. */
    record Found(boolean isUp, Map<String, Object> details) {}

    Found look() {
        List<InstalledDefinition> installed = runtime.definitions();
        List<String> served = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        engines.stream()
                .map(WorkflowEngine::definition)
                .sorted(Comparator.comparing(Definition::workflow).thenComparing(Definition::version))
                .forEach(definition -> {
                    served.add(named(definition));
                    fault(definition, installed).ifPresent(faults::add);
                });
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("installation", runtime.installation().id());
        details.put("definitions", served);
        if (!faults.isEmpty()) {
            details.put("faults", faults);
        }
        return new Found(faults.isEmpty(), details);
    }

    private static Optional<String> fault(Definition definition, List<InstalledDefinition> installed) {
        Optional<Digest> stored = installed.stream()
                .filter(each -> each.workflow().equals(definition.workflow()) && each.version() == definition.version())
                .map(InstalledDefinition::fingerprint)
                .findFirst();
        if (stored.isEmpty()) {
            return Optional.of(named(definition) + " is not installed");
        }
        return stored.get().equals(definition.fingerprint())
                ? Optional.empty()
                : Optional.of(named(definition) + " is installed with the fingerprint "
                        + stored.get().abbreviated() + ", expected "
                        + definition.fingerprint().abbreviated());
    }

    private static String named(Definition definition) {
        return definition.workflow() + " version " + definition.version();
    }
}
