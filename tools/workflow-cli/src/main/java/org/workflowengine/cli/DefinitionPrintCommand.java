package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.core.Definition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the SQL that installs definitions. */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        description = "Prints the SQL that installs definitions, to be run by a person or as a migration.")
final class DefinitionPrintCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(
            arity = "1..*",
            paramLabel = "<file>",
            description = "what the compiler has written: META-INF/workflow/<id>.v<version>.graph.json")
    private List<Path> files = List.of();

    @Option(
            names = "--database",
            required = true,
            description = "one of ${COMPLETION-CANDIDATES}; upper and lower case do not matter")
    private SchemaScripts database = SchemaScripts.H2;

    DefinitionPrintCommand(Screen screen) {
        this.screen = screen;
    }

    /** Older versions first: a newer one, once installed, may refuse an older one that comes last. */
    @Override
    public Integer call() throws IOException {
        List<Definition> definitions = new ArrayList<>();
        for (Path file : files) {
            definitions.add(Definitions.inFile(file));
        }
        definitions.sort(Comparator.comparing(Definition::workflow).thenComparing(Definition::version));
        String between = "";
        for (Definition definition : definitions) {
            screen.out().print(between + database.definition(definition));
            between = "\n";
        }
        screen.out().flush();
        return WorkflowCli.DONE;
    }
}
