package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.dashboard.Dashboard;
import org.workflowengine.dashboard.LastVerification;
import org.workflowengine.dashboard.RefusalCounter;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.WorkflowApi;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Definition;

/** What is served: pages at the root, and the API below {@code /api}. */
final class ServedPages {
    private final Screen screen;
    private final ServedCommands commands;
    private final SealOptions seals;
    private final RefusalCounter refusals = RefusalCounter.started();
    private final WorkflowRuntime runtime;
    private final Verification verification;
    private Optional<LastVerification> last = Optional.empty();

    /** Checks the tables and the options before anything is served. */
    ServedPages(Screen screen, ServedDatabase database, ServedCommands commands, SealOptions seals) throws IOException {
        this.screen = screen;
        this.commands = commands;
        this.seals = seals;
        RuntimeOptions options = RuntimeOptions.defaults()
                // An auditor looks at a database as it is, also where triggers are missing.
                .schemaMode(commands.areOpen() ? SchemaMode.VALIDATE : SchemaMode.NONE)
                .observer(refusals);
        this.runtime = WorkflowRuntime.on(database.dataSource(), commands.options(options, seals));
        this.verification = seals.demanded(Verification.of(database.dataSource(), seals.seals()));
    }

    /** Verifies everything, as it is before anything is served. */
    void verify(List<Path> checkpoint) {
        Verification demanding =
                checkpoint.isEmpty() ? verification : verification.against(checkpoint.toArray(Path[]::new));
        Instant began = Instant.now();
        ProgressBar bar = new ProgressBar(screen.err(), "entries");
        Verdict verdict;
        try {
            verdict = demanding.verifyAll(
                    finding -> screen.out().println(finding), screen.isTerminal() ? bar : (entries, all) -> {});
        } finally {
            bar.end();
        }
        screen.out().println(verdict);
        last = Optional.of(LastVerification.of(verdict, began));
    }

    Map<String, HttpHandler> mounts(String title, Redaction redaction) throws IOException {
        WorkflowApi api = WorkflowApi.on(runtime).verification(verification).redaction(redaction);
        Dashboard pages = Dashboard.on(runtime)
                .name(title)
                .redaction(redaction)
                .integrity(() -> last)
                .seals(seals.seals());
        List<Definition> open = commands.definitions(runtime.definitions());
        if (!open.isEmpty()) {
            api = api.commands(open);
            pages = pages.commands(open).refusals(refusals);
            for (Map.Entry<String, String[]> each : commands.claimable(open).entrySet()) {
                api = api.claimable(each.getKey(), each.getValue());
                pages = pages.claimable(each.getKey(), each.getValue());
            }
        }
        return Map.of(
                "", ToldFailures.of(pages.handler(), screen.err()),
                "/api", ToldFailures.of(api.handler(), screen.err()));
    }
}
