package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Digest;

/** Verifies everything in ranges of cases, and adds up what they have. Used by one thread; the ranges may be verified by others. */
public final class RangeVerifier {
    private static final String ENTRIES = "workflow_audit";

    private final Verifier verifier;
    private final Set<Finding> ofTables = new HashSet<>();

    /**
     * Before the first range.
     *
     * @param verifier was given the installation and the definitions, and takes what is found and counted
     */
    public RangeVerifier(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Goes on with a run that was cut off, or begins one that can be.
     *
     * @param file where the run notes what it has verified
     * @param began when it began, if nothing was noted
     * @return the notes; null if it is not known which installation this is, which is a finding
     * @throws IOException if the file cannot be read or written
     * @throws CheckpointException if it is of another run
     */
    public @Nullable UnfinishedRun resume(Path file, Instant began) throws IOException {
        Installation known = verifier.installation();
        if (known == null) {
            return null;
        }
        String conditions = Digest.of(
                        Sha256.of(String.join("\n", verifier.demands()).getBytes(StandardCharsets.UTF_8))
                                .bytes())
                .hex();
        UnfinishedRun run = UnfinishedRun.open(
                file,
                new UnfinishedRun.Demands(known, conditions, verifier.definitions()),
                verifier.keys().sealer(),
                began);
        verifier.goesOnFrom(run.begun());
        return run;
    }

    /**
     * What is known of the cases of one kind before they are looked at.
     *
     * @param ids the kind
     * @param run what an earlier part of the same run has noted; null if there is none
     * @return the cases, cut into ranges; to be closed
     * @throws IOException if a file cannot be read
     */
    public KnownCases known(Predicate<String> ids, @Nullable UnfinishedRun run) throws IOException {
        CheckpointCheck comparison = verifier.comparison(ids);
        return new KnownCases(verifier, verifier.skips(), comparison, run == null ? null : run.lines(ids));
    }

    /**
     * A range for what has no id.
     *
     * @return the range; nothing is listed of it
     */
    public RangeCheck nameless() {
        return RangeCheck.ofUnlisted(verifier);
    }

    /**
     * Is told of a table that cannot be read.
     *
     * @return what tells the verifier
     */
    public StoredRows tables() {
        return verifier;
    }

    /**
     * A finding in a range. What is said of a table is said once.
     *
     * @param finding the finding
     */
    public void found(Finding finding) {
        if (finding.subject() != Subject.TABLE || ofTables.add(finding)) {
            verifier.findings().add(finding);
        }
    }

    /**
     * A range was verified, and its findings were given.
     *
     * @param range the range
     */
    public void add(RangeCheck range) {
        verifier.add(range.counted(), range.notLookedAt());
    }

    /**
     * All ranges were verified: together they have all entries.
     *
     * @param stored how many entries there are
     */
    public void expectTotal(long stored) {
        long known = entriesSoFar();
        if (stored != known) {
            found(new Finding(
                    Subject.TABLE,
                    ENTRIES,
                    0,
                    known + " entries, those of the cases that were looked at and the steps of all others",
                    stored + ": verify everything to learn where"));
        }
    }

    /**
     * How many entries were accounted for.
     *
     * @return those that were looked at, and those that need not be
     */
    public long entriesSoFar() {
        return verifier.tally().entries() + verifier.notLookedAt();
    }

    /**
     * Whether nothing was found so far.
     *
     * @return {@code false} after the first finding
     */
    public boolean isSoundSoFar() {
        return verifier.findings().count() == 0;
    }
}
