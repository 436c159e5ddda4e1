package org.workflowengine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Upgrades the tables of a database to the schema version of this release. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description =
                "Brings the tables to the schema version of this release. WRITES to the database, as the owner of the tables."
                        + " Stop the engines that use them, make a backup, and verify before and after. If it is cut off, run it again.")
final class SchemaUpgradeCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    SchemaUpgradeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        int from = WorkflowRuntime.upgrade(database.dataSource());
        screen.out()
                .println(
                        from == Installation.SCHEMA_VERSION
                                ? "schema version " + from + ": nothing to upgrade"
                                : "upgraded from schema version " + from + " to " + Installation.SCHEMA_VERSION);
        return WorkflowCli.DONE;
    }
}
