package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
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
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "<fingerprint>",
            description = "the definition to migrate to, as 'workflow-cli migrations' prints it")
    private String fingerprint = "";

    @Option(names = "--actor", required = true, paramLabel = "<id>", description = "the person who migrates the cases")
    private String actor = "";

    @Option(names = "--reason", required = true, paramLabel = "<text>", description = "why")
    private String reason = "";

    @Option(
            names = "--source",
            required = true,
            paramLabel = "<text>",
            description = "what is recorded as the application that wrote the steps")
    private String source = "";

    @Option(
            names = "--facts",
            paramLabel = "<json>",
            description = "what is known of every case, such as {\"CONSENT_GIVEN\":true}; recorded with each step")
    private String facts = "{}";

    @Option(
            names = "--private-key",
            paramLabel = "<id>=<file>",
            description = "Ed25519 private key that seals the steps, in PEM; without it, the first --key does")
    private Map<String, Path> privateKey = new LinkedHashMap<>();

    @Option(names = "--unsealed", description = "seal nothing, where the engines of this database seal nothing either")
    private boolean unsealed;

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
        Optional<Sealer> sealer = keys.sealer(privateKey);
        if (sealer.isPresent() == unsealed) {
            throw new UsageException(
                    unsealed
                            ? "--unsealed is given, and a key too"
                            : "--key or --private-key is missing, which seals the steps; --unsealed where the engines of"
                                    + " this database seal nothing");
        }
        RuntimeOptions options;
        try {
            options = RuntimeOptions.defaults().schemaMode(SchemaMode.VALIDATE).source(source);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
        if (chunk < 1 || chunk > BulkOptions.LARGEST_CHUNK_SIZE) {
            throw new UsageException("--chunk takes 1 to " + BulkOptions.LARGEST_CHUNK_SIZE);
        }
        BulkOptions bulk = BulkOptions.defaults().chunkSize(chunk);
        WorkflowRuntime runtime = WorkflowRuntime.on(
                database.dataSource(), sealer.map(options::sealer).orElse(options));
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
        Decision decision = Decision.by(actor).because(reason).requestId("migrate-to-" + definition.version());
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
