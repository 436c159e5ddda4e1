package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.engine.MigrationSummary;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.query.MigrationLine.Kind;
import org.workflowengine.runtime.query.MigrationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings every case that can come to a stored definition. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description =
                "Brings all cases of older versions that can come to an installed definition. WRITES steps to the database,"
                        + " with a login of the application. It can be stopped and run again.")
final class MigrateCommand implements Callable<Integer> {
    private static final int REFUSALS_SHOWN = 20;

    private final Screen screen;

    @Mixin
    private final WritingOptions writing = new WritingOptions();

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "<fingerprint>",
            description = "the definition to migrate to, as 'workflow-cli migrations' prints it")
    private String fingerprint = "";

    @Option(
            names = "--facts",
            paramLabel = "<json>",
            description = "what is known of every case, such as {\"CONSENT_GIVEN\":true}; recorded with each step")
    private String facts = "{}";

    @Option(names = "--dry-run", description = "only print how many cases would be tried")
    private boolean dryRun;

    @Option(names = "--progress", description = "show progress even if standard error is not a terminal")
    private boolean progress;

    @Option(
            names = "--chunk",
            paramLabel = "<cases>",
            description = "cases in one commit, from 1 to 10000; 500 by default")
    private int chunk = BulkOptions.DEFAULT_CHUNK_SIZE;

    MigrateCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (chunk < 1 || chunk > BulkOptions.LARGEST_CHUNK_SIZE) {
            throw new UsageException("--chunk takes 1 to " + BulkOptions.LARGEST_CHUNK_SIZE);
        }
        BulkOptions bulk = BulkOptions.defaults().chunkSize(chunk);
        WorkflowRuntime runtime = writing.runtime();
        Definition definition = Definitions.stored(runtime, digest());
        Facts known = known(definition);
        MigrationReport report = runtime.migrations(definition);
        screen.out()
                .println(definition.workflow() + " version " + definition.version() + ": "
                        + report.cases(Kind.CAN_COME) + " can come, " + report.cases(Kind.STAY) + " stay, "
                        + report.cases(Kind.STRANDED) + " have no migration");
        return dryRun ? WorkflowCli.DONE : migrate(runtime, definition, known, bulk, report.cases(Kind.CAN_COME));
    }

    private int migrate(WorkflowRuntime runtime, Definition definition, Facts known, BulkOptions bulk, long all) {
        Decision decision = writing.decision().requestId("migrate-to-" + definition.version());
        boolean drawn = progress || screen.isTerminal();
        ProgressBar bar = new ProgressBar(screen.err(), "cases");
        PrintWriter out = screen.out();
        int[] unmoved = {0};
        MigrationSummary summary = Workflows.on(runtime, List.of(definition))
                .migrateAll(
                        definition.workflow(),
                        known,
                        decision,
                        drawn ? bulk.progress(tried -> bar.at(tried, all)) : bulk,
                        (caseId, outcome) -> {
                            if (!outcome.isApplied() && unmoved[0]++ < REFUSALS_SHOWN) {
                                out.println(Printable.of(caseId) + ": " + told(outcome));
                            }
                        });
        bar.end();
        if (unmoved[0] > REFUSALS_SHOWN) {
            out.println("and " + (unmoved[0] - REFUSALS_SHOWN) + " more");
        }
        long refused = unmoved[0] - summary.failed();
        out.println(summary.migrated() + " migrated, " + refused + " refused, " + summary.failed() + " not answered");
        if (unmoved[0] > 0) {
            throw new NotDoneException(unmoved[0] + " cases were not migrated, and are where they were");
        }
        return WorkflowCli.DONE;
    }

    private static String told(BulkOutcome<CaseHead> outcome) {
        return Printable.of(
                outcome instanceof BulkOutcome.Failed<CaseHead> failed
                        ? String.valueOf(failed.failure().getMessage())
                        : ((Refused<CaseHead>) outcome.orThrow()).refusal().explanation());
    }

    private Facts known(Definition definition) {
        try {
            return definition.facts(facts);
        } catch (InvalidFactsException e) {
            throw new UsageException("--facts: " + e.getMessage());
        }
    }

    private Digest digest() {
        try {
            return new Digest(fingerprint);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--trust takes 64 lower-case hexadecimal digits");
        }
    }
}
