package org.workflowengine.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.query.InstalledDefinition;

/**
 * What is installed in the database. An installed definition stays there permanently and never changes, so it is read again only when
 * something is asked for that was not there before.
 */
final class InstalledWorkflows {
    private final WorkflowHost host;
    private final List<Definition> given;
    private volatile Map<String, NavigableMap<Integer, Installed>> known = Map.of();

    InstalledWorkflows(WorkflowHost host, Collection<Definition> given) {
        this.host = host;
        this.given = List.copyOf(given);
    }

    /** Everything that is installed now. */
    Map<String, NavigableMap<Integer, Installed>> all() {
        Map<String, NavigableMap<Integer, Installed>> before = known;
        Map<String, NavigableMap<Integer, Installed>> now = new TreeMap<>();
        for (InstalledDefinition row : host.definitions()) {
            Installed same =
                    before.getOrDefault(row.workflow(), new TreeMap<>()).get(row.version());
            now.computeIfAbsent(row.workflow(), workflow -> new TreeMap<>())
                    .put(
                            row.version(),
                            same != null && same.row().equals(row) ? same : new Installed(row, compiled(row)));
        }
        known = now;
        return now;
    }

    private @Nullable Definition compiled(InstalledDefinition row) {
        return given.stream()
                .filter(definition -> definition.fingerprint().equals(row.fingerprint()))
                .findFirst()
                .orElse(null);
    }

    /** All versions of a workflow. */
    NavigableMap<Integer, Installed> versions(String workflow) {
        NavigableMap<Integer, Installed> versions = known.get(workflow);
        if (versions != null) {
            return versions;
        }
        Map<String, NavigableMap<Integer, Installed>> now = all();
        versions = now.get(workflow);
        if (versions == null) {
            List<String> near = Near.to(workflow, now.keySet());
            throw Problem.of(
                            ProblemType.NO_SUCH_WORKFLOW,
                            "there is no workflow " + Quoted.of(workflow) + Near.question(near))
                    .with("near", near);
        }
        return versions;
    }

    Installed version(String workflow, int version) {
        Installed found = versions(workflow).get(version);
        if (found == null) {
            NavigableMap<Integer, Installed> now = all().getOrDefault(workflow, new TreeMap<>());
            found = now.get(version);
            if (found == null) {
                throw Problem.of(
                        ProblemType.NO_SUCH_VERSION,
                        "workflow " + workflow + " has no version " + version + "; installed: " + now.keySet());
            }
        }
        return found;
    }
}
