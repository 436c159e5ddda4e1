package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.BundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a database, a case of it, or a bundle without any database. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies all cases, one case, or a bundle: each finding on a line, then the verdict.")
final class VerifyCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final SealOptions seals = new SealOptions();

    @Parameters(arity = "0..1", paramLabel = "<bundle>", description = "file of a bundle; needs no database")
    private Optional<Path> bundle = Optional.empty();

    @Option(names = "--case", paramLabel = "<case>", description = "only this case, and the definitions")
    private Optional<String> caseId = Optional.empty();

    @Option(
            names = "--checkpoint",
            arity = "1..*",
            paramLabel = "<file>",
            description =
                    "also require everything that this checkpoint lists, or this series: a full one first, then each one"
                            + " since the previous")
    private List<Path> checkpoint = new ArrayList<>();

    @Option(
            names = "--since",
            arity = "1..*",
            paramLabel = "<file>",
            description =
                    "look only at what has moved since this checkpoint, or this series, and require that everything else is"
                            + " where it lists it")
    private List<Path> since = new ArrayList<>();

    @Option(
            names = "--write",
            paramLabel = "<file>",
            description =
                    "if it is intact, write a checkpoint of it to this new file; cut off, the same command goes on")
    private Optional<Path> target = Optional.empty();

    @Option(
            names = "--private-key",
            paramLabel = "<id>=<file>",
            description =
                    "with --write: Ed25519 private key in PEM that seals the checkpoint; give its --public-key too."
                            + " Otherwise the first --key seals")
    private Map<String, Path> privateKey = new LinkedHashMap<>();

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            description = "how many threads verify, on PostgreSQL; each takes a connection, and one more is taken")
    private int threads = 1;

    @Option(names = "--progress", description = "show progress even if standard error is not a terminal")
    private boolean progress;

    /** Whether there is a finding about a case: about the requested one, if it has no step. */
    private boolean isCaseFound;

    /** Whether there is nothing of the case that was asked for, and nothing else was found. */
    private boolean isCaseMissing;

    VerifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (bundle.isPresent() && (database.isGiven() || caseId.isPresent())) {
            throw new UsageException("a bundle is verified without a database: leave --url and --case out");
        }
        if (bundle.isPresent() || caseId.isPresent()) {
            if (!since.isEmpty() || target.isPresent() || threads != 1) {
                throw new UsageException("--since, --write and --threads are for a whole database: leave them out");
            }
        }
        if (!since.isEmpty() && !checkpoint.isEmpty()) {
            throw new UsageException(
                    "--since looks only at what has moved, --checkpoint at everything: give one of them");
        }
        if (!privateKey.isEmpty() && target.isEmpty()) {
            throw new UsageException("--private-key seals what --write writes: give both");
        }
        Verdict verdict = bundle.isPresent() ? ofBundle(bundle.get()) : ofDatabase();
        verdict.checkpoint().ifPresent(written -> screen.out().println("root " + written.root()));
        screen.out().println(verdict);
        if (verdict.isIntact()) {
            return WorkflowCli.DONE;
        }
        return verdict.isBroken()
                ? WorkflowCli.BROKEN
                : verdict.faults() > 0 ? WorkflowCli.CHECKPOINT_NOT_ACCEPTED : WorkflowCli.ON_FORMER_KEYS;
    }

    private Verdict ofBundle(Path file) throws IOException {
        BundleVerification verification = BundleVerification.of(seals.seals());
        if (seals.installation().isPresent()) {
            verification = verification.demanding(seals.installation().get());
        }
        if (!seals.trusted().isEmpty()) {
            verification = verification.trusting(seals.trusted());
        }
        if (!checkpoint.isEmpty()) {
            verification = verification.against(checkpoint.toArray(Path[]::new));
        }
        try {
            return verification.verify(file, this::print);
        } catch (BundleException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()));
        }
    }

    private Verdict ofDatabase() throws IOException {
        Verification verification =
                seals.demanded(database.verification(target.isPresent() ? seals.sealing(privateKey) : seals.seals()));
        if (!checkpoint.isEmpty()) {
            verification = verification.against(checkpoint.toArray(Path[]::new));
        }
        if (caseId.isPresent()) {
            return ofCase(verification, caseId.get());
        }
        if (!since.isEmpty()) {
            verification = verification.since(since.toArray(Path[]::new));
        }
        if (target.isPresent()) {
            verification = verification.writing(target.get());
            tellWhatIsUnfinished(target.get());
        }
        try {
            verification = verification.parallel(threads);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        if (!progress && !screen.isTerminal()) {
            return verification.verifyAll(this::print, (entries, all) -> {});
        }
        ProgressBar bar = new ProgressBar(screen.err(), "entries");
        try {
            return verification.verifyAll(this::print, bar);
        } finally {
            bar.end();
        }
    }

    private void tellWhatIsUnfinished(Path file) {
        Path notes = file.resolveSibling(file.getFileName() + ".unfinished");
        if (Files.exists(notes)) {
            screen.err()
                    .println("going on with the run that was cut off: what " + notes + " notes is not verified again");
        }
    }

    private Verdict ofCase(Verification verification, String id) {
        Verdict verdict = verification.verify(id, this::print);
        if (isCaseMissing) {
            throw verdict.purged() > 0
                    ? new NotDoneException("case " + Printable.of(id) + " was purged: its tombstone is there")
                    : NotDoneException.noCase(id);
        }
        if (verdict.cases() == 0 && !isCaseFound) {
            screen.err().println("no case " + Printable.of(id) + " was found");
        }
        return verdict;
    }

    private void print(Finding finding) {
        isCaseFound |= finding.subject() == Finding.Subject.CASE;
        isCaseMissing |= finding.subject() == Finding.Subject.NO_CASE && caseId.isPresent();
        if (!isCaseMissing) {
            screen.out().println(finding);
        }
    }
}
