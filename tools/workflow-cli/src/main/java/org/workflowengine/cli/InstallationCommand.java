package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints which installation a database is. */
@Command(
        name = "installation",
        mixinStandardHelpOptions = true,
        description = "Prints the id of the installation, which verify --installation requires.")
final class InstallationCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    InstallationCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        print(screen.out(), WorkflowRuntime.installation(database.dataSource()));
        return WorkflowCli.DONE;
    }

    private static void print(PrintWriter out, Installation installation) {
        out.println("installation " + installation);
    }

    /** Gives an empty copy an id of its own. */
    @Command(
            name = "renew",
            mixinStandardHelpOptions = true,
            description =
                    "Gives an empty copy of a database an id of its own. WRITES to the database, as the owner of the tables;"
                            + " refused if there is a step or a case. Stop the engines that use the copy.")
    static final class Renew implements Callable<Integer> {
        private final Screen screen;

        @Mixin
        private final DatabaseOptions database = new DatabaseOptions();

        Renew(Screen screen) {
            this.screen = screen;
        }

        @Override
        public Integer call() throws IOException {
            print(screen.out(), WorkflowRuntime.renewInstallation(database.dataSource()));
            return WorkflowCli.DONE;
        }
    }
}
