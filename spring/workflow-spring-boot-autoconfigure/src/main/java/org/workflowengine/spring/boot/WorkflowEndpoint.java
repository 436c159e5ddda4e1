package org.workflowengine.spring.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.InstalledState;

/**
 * {@code /actuator/workflow}: what is installed, and how many cases are where. {@code /actuator/workflow/claim}: the versions of one
 * workflow, with states and transitions. It only reads, and shows no case.
 */
@Endpoint(id = "workflow")
public final class WorkflowEndpoint {
    private final WorkflowRuntime runtime;
    private final CaseFigures figures;

    WorkflowEndpoint(WorkflowRuntime runtime, CaseFigures figures) {
        this.runtime = runtime;
        this.figures = figures;
    }

    /**
     * Everything that is installed.
     *
     * @return the installation, and the versions of each workflow
     */
    @ReadOperation
    public Map<String, Object> workflows() {
        CaseFigures.Snapshot cases = figures.snapshot();
        Map<String, List<Map<String, Object>>> workflows = new LinkedHashMap<>();
        for (InstalledDefinition definition : runtime.definitions()) {
            workflows
                    .computeIfAbsent(definition.workflow(), id -> new ArrayList<>())
                    .add(version(definition, cases));
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("installation", runtime.installation().id());
        shown.put("countedAt", cases.taken().toString());
        shown.put("workflows", workflows);
        return shown;
    }

    /**
     * One workflow.
     *
     * @param id the workflow's id
     * @return its versions; null, which is answered with 404, if none is installed
     */
    @ReadOperation
    public @Nullable Map<String, Object> workflow(@Selector String id) {
        CaseFigures.Snapshot cases = figures.snapshot();
        List<Map<String, Object>> versions = new ArrayList<>();
        for (InstalledDefinition definition : runtime.definitions()) {
            if (definition.workflow().equals(id)) {
                Map<String, Object> version = version(definition, cases);
                version.put("transitions", transitions(definition));
                versions.add(version);
            }
        }
        if (versions.isEmpty()) {
            return null;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("workflow", id);
        shown.put("countedAt", cases.taken().toString());
        shown.put("versions", versions);
        return shown;
    }

    /** Counts are texts: {@code "1000+"} where there may be more. */
    private static Map<String, Object> version(InstalledDefinition definition, CaseFigures.Snapshot cases) {
        Map<String, String> states = new LinkedHashMap<>();
        for (InstalledState state : definition.states()) {
            CaseFigures.State key = new CaseFigures.State(definition.workflow(), definition.version(), state.id());
            states.put(state.id(), cases.isRead() ? cases.shown(key) : "unknown");
        }
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version", definition.version());
        version.put("fingerprint", definition.fingerprint().hex());
        version.put("installedAt", definition.installedAt().toString());
        version.put("cases", states);
        return version;
    }

    private static List<Map<String, Object>> transitions(InstalledDefinition installed) {
        return Definition.read(installed.graph()).transitions().stream()
                .map(row -> {
                    Map<String, Object> transition = new LinkedHashMap<>();
                    transition.put("id", row.id());
                    transition.put("from", row.from().id());
                    transition.put("to", row.to().id());
                    return transition;
                })
                .toList();
    }
}
