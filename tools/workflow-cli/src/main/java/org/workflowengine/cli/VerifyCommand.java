package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Progress;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.internal.audit.Verifier;
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
                    "also demand all that this checkpoint lists, or this series: a full one first, then each since the one"
                            + " before")
    private List<Path> checkpoint = new ArrayList<>();

    @Option(names = "--progress", description = "show progress even where standard error is no terminal")
    private boolean progress;

    /** Whether something was found about a case: about the one that was asked for, if there is no step of it. */
    private boolean isCaseFound;

    VerifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (bundle.isPresent() && (database.isGiven() || caseId.isPresent())) {
            throw new UsageException("a bundle is verified without a database: leave --url and --case out");
        }
        Verdict verdict = bundle.isPresent() ? ofBundle(bundle.get()) : ofDatabase();
        screen.out().println(verdict);
        if (verdict.isIntact()) {
            return WorkflowCli.DONE;
        }
        return verdict.isBroken()
                ? WorkflowCli.BROKEN
                : verdict.faults() > 0 ? WorkflowCli.CHECKPOINT_NOT_ACCEPTED : WorkflowCli.ON_FORMER_KEYS;
    }

    private Verifier verifier() throws IOException {
        Verifier verifier = seals.verifier(this::print);
        if (!checkpoint.isEmpty()) {
            verifier.against(CheckpointFiles.of(checkpoint));
        }
        return verifier;
    }

    private Verdict ofBundle(Path file) throws IOException {
        Verifier verifier = verifier();
        verifier.compare(() -> BundleReader.read(file, verifier));
        return verifier.verdict();
    }

    private Verdict ofDatabase() throws IOException {
        Verification verification = database.verification(seals.seals());
        if (seals.installation().isPresent()) {
            verification = verification.demanding(seals.installation().get());
        }
        if (caseId.isPresent()) {
            return ofCase(verification, caseId.get());
        }
        if (!seals.trusted().isEmpty()) {
            verification = verification.trusting(seals.trusted());
        }
        if (!progress && !screen.isTerminal()) {
            return all(verification, (entries, all) -> {});
        }
        ProgressBar bar = new ProgressBar(screen.err());
        try {
            return all(verification, bar);
        } finally {
            bar.end();
        }
    }

    private Verdict ofCase(Verification verification, String id) throws IOException {
        Verifier verifier = verifier();
        verifier.compareAll(id::equals, () -> verification.read(id, verifier));
        Verdict verdict = verifier.verdict();
        if (verdict.cases() == 0 && !isCaseFound) {
            if (!verdict.isBroken()) {
                throw NotDoneException.noCase(id);
            }
            screen.err().println("no case " + Printable.of(id) + " was found");
        }
        return verdict;
    }

    private Verdict all(Verification verification, Progress listener) {
        Verification compared =
                checkpoint.isEmpty() ? verification : verification.against(checkpoint.toArray(Path[]::new));
        return compared.verifyAll(this::print, listener);
    }

    private void print(Finding finding) {
        isCaseFound |= finding.subject() == Finding.Subject.CASE;
        screen.out().println(finding);
    }
}
