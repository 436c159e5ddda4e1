package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Seals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes down where every case stands. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = "Writes down where every case stands, and prints the root line; nothing is verified.")
final class CheckpointCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "<file>", description = "a new file")
    private Path file = Path.of("");

    CheckpointCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Verification verification = database.verification(Seals.none());
        NewFile.write(
                file,
                out -> screen.out()
                        .println("root " + verification.checkpoint(out).root()));
        return WorkflowCli.DONE;
    }
}
