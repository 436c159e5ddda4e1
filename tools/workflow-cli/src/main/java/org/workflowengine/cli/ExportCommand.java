package org.workflowengine.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the bundle of a case, or an event log. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a case with everything that proves it as a bundle; with --xes, writes an event log for process mining"
                        + " instead, without personal data unless --with names it. As stored; verifies nothing.")
final class ExportCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "<case>", arity = "0..1", description = "the id of the case")
    private Optional<String> caseId = Optional.empty();

    @Option(names = "--output", paramLabel = "<file>", description = "a new file, instead of standard output")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--xes",
            description = "an event log (XES, IEEE 1849) of the case, of --workflow or of --all, instead of a bundle")
    private boolean xes;

    @Option(names = "--workflow", paramLabel = "<id>", description = "with --xes: all cases of this workflow")
    private Optional<String> workflow = Optional.empty();

    @Option(names = "--all", description = "with --xes: all cases of all workflows")
    private boolean all;

    @Option(
            names = "--with",
            paramLabel = "<what>",
            split = ",",
            description =
                    "with --xes: also write this, which may be personal or confidential; any of ${COMPLETION-CANDIDATES}")
    private Set<Detail> details = EnumSet.noneOf(Detail.class);

    ExportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (!xes && (all || workflow.isPresent() || !details.isEmpty())) {
            throw new UsageException("--workflow, --all and --with need --xes: a bundle is one case, whole");
        }
        if ((caseId.isPresent() ? 1 : 0) + (workflow.isPresent() ? 1 : 0) + (all ? 1 : 0) != 1) {
            throw new UsageException(
                    xes
                            ? "--xes needs a case, --workflow or --all, and one of them only"
                            : "the case is missing: export <case>");
        }
        Verification verification = database.verification(Seals.none());
        if (workflow.isPresent()) {
            Definitions.demandInstalled(WorkflowRuntime.definitions(database.dataSource()), workflow.get());
        }
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
            if (xes) {
                eventLog(verification, out);
            } else {
                verification.export(caseId.orElseThrow(), out);
            }
        } catch (RefusedException e) {
            throw NotDoneException.noCase(caseId.orElseThrow(), e);
        } catch (BundleException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()));
        }
    }

    private void eventLog(Verification verification, Writer out) throws IOException {
        // An unknown case is refused before anything is written.
        XesWriter log = new XesWriter(out, workflow, details);
        if (caseId.isPresent()) {
            verification.entries(caseId.get(), log::step);
            if (log.isEmpty()) {
                throw NotDoneException.noCase(caseId.get());
            }
        } else {
            verification.entries(entry -> {
                if (workflow.isEmpty() || workflow.get().equals(entry.workflow())) {
                    log.step(entry);
                }
            });
        }
        log.end();
    }
}
