package org.workflowengine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what has happened to a case. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the steps of a case as stored; verifies nothing.")
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
        try {
            database.verification(Seals.none()).print(caseId, screen.out());
        } catch (RefusedException e) {
            throw NotDoneException.noCase(caseId, e);
        } catch (BundleException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()));
        }
        return WorkflowCli.DONE;
    }
}
