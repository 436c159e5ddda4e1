package org.workflowengine.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.Progress;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.audit.Verifier;
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

    @Option(names = "--checkpoint", paramLabel = "<file>", description = "also demand all that this checkpoint lists")
    private Optional<Path> checkpoint = Optional.empty();

    @Option(names = "--progress", description = "show progress even where standard error is no terminal")
    private boolean progress;

    VerifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (bundle.isPresent() && (database.isGiven() || caseId.isPresent() || checkpoint.isPresent())) {
            throw new UsageException("a bundle is verified alone: without --url, --case and --checkpoint");
        }
        if (caseId.isPresent() && checkpoint.isPresent()) {
            throw new UsageException("a checkpoint lists all cases: leave --case or --checkpoint out");
        }
        Verdict verdict = bundle.isPresent() ? ofBundle(bundle.get()) : ofDatabase();
        screen.out().println(verdict);
        return verdict.isIntact() ? WorkflowCli.DONE : WorkflowCli.BROKEN;
    }

    private Verdict ofBundle(Path file) throws IOException {
        Verifier verifier = seals.verifier(this::print);
        BundleReader.read(file, verifier);
        return verifier.verdict();
    }

    private Verdict ofDatabase() throws IOException {
        Verification verification = database.verification(seals.seals());
        if (seals.installation().isPresent()) {
            verification = verification.demanding(seals.installation().get());
        }
        if (caseId.isPresent()) {
            Verifier verifier = seals.verifier(this::print);
            verification.read(caseId.get(), verifier);
            Verdict verdict = verifier.verdict();
            if (verdict.cases() == 0 && verdict.isIntact()) {
                verifier.missing(caseId.get());
            }
            return verifier.verdict();
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

    private Verdict all(Verification verification, Progress listener) throws IOException {
        if (checkpoint.isEmpty()) {
            return verification.verifyAll(this::print, listener);
        }
        // Any byte is a character: what is not ASCII is a finding.
        try (Reader file = Files.newBufferedReader(checkpoint.get(), StandardCharsets.ISO_8859_1)) {
            return verification.verifyAll(file, this::print, listener);
        }
    }

    private void print(Finding finding) {
        screen.out().println(finding);
    }
}
