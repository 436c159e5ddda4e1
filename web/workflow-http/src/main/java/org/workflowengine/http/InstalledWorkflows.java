package org.workflowengine.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.workflowengine.http.internal.Near;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.query.InstalledDefinition;

/**
 * What is installed in the database. An installed definition stays there permanently and never changes, so it is read again only when
 * something is asked for that was not there before. For names that clients make up, that is once a second at most: what has been installed
 * since is found a second later.
 */
final class InstalledWorkflows {
    private static final long SECOND = 1_000_000_000;

    private final WorkflowHost host;
    private final List<Definition> given;
    private final LongSupplier nanos;
    private @Nullable Long readAt;
    private volatile Map<String, NavigableMap<Integer, Installed>> known = Map.of();

    InstalledWorkflows(WorkflowHost host, Collection<Definition> given, LongSupplier nanos) {
        this.host = host;
        this.given = List.copyOf(given);
        this.nanos = nanos;
    }

    /** Everything, as it was within the last second. Others wait for who reads, so that they do not read as well. */
    private synchronized Map<String, NavigableMap<Integer, Installed>> recent() {
        long now = nanos.getAsLong();
        if (readAt != null && now - readAt < SECOND) {
            return known;
        }
        Map<String, NavigableMap<Integer, Installed>> all = all();
        readAt = now;
        return all;
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
        Map<String, NavigableMap<Integer, Installed>> now = recent();
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
        return found != null ? found : among(recent(), workflow, version);
    }

    /** The version that a case follows: it is installed, however recently. */
    Installed of(CaseHead head) {
        NavigableMap<Integer, Installed> versions = known.getOrDefault(head.workflow(), new TreeMap<>());
        Installed found = versions.get(head.version());
        return found != null ? found : among(all(), head.workflow(), head.version());
    }

    private static Installed among(Map<String, NavigableMap<Integer, Installed>> all, String workflow, int version) {
        NavigableMap<Integer, Installed> versions = all.getOrDefault(workflow, new TreeMap<>());
        Installed found = versions.get(version);
        if (found == null) {
            throw Problem.of(
                    ProblemType.NO_SUCH_VERSION,
                    "workflow " + workflow + " has no version " + version + "; installed: " + versions.keySet());
        }
        return found;
    }
}
