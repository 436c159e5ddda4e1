package org.workflowengine.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.workflowengine.diagram.CasePath;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.diagram.DiagramFormat;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.query.InstalledDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a definition, and the path of a case in it. */
@Command(
        name = "diagram",
        mixinStandardHelpOptions = true,
        description =
                "Draws a workflow: a stored definition, one in a file, or the one that a case follows, with the path of"
                        + " the case. As stored; verifies nothing.")
final class DiagramCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--workflow",
            paramLabel = "<id>",
            description = "a workflow whose definition is stored in the database")
    private Optional<String> workflow = Optional.empty();

    @Option(
            names = "--version",
            paramLabel = "<version>",
            description = "with --workflow: this version; without it, the highest one")
    private Optional<Integer> version = Optional.empty();

    @Option(
            names = "--definition",
            paramLabel = "<file>",
            description = "a definition that need not be installed: META-INF/workflow/<id>.v<version>.graph.json")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--case",
            paramLabel = "<case>",
            description = "show the path of this case, in the definition that it follows, or in the one given")
    private Optional<String> caseId = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "<format>",
            description = "any of ${COMPLETION-CANDIDATES}; without it, what the name of --output ends with, else TEXT")
    private Optional<DiagramFormat> format = Optional.empty();

    @Option(names = "--no-guards", description = "do not write what transitions require beside them")
    private boolean withoutGuards;

    @Option(names = "--output", paramLabel = "<file>", description = "a new file, instead of standard output")
    private Optional<Path> output = Optional.empty();

    DiagramCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        check();
        DiagramFormat wanted = format.orElseGet(this::formatOfOutput);
        Diagram diagram = diagram();
        if (output.isPresent()) {
            NewFile.write(output.get(), out -> out.write(wanted.write(diagram)));
            return WorkflowCli.DONE;
        }
        Writer out = screen.out();
        boolean isAscii = wanted == DiagramFormat.TEXT && !screen.drawsLines();
        out.write(isAscii ? diagram.asciiText() : wanted.write(diagram));
        if (screen.out().checkError()) {
            throw new NotDoneException("standard output could not be written");
        }
        return WorkflowCli.DONE;
    }

    private void check() {
        if (workflow.isPresent() && file.isPresent()) {
            throw new UsageException("give one definition: either --definition, or --workflow");
        }
        if (workflow.isEmpty() && file.isEmpty() && caseId.isEmpty()) {
            throw new UsageException("say what to draw: --workflow, --definition or --case");
        }
        if (version.isPresent() && workflow.isEmpty()) {
            throw new UsageException("--version needs --workflow");
        }
        if (!database.isGiven() && (workflow.isPresent() || caseId.isPresent())) {
            throw new UsageException("--workflow and --case name what is stored in a database: give its --url");
        }
        if (database.isGiven() && workflow.isEmpty() && caseId.isEmpty()) {
            throw new UsageException("--definition alone needs no database: remove --url, or give a --case");
        }
    }

    private DiagramFormat formatOfOutput() {
        if (output.isEmpty()) {
            return DiagramFormat.TEXT;
        }
        String name = String.valueOf(output.get().getFileName());
        return Stream.of(DiagramFormat.values())
                .filter(each -> name.endsWith("." + each.extension()))
                .findFirst()
                .orElseThrow(() -> new UsageException("the name of the file " + name
                        + " does not tell the format: end it with .svg, .mmd, .dot, .puml or .txt, or give --format"));
    }

    private Diagram diagram() throws IOException {
        Optional<CasePath> path = caseId.isPresent() ? Optional.of(path(caseId.get())) : Optional.empty();
        Definition definition = definition(path);
        Diagram diagram = Diagram.of(definition);
        if (path.isPresent()) {
            if (!path.get().workflow().equals(definition.workflow())) {
                throw new NotDoneException("case " + Printable.of(path.get().caseId()) + " follows "
                        + path.get().workflow() + ", not " + definition.workflow());
            }
            diagram = diagram.withPath(path.get());
        }
        return withoutGuards ? diagram.withoutGuards() : diagram;
    }

    private CasePath path(String id) throws IOException {
        CasePath.Builder path = CasePath.builder();
        boolean[] found = {false};
        try {
            database.verification(Seals.none()).entries(id, entry -> {
                found[0] = true;
                path.add(entry);
            });
        } catch (IllegalArgumentException e) {
            throw new NotDoneException("the steps of case " + Printable.of(id) + " are not whole; verify the database");
        }
        if (!found[0]) {
            throw NotDoneException.noCase(id);
        }
        return path.build();
    }

    private Definition definition(Optional<CasePath> path) throws IOException {
        if (file.isPresent()) {
            return Definitions.inFile(file.get());
        }
        List<InstalledDefinition> all = WorkflowRuntime.definitions(database.dataSource());
        if (workflow.isEmpty()) {
            return Definitions.stored(all, path.orElseThrow().fingerprint());
        }
        Definitions.demandInstalled(all, workflow.get());
        return Definitions.stored(all, workflow.get(), version.orElseGet(() -> highest(all)));
    }

    private int highest(List<InstalledDefinition> all) {
        return all.stream()
                .filter(each -> each.workflow().equals(workflow.orElseThrow()))
                .map(InstalledDefinition::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
