package org.workflowengine.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the bundle of a case. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a case with everything that proves it as a bundle, as stored; verifies nothing.")
final class ExportCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "<case>", description = "the id of the case")
    private String caseId = "";

    @Option(names = "--output", paramLabel = "<file>", description = "a new file, instead of standard output")
    private Optional<Path> output = Optional.empty();

    ExportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Verification verification = database.verification(Seals.none());
        if (output.isPresent()) {
            NewFile.write(output.get(), out -> export(verification, out));
            return WorkflowCli.DONE;
        }
        export(verification, screen.out());
        if (screen.out().checkError()) {
            throw new NotDoneException("standard output could not be written");
        }
        return WorkflowCli.DONE;
    }

    private void export(Verification verification, Writer out) throws IOException {
        try {
            verification.export(caseId, out);
        } catch (RefusedException e) {
            throw NotDoneException.noCase(caseId);
        } catch (BundleException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()));
        }
    }
}
