package org.workflowengine.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.query.InstalledDefinition;

/** The definitions in the database. One that is installed never changes, so each is read and laid out once. Thread-safe. */
final class Library {
    /** A definition and its diagram, from which others are made that share its layout. */
    record Known(InstalledDefinition installed, Definition definition, Diagram diagram) {
        String workflow() {
            return installed.workflow();
        }

        int version() {
            return installed.version();
        }
    }

    private final WorkflowHost host;
    private final Map<Digest, Definition> compiled;
    private final Map<Digest, Known> known = new ConcurrentHashMap<>();

    /** Where a compiled definition is given, its messages are known. */
    Library(WorkflowHost host, Collection<Definition> compiled) {
        this.host = host;
        this.compiled =
                compiled.stream().collect(Collectors.toMap(Definition::fingerprint, Function.identity(), (a, b) -> a));
    }

    /** All, by workflow and version, as they are in the database now. */
    List<Known> all() {
        return host.definitions().stream().map(this::of).toList();
    }

    /** One. It is read if it is not known yet. */
    Optional<Known> find(String workflow, int version) {
        Optional<Known> found = among(known.values(), workflow, version);
        return found.isPresent() ? found : among(all(), workflow, version);
    }

    /**
     * Whether a caller may see everything of the steps of a workflow's cases. A case keeps the facts of the versions that it has followed
     * before, so the facts of all versions count.
     */
    boolean showsAll(Seen seen) {
        return showsAll(seen, all());
    }

    /** The same, as far as the versions are known without asking the database: for a link, whose page asks. */
    boolean seemsToShowAll(Seen seen) {
        return showsAll(seen, known.values());
    }

    private static boolean showsAll(Seen seen, Collection<Known> versions) {
        Set<String> facts = versions.stream()
                .filter(each -> each.workflow().equals(seen.workflow()))
                .flatMap(each -> each.definition().vocabulary().stream())
                .map(FactRow::id)
                .collect(Collectors.toSet());
        return seen.redaction().showsAll(seen.caller(), seen.workflow(), facts);
    }

    private static Optional<Known> among(Collection<Known> all, String workflow, int version) {
        return all.stream()
                .filter(each -> each.workflow().equals(workflow) && each.version() == version)
                .findFirst();
    }

    private Known of(InstalledDefinition installed) {
        return known.computeIfAbsent(installed.fingerprint(), fingerprint -> {
            Definition definition = compiled.get(fingerprint);
            Definition read = definition == null ? Definition.read(installed.graph()) : definition;
            return new Known(installed, read, Diagram.of(read).withoutGuards());
        });
    }
}
