package org.workflowengine.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.core.IntegrityException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down where every case is. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description =
                "Writes down where every case is, and prints the root line; verifies nothing. Sealed with the first"
                        + " --key, or the --private-key.")
final class CheckpointCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--private-key",
            paramLabel = "<id>=<file>",
            description = "Ed25519 private key in PEM (BEGIN PRIVATE KEY); give its --public-key too")
    private Map<String, Path> privateKey = new LinkedHashMap<>();

    @Option(
            names = "--since",
            arity = "1..*",
            paramLabel = "<file>",
            description = "list only what these do not: a full checkpoint first, then each one since the previous")
    private List<Path> since = new ArrayList<>();

    @Parameters(paramLabel = "<file>", description = "a new file")
    private Path file = Path.of("");

    CheckpointCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Verification verification = database.verification(keys.sealing(privateKey));
        try {
            NewFile.write(
                    file,
                    out -> screen.out()
                            .println("root " + taken(verification, out).root()));
        } catch (IntegrityException e) {
            screen.out().println(Printable.of(String.valueOf(e.getMessage())));
            return WorkflowCli.BROKEN;
        }
        return WorkflowCli.DONE;
    }

    private Checkpoint taken(Verification verification, Writer out) throws IOException {
        return since.isEmpty() ? verification.checkpoint(out) : verification.checkpoint(out, since);
    }
}
