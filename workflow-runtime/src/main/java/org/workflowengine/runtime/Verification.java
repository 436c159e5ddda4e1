package org.workflowengine.runtime;

import java.io.IOException;
import java.io.Reader;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.audit.CheckpointWriter;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.StoredRows;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.audit.Verifier;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.persistence.Database;
import org.workflowengine.runtime.persistence.Snapshot;

/**
 * Proves from the database alone that every case stands where a recorded, legal and unbroken history has led it. Checked are the
 * chain and every digest; every step against the definition then in force, its guard evaluated again on the facts that were
 * recorded; where each case stands, and since when; that every missing payload was erased on record; and the stored definitions
 * themselves.
 *
 * <p>All is read as it was at one moment, while the engine may go on working, and row by row: memory does not grow with the
 * number of cases. What is wrong is told as findings, whatever stands in the database; exceptions are for a database that cannot
 * be reached. Thread-safe.
 */
public final class Verification {
    private static final int ENTRIES_PER_REPORT = 4_096;

    private final Database database;
    private final Seals seals;
    private final InstantSource clock;
    private final Set<Digest> trusted;
    private final @Nullable Installation demanded;

    Verification(Database database, Seals seals, InstantSource clock) {
        this(database, seals, clock, Set.of(), null);
    }

    private Verification(
            Database database, Seals seals, InstantSource clock, Set<Digest> trusted, @Nullable Installation demanded) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
        this.trusted = trusted;
        this.demanded = demanded;
    }

    /**
     * Of a database that no runtime is on, as for an auditor. The tables are not demanded to be whole: what cannot be read as the schema
     * made it is a finding. A login that can only read is enough.
     *
     * @param dataSource where connections come from; it stays the caller's to close
     * @param seals the keys that are current; {@link Seals#none} for none, when seals are counted and not checked
     * @return a verification of everything in the database
     * @throws SetupException if it cannot be reached, or is not one that is supported
     */
    public static Verification of(DataSource dataSource, Seals seals) {
        return new Verification(
                Database.of(dataSource, RuntimeOptions.defaults().statementTimeout()), seals, InstantSource.system());
    }

    /**
     * Also demands that what is verified comes from a certain installation: a whole history of another database, however sound, is then
     * a finding.
     *
     * @param installation the installation, as {@link WorkflowRuntime#installation} tells it
     * @return a new verification
     */
    public Verification demanding(Installation installation) {
        return new Verification(database, seals, clock, trusted, installation);
    }

    private Verifier verifier(Consumer<Finding> findings) {
        Verifier verifier = new Verifier(seals, trusted, findings);
        if (demanded != null) {
            verifier.demand(demanded);
        }
        return verifier;
    }

    /**
     * Also demands that every stored definition is one of these: otherwise the owner of the tables can install one that
     * permits what he likes.
     *
     * @param fingerprints those of all versions of all workflows that may be there, such as
     *     {@code engine.table().fingerprint()}; at least one
     * @return a new verification
     */
    public Verification trusting(Collection<Digest> fingerprints) {
        if (fingerprints.isEmpty()) {
            throw new IllegalArgumentException("no fingerprint was given: nothing could be trusted");
        }
        return new Verification(database, seals, clock, Set.copyOf(fingerprints), demanded);
    }

    /**
     * Verifies one case, and the definitions.
     *
     * @param caseId the case, any text
     * @return what was found; a case that does not exist is a finding
     * @throws UnchangedException if the database cannot be reached
     */
    public Verdict verify(String caseId) {
        Verifier verifier = verifier(finding -> {});
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.definitions(verifier);
            snapshot.entries(verifier, caseId);
        }
        Verdict verdict = verifier.verdict();
        if (verdict.cases() == 0 && verdict.isIntact()) {
            verifier.missing(caseId);
        }
        return verifier.verdict();
    }

    /**
     * Verifies everything.
     *
     * @return what was found
     * @throws UnchangedException if the database cannot be reached
     */
    public Verdict verifyAll() {
        return verifyAll(finding -> {}, (entries, all) -> {});
    }

    /**
     * Verifies everything.
     *
     * @param findings is given every finding at once, however many there are
     * @param progress is told how far it has come
     * @return what was found
     * @throws UnchangedException if the database cannot be reached
     */
    public Verdict verifyAll(Consumer<Finding> findings, Progress progress) {
        Verifier verifier = verifier(findings);
        try (Snapshot snapshot = database.snapshot()) {
            verifyAll(snapshot, verifier, progress);
        }
        return verifier.verdict();
    }

    /**
     * Verifies everything, and that all that a checkpoint lists is still there: a tail that was cut off, a case that was taken
     * out, a history that was written anew.
     *
     * @param checkpoint the file that {@link #checkpoint} has written; read to its end and not closed, best buffered
     * @param findings is given every finding at once, however many there are
     * @param progress is told how far it has come
     * @return what was found
     * @throws IOException if the file cannot be read
     * @throws UnchangedException if the database cannot be reached
     */
    public Verdict verifyAll(Reader checkpoint, Consumer<Finding> findings, Progress progress) throws IOException {
        Verifier verifier = verifier(findings);
        try (Snapshot snapshot = database.snapshot()) {
            verifyAll(snapshot, verifier, progress);
            verifier.checkpoint(snapshot).compare(checkpoint);
        }
        return verifier.verdict();
    }

    private static void verifyAll(Snapshot snapshot, Verifier verifier, Progress progress) {
        long all = snapshot.entryCount();
        long[] done = {0};
        snapshot.definitions(verifier);
        snapshot.entries(verifier, () -> {
            if (++done[0] % ENTRIES_PER_REPORT == 0) {
                progress.at(done[0], all);
            }
        });
        progress.at(done[0], all);
    }

    /**
     * Gives the rows of one case as they stand, whatever they hold, and those of all definitions: for a bundle or a report.
     * Nothing is verified.
     *
     * @param caseId the case, any text
     * @param rows is given them
     * @throws UnchangedException if the database cannot be reached
     */
    public void read(String caseId, StoredRows rows) {
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.definitions(rows);
            snapshot.entries(rows, caseId);
        }
    }

    /**
     * Writes down where every case stands, to be kept where nobody who can write to the database can write. Verify first: what
     * is broken already is written down as it is.
     *
     * @param out the file, in ASCII
     * @return what was written
     * @throws IOException if it cannot be written
     * @throws UnchangedException if the database cannot be reached
     * @throws IntegrityException if what should be written down is no digest, number or text at all
     */
    public Checkpoint checkpoint(Appendable out) throws IOException {
        CheckpointWriter writer = new CheckpointWriter(out, clock.instant().truncatedTo(ChronoUnit.MICROS));
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.checkpoint(writer);
        }
        return writer.end();
    }
}
