package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import picocli.CommandLine.Option;

/** The rules that are tried: in a file, or stored in the database. */
final class RulesOptions {
    @Option(
            names = "--definition",
            paramLabel = "<file>",
            description = "the rules to try, which need not be installed: META-INF/workflow/<id>.v<version>.graph.json")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--workflow",
            paramLabel = "<id>",
            description = "instead, with --version: the rules that are stored in the database")
    private Optional<String> workflow = Optional.empty();

    @Option(names = "--version", paramLabel = "<version>", description = "the version of the stored rules")
    private Optional<Integer> version = Optional.empty();

    Definition definition(DatabaseOptions database) throws IOException {
        if (file.isPresent() == workflow.isPresent() || workflow.isPresent() != version.isPresent()) {
            throw new UsageException("give the rules to try: either --definition, or --workflow and --version");
        }
        if (file.isPresent()) {
            return Definitions.inFile(file.get());
        }
        if (!database.isGiven()) {
            throw new UsageException("--workflow and --version name what is stored in a database: give its --url, or a"
                    + " --definition");
        }
        return Definitions.stored(
                WorkflowRuntime.definitions(database.dataSource()), workflow.orElseThrow(), version.orElseThrow());
    }
}
