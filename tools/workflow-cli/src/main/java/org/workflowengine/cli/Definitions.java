package org.workflowengine.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.query.InstalledDefinition;

/** Finds the definition that a command is about: stored in the database, or in a file that the compiler has written. */
final class Definitions {
    private Definitions() {}

    /** The canonical graph in a file. */
    static Definition inFile(Path file) throws IOException {
        try {
            return Definition.read(
                    Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (CharacterCodingException e) {
            throw new NotDoneException("the file " + file + " with a definition is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw new NotDoneException("the file " + file + " is not the graph of a definition: " + e.getMessage()
                    + "; the compiler writes one as META-INF/workflow/<id>.v<version>.graph.json");
        }
    }

    /** The stored definition with that fingerprint. */
    static Definition stored(WorkflowHost host, Digest fingerprint) {
        return stored(host.definitions(), fingerprint);
    }

    /** The one of these with that fingerprint. */
    static Definition stored(List<InstalledDefinition> all, Digest fingerprint) {
        return all.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst()
                .map(Definitions::read)
                .orElseThrow(() -> new NotDoneException("no installed definition has the fingerprint " + fingerprint));
    }

    /** The stored definition of a workflow and version. */
    static Definition stored(List<InstalledDefinition> all, String workflow, int version) {
        return all.stream()
                .filter(each -> each.workflow().equals(workflow) && each.version() == version)
                .findFirst()
                .map(Definitions::read)
                .orElseThrow(() -> new NotDoneException(Printable.of(workflow) + " version " + version
                        + " is not installed; installed: "
                        + all.stream()
                                .map(each -> each.workflow() + " version " + each.version())
                                .collect(Collectors.joining(", "))));
    }

    /** Some version of a workflow is installed. */
    static void demandInstalled(List<InstalledDefinition> all, String workflow) {
        if (all.stream().noneMatch(each -> each.workflow().equals(workflow))) {
            throw notInstalled(all, workflow);
        }
    }

    private static NotDoneException notInstalled(List<InstalledDefinition> all, String workflow) {
        String others = all.stream()
                .map(InstalledDefinition::workflow)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return new NotDoneException("no definition of " + Printable.of(workflow) + " is installed"
                + (others.isEmpty() ? "; none is" : "; installed: " + others));
    }

    /** The stored definitions of a workflow, or of all, each in its highest version. */
    static List<Definition> newest(WorkflowHost host, Optional<String> workflow) {
        List<InstalledDefinition> all = host.definitions().stream()
                .filter(each -> workflow.isEmpty() || workflow.get().equals(each.workflow()))
                .toList();
        if (all.isEmpty()) {
            throw workflow.map(each -> notInstalled(host.definitions(), each))
                    .orElseGet(() -> new NotDoneException("no definition is installed"));
        }
        return all.stream()
                .filter(each -> all.stream()
                        .noneMatch(
                                other -> other.workflow().equals(each.workflow()) && other.version() > each.version()))
                .map(Definitions::read)
                .toList();
    }

    /** What is stored, if it is whole. */
    static Definition read(InstalledDefinition installed) {
        String named = "the stored definition of " + installed.workflow() + " version " + installed.version();
        Definition definition;
        try {
            definition = Definition.read(installed.graph());
        } catch (IllegalArgumentException e) {
            throw new NotDoneException(named + " cannot be read; verify the database");
        }
        if (!definition.fingerprint().equals(installed.fingerprint())) {
            throw new NotDoneException(
                    named + " does not have the fingerprint that is stored with it; verify the database");
        }
        return definition;
    }
}
