package org.workflowengine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.query.InstalledDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds cases for a legal matter, or releases them. */
abstract class HoldCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final WritingOptions writing = new WritingOptions();

    @Parameters(arity = "1..*", paramLabel = "<case>", description = "the cases")
    private List<String> cases = List.of();

    @Option(
            names = "--matter",
            required = true,
            paramLabel = "<text>",
            description = "what they are held for, such as the number of a lawsuit; never erased")
    private String matter = "";

    HoldCommand(Screen screen) {
        this.screen = screen;
    }

    /** Until the matter is released. */
    @Command(
            name = "hold",
            mixinStandardHelpOptions = true,
            description =
                    "Holds cases for a legal matter: nothing of them is erased, and they are not purged, until it is"
                            + " released. WRITES a step to each, with a login of the application.")
    static final class Hold extends HoldCommand {
        Hold(Screen screen) {
            super(screen);
        }

        @Override
        Outcome<CaseHead> apply(Workflows workflows, String caseId, String matter, WritingOptions writing) {
            return workflows.hold(caseId, matter, writing.decision());
        }
    }

    /** Others may still stand. */
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description =
                    "Ends the hold of cases for a legal matter; others may still stand. WRITES a step to each, with a"
                            + " login of the application.")
    static final class Release extends HoldCommand {
        Release(Screen screen) {
            super(screen);
        }

        @Override
        Outcome<CaseHead> apply(Workflows workflows, String caseId, String matter, WritingOptions writing) {
            return workflows.release(caseId, matter, writing.decision());
        }
    }

    abstract Outcome<CaseHead> apply(Workflows workflows, String caseId, String matter, WritingOptions writing);

    @Override
    public Integer call() throws IOException {
        WorkflowRuntime runtime = writing.runtime();
        List<Definition> definitions = runtime.definitions().stream()
                .map(InstalledDefinition::graph)
                .map(Definition::read)
                .toList();
        if (definitions.isEmpty()) {
            throw new NotDoneException("no definition is installed in this database");
        }
        Workflows workflows = Workflows.on(runtime, definitions);
        int refused = 0;
        for (String caseId : cases) {
            Outcome<CaseHead> outcome = apply(workflows, caseId, matter, writing);
            if (outcome instanceof Refused<CaseHead> refusal) {
                refused++;
                screen.out().println(Printable.of(refusal.refusal().explanation()));
            } else {
                screen.out()
                        .println(Printable.of(caseId) + ": step "
                                + outcome.orThrow().seq());
            }
        }
        if (refused > 0) {
            throw new NotDoneException(refused + " of " + cases.size() + " cases are as they were");
        }
        return WorkflowCli.DONE;
    }
}
