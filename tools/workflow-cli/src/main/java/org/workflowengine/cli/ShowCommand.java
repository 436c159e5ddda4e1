package org.workflowengine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.audit.Seals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what has happened to a case. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the steps of a case as they are stored; nothing is verified.")
final class ShowCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "<case>", description = "the id of the case")
    private String caseId = "";

    ShowCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Timeline timeline = new Timeline(screen.out());
        database.verification(Seals.none()).read(caseId, timeline);
        timeline.end(caseId);
        return WorkflowCli.DONE;
    }
}
