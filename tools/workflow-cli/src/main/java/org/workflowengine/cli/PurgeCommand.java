package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Retention;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.KeptCase;
import org.workflowengine.runtime.retention.PurgeSummary;
import org.workflowengine.runtime.retention.RetentionRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes cases that are finished and have been kept for long enough. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description =
                "DELETES cases that are finished and have been kept for long enough, each with a tombstone, with a login"
                        + " that has the role workflow_purge. It can be stopped and run again.")
final class PurgeCommand implements Callable<Integer> {
    private static final int KEPT_SHOWN = 20;

    private final Screen screen;

    @Mixin
    private final WritingOptions writing = new WritingOptions();

    @Option(
            names = "--retention-class",
            required = true,
            paramLabel = "<id>",
            description = "the name of your rule, such as tax-10y; it stays in each tombstone")
    private String retentionClass = "";

    @Option(
            names = "--ended-before",
            paramLabel = "<time>",
            description = "cases in a terminal state since before this time, such as 2016-01-01T00:00:00Z")
    private Optional<String> ended = Optional.empty();

    @Option(
            names = "--resting-before",
            paramLabel = "<time>",
            description = "also cases that rest since before this time; without it, none")
    private Optional<String> resting = Optional.empty();

    @Option(names = "--workflow", paramLabel = "<id>", description = "only cases of this workflow")
    private Optional<String> workflow = Optional.empty();

    @Option(names = "--at-most", paramLabel = "<cases>", description = "stop after so many cases")
    private Optional<Long> most = Optional.empty();

    @Option(
            names = "--chunk",
            paramLabel = "<cases>",
            description = "cases in one commit, from 1 to " + RetentionRule.LARGEST_CHUNK + "; 100 by default")
    private Optional<Integer> chunk = Optional.empty();

    @Option(
            names = "--archive",
            paramLabel = "<folder>",
            description = "write the bundle of each case there before it is deleted")
    private Optional<Path> archive = Optional.empty();

    @Option(names = "--no-archive", description = "keep no bundle: of each case only its tombstone stays")
    private boolean noArchive;

    @Option(names = "--dry-run", description = "only print how many cases would be deleted")
    private boolean dryRun;

    PurgeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        RetentionRule rule = rule();
        if (!dryRun && archive.isPresent() == noArchive) {
            throw new UsageException(
                    noArchive
                            ? "--archive is given, and --no-archive too"
                            : "--archive <folder> is missing; --no-archive if nothing but the tombstones shall stay");
        }
        Retention retention = writing.runtime().retention();
        PrintWriter out = screen.out();
        if (dryRun) {
            out.println("would delete " + retention.preview(rule));
            return WorkflowCli.DONE;
        }
        long[] kept = {0};
        PurgeSummary summary = retention.purge(
                rule, writing.decision(), archive.map(BundleArchive::folder).orElseGet(BundleArchive::none), each -> {
                    if (kept[0]++ < KEPT_SHOWN) {
                        out.println(Printable.of(each.head().caseId()) + ": kept, " + told(each.cause()));
                    }
                });
        if (kept[0] > KEPT_SHOWN) {
            out.println("and " + (kept[0] - KEPT_SHOWN) + " more");
        }
        out.println("deleted " + summary);
        if (summary.kept(KeptCase.Cause.BROKEN) > 0) {
            throw new NotDoneException(summary.kept(KeptCase.Cause.BROKEN)
                    + " cases have a history that is not sound: verify them, and look into it before anything else");
        }
        return WorkflowCli.DONE;
    }

    private static String told(KeptCase.Cause cause) {
        return switch (cause) {
            case HELD -> "a legal hold stands";
            case MOVED -> "it has moved meanwhile";
            case BROKEN -> "its history is not sound";
        };
    }

    private RetentionRule rule() {
        if (ended.isEmpty() && resting.isEmpty()) {
            throw new UsageException("--ended-before or --resting-before is missing: no case would be deleted");
        }
        RetentionRule rule = RetentionRule.of(retentionClass);
        if (ended.isPresent()) {
            rule = rule.endedBefore(time("--ended-before", ended.get()));
        }
        if (resting.isPresent()) {
            rule = rule.restingBefore(time("--resting-before", resting.get()));
        }
        if (workflow.isPresent()) {
            rule = rule.ofWorkflow(workflow.get());
        }
        try {
            rule = most.isPresent() ? rule.atMost(most.get()) : rule;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--at-most takes a number of cases, at least 1");
        }
        try {
            return chunk.isPresent() ? rule.inChunksOf(chunk.get()) : rule;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--chunk takes 1 to " + RetentionRule.LARGEST_CHUNK);
        }
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(option + " takes a time in UTC, such as 2016-01-01T00:00:00Z");
        }
    }
}
