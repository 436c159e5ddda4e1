package org.workflowengine.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.SchemaScripts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the SQL that creates or upgrades the schema. */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        description = "Prints the script of the tables and triggers, or only the parts that are named.")
final class SchemaPrintCommand implements Callable<Integer> {
    private final Screen screen;

    @Option(
            names = "--database",
            required = true,
            description = "one of ${COMPLETION-CANDIDATES}; upper and lower case do not matter")
    private SchemaScripts database = SchemaScripts.H2;

    @Option(names = "--hardening", description = "the triggers alone, for tables that exist already")
    private boolean hardening;

    @Option(
            names = "--roles",
            description = "roles with the least privileges that each needs; read it before you run it")
    private boolean roles;

    @Option(
            names = "--upgrade-from",
            paramLabel = "<version>",
            description = "instead, the script that upgrades tables of that schema version")
    private Optional<Integer> from = Optional.empty();

    SchemaPrintCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (from.isPresent()) {
            if (hardening || roles) {
                throw new UsageException("--upgrade-from excludes --hardening and --roles");
            }
            screen.out().print(database.upgrade(from.get()));
        } else if (!hardening && !roles) {
            screen.out().print(database.schema());
        }
        if (hardening) {
            screen.out().print(database.hardening());
        }
        if (roles) {
            screen.out().print(database.roles());
        }
        screen.out().flush();
        return WorkflowCli.DONE;
    }
}
