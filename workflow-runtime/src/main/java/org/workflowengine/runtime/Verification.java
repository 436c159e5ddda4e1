package org.workflowengine.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.CheckpointWriter;
import org.workflowengine.runtime.internal.audit.RangeVerifier;
import org.workflowengine.runtime.internal.audit.UnfinishedRun;
import org.workflowengine.runtime.internal.audit.Verifier;
import org.workflowengine.runtime.internal.bundle.BundleWriter;
import org.workflowengine.runtime.internal.bundle.CaseRows;
import org.workflowengine.runtime.internal.bundle.RecordedEntries;
import org.workflowengine.runtime.internal.bundle.Timeline;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.persistence.Snapshot;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * Proves from the database alone that every case is where a recorded, legal and unbroken history has led it. It checks the chain and
 * every digest; every step against the definition in force at the time, with its guard evaluated again on the recorded facts; where each
 * case is, and since when; that the erasure of every missing payload is recorded; and the stored definitions themselves.
 *
 * <p>Everything is read as it was at one moment, while the engine may keep working, and row by row: memory grows neither with the number
 * of cases nor with the size of one. Whatever the database contains, errors are reported as findings; exceptions are for a database that
 * cannot be reached. Thread-safe.
 */
public final class Verification {
    private static final int ENTRIES_PER_REPORT = 4_096;

    private static final int MOST_THREADS = 64;
    private static final int CASES_OF_A_RANGE = 5_000;

    private final Database database;
    private final InstantSource clock;
    private final Settings settings;

    /**
     * How it is verified.
     *
     * @param files checkpoints to compare with
     * @param isSince whether what has not moved since them is not looked at
     * @param target where a checkpoint is written
     * @param rangeSize how many cases are verified at a time, if not all
     */
    private record Settings(
            Seals seals,
            Set<Digest> trusted,
            @Nullable Installation demanded,
            @Nullable CheckpointFiles files,
            boolean isSince,
            int threads,
            @Nullable Path target,
            int rangeSize) {

        Settings sealed(Seals keys) {
            return new Settings(keys, trusted, demanded, files, isSince, threads, target, rangeSize);
        }

        Settings compared(List<Path> checkpoints, boolean since) {
            return new Settings(
                    seals, trusted, demanded, CheckpointFiles.of(checkpoints), since, threads, target, rangeSize);
        }
    }

    Verification(Database database, Seals seals, InstantSource clock) {
        this(database, clock, new Settings(seals, Set.of(), null, null, false, 1, null, CASES_OF_A_RANGE));
    }

    private Verification(Database database, InstantSource clock, Settings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    private Verification with(Settings changed) {
        return new Verification(database, clock, changed);
    }

    /**
     * Verifies a database without a runtime, as an auditor does. The tables need not be complete: what cannot be read as the schema made
     * it is a finding. A read-only login is enough.
     *
     * @param dataSource where connections come from; the caller closes it
     * @param seals the keys that are current; {@link Seals#none} for none; seals are then counted and not checked
     * @return a verification of everything in the database
     * @throws SetupException if it cannot be reached, or is not supported
     */
    public static Verification of(DataSource dataSource, Seals seals) {
        Objects.requireNonNull(seals, "seals");
        Objects.requireNonNull(dataSource, "dataSource");
        return new Verification(
                Database.forReading(dataSource, RuntimeOptions.defaults().statementTimeout()),
                seals,
                InstantSource.system());
    }

    /**
     * Also requires that the data come from a certain installation: a whole history of another database, however sound, is then a finding.
     *
     * @param installation the installation, as {@link WorkflowRuntime#installation} returns it
     * @return a new verification
     */
    public Verification demanding(Installation installation) {
        Objects.requireNonNull(installation, "installation");
        return with(new Settings(
                settings.seals,
                settings.trusted,
                installation,
                settings.files,
                settings.isSince,
                settings.threads,
                settings.target,
                settings.rangeSize));
    }

    /**
     * Also requires that every stored definition is one of these: otherwise the owner of the tables can install one that permits whatever
     * they like.
     *
     * @param fingerprints those of all versions of all workflows that may be there, such as
     *     {@code engine.definition().fingerprint()}; at least one
     * @return a new verification
     */
    public Verification trusting(Collection<Digest> fingerprints) {
        if (Objects.requireNonNull(fingerprints, "fingerprints").isEmpty()) {
            throw Arguments.wrong("fingerprints", "none", "at least one: nothing could be trusted");
        }
        return with(new Settings(
                settings.seals,
                Set.copyOf(fingerprints),
                settings.demanded,
                settings.files,
                settings.isSince,
                settings.threads,
                settings.target,
                settings.rangeSize));
    }

    /**
     * Also names keys that are no longer in use. They may be in anybody's hands by now, so their seals count only for the steps up to the
     * one that a checkpoint lists for the case ({@link #against}); a later one is a finding. Without a checkpoint the verdict is not
     * intact, and counts the entries that rest on a former key alone. The checkpoint must have been taken after the last node stopped
     * using the key, and be sealed with a current one. {@code docs/how-to/rotate-a-key.md} has the procedure.
     *
     * @param former the keys; those given before are replaced
     * @return a new verification
     * @throws IllegalArgumentException if two keys have the same name, or this runtime has no current key
     */
    public Verification formerKeys(SealVerifier... former) {
        Objects.requireNonNull(former, "former");
        return with(settings.sealed(settings.seals.former(List.of(former))));
    }

    /**
     * Also states that entries were not sealed before there was a key: having no seal is then treated like a former key in
     * {@link #formerKeys}.
     *
     * @return a new verification
     * @throws IllegalArgumentException if this runtime has no current key
     */
    public Verification formerUnsealed() {
        return with(settings.sealed(settings.seals.formerUnsealed()));
    }

    /**
     * Also requires that everything a checkpoint lists is still there: a tail that was cut off, a case that was removed and a history
     * that was rewritten are findings. The files are read as streams, beside the rows, and are checked first: a file that is damaged, or
     * not sealed with a current key although there is one, is a finding of its own, and nothing is then compared with it.
     *
     * @param files the file of a full checkpoint, or the files of a series that begins with a full one, in the order in which they were
     *     taken; at least one
     * @return a new verification
     */
    public Verification against(Path... files) {
        Objects.requireNonNull(files, "files");
        return with(settings.compared(List.of(files), false));
    }

    /**
     * Looks only at what is new or has moved since checkpoints, and requires that everything else is where they list it. What has moved is
     * found by comparing the heads of all cases with the files in one pass, never by a time; each such case is verified whole, as
     * {@link #against} does. Of the others, no column of the head has changed since it was verified, and the number of all stored entries
     * must be that of all cases together; their entries are not looked at, and the verdict says how many those are.
     * {@code docs/how-to/verify-every-night.md} tells what can therefore be missed, until the next full run. Replaces files given to
     * {@link #against}, and is replaced by it. A single case is always verified whole.
     *
     * <p>If the files cannot be believed, that is a finding, and everything is looked at.
     *
     * @param files the file of a full checkpoint, or the files of a series that begins with a full one, in the order in which they were
     *     taken; at least one. Written by {@link #writing}: what a file lists that was taken without verifying is looked at
     * @return a new verification
     */
    public Verification since(Path... files) {
        Objects.requireNonNull(files, "files");
        return with(settings.compared(List.of(files), true));
    }

    /**
     * Also writes a checkpoint of the very moment that is verified, if it is proven to be intact: a full one, or with {@link #since} one
     * that follows those files. It is sealed if the runtime seals, and says when the last full run began. Only {@link #verifyAll} writes.
     *
     * <p>While a run lasts, it notes beside the file, in {@code <file>.unfinished}, what it has verified. If it is cut off, the same call
     * goes on where it was: cases that have moved meanwhile are found by comparing, and verified again. What the notes say is believed up
     * to the last block that is sealed with the key that seals. Without such a key it rests on nobody having changed that file. The notes
     * end at the first finding, and are removed with the verdict.
     *
     * @param file a new file; no file is overwritten
     * @return a new verification
     */
    public Verification writing(Path file) {
        Objects.requireNonNull(file, "file");
        return with(new Settings(
                settings.seals,
                settings.trusted,
                settings.demanded,
                settings.files,
                settings.isSince,
                settings.threads,
                file,
                settings.rangeSize));
    }

    /**
     * Verifies ranges of cases at the same time, on PostgreSQL, where several connections can show the same moment. Findings and verdict
     * are the same as in one thread, in the same order. Only {@link #verifyAll} does so. It takes as many connections as there are threads,
     * and one more, all before it begins; they must lead to the same server.
     *
     * @param threads how many threads verify, 1 to 64; at 1, which is the default, it is the caller's
     * @return a new verification
     * @throws IllegalArgumentException if there are fewer or more, or more than one and this database cannot share a snapshot
     */
    public Verification parallel(int threads) {
        Arguments.from1("threads", threads, MOST_THREADS);
        if (threads > 1 && !database.sharesSnapshots()) {
            throw Arguments.wrong(
                    "threads",
                    String.valueOf(threads),
                    "1: only on PostgreSQL can several connections show the same moment, and this is "
                            + database.product());
        }
        return with(new Settings(
                settings.seals,
                settings.trusted,
                settings.demanded,
                settings.files,
                settings.isSince,
                threads,
                settings.target,
                settings.rangeSize));
    }

    /** In other ranges than usual, for tests with few cases. */
    Verification inRangesOf(int cases) {
        return with(new Settings(
                settings.seals,
                settings.trusted,
                settings.demanded,
                settings.files,
                settings.isSince,
                settings.threads,
                settings.target,
                cases));
    }

    /**
     * Verifies one case, and the definitions.
     *
     * @param caseId the case, any text
     * @return the verdict; if there is no such case, that is a finding of the subject {@code NO_CASE}
     * @throws UnchangedException if the database cannot be reached
     * @throws UncheckedIOException if a file of the checkpoint cannot be read, or the temporary file for a case of very many requests cannot be
     *     written
     */
    public Verdict verify(String caseId) {
        return verify(caseId, finding -> {});
    }

    /**
     * Verifies one case, and the definitions.
     *
     * @param caseId the case, any text
     * @param findings is given every finding at once, however many there are
     * @return what was found; that there is no such case is a finding, of the subject {@code NO_CASE}
     * @throws UnchangedException as {@link #verify(String)}
     * @throws UncheckedIOException as {@link #verify(String)}
     */
    public Verdict verify(String caseId, Consumer<Finding> findings) {
        Objects.requireNonNull(caseId, "caseId");
        Verifier verifier = verifier(findings);
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.definitions(verifier);
            verifier.compareAll(caseId::equals, () -> snapshot.entries(verifier, caseId));
            verifier.caseHash(caseId).ifPresent(hash -> snapshot.tombstone(verifier, hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Verdict found = verifier.verdict();
        if (found.cases() > 0 && found.purged() > 0) {
            verifier.reused(caseId);
        } else if (found.cases() == 0 && !found.isBroken()) {
            verifier.missing(caseId);
        }
        return verifier.verdict();
    }

    private Verifier verifier(Consumer<Finding> findings) {
        Verifier verifier =
                new Verifier(settings.seals, settings.trusted, Objects.requireNonNull(findings, "findings"));
        verifier.expect(database.schemaVersion());
        if (settings.demanded != null) {
            verifier.demand(settings.demanded);
        }
        if (settings.files != null) {
            try {
                verifier.against(settings.files);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return verifier;
    }

    /**
     * Verifies everything.
     *
     * @return what was found
     * @throws UnchangedException if the database cannot be reached
     * @throws UncheckedIOException if a file of a checkpoint cannot be read or written, or the temporary file for a case of very many
     *     requests cannot be written
     * @throws CheckpointException if the file to be {@linkplain #writing written} exists, or the notes beside it are of another run or of
     *     one that is under way
     */
    public Verdict verifyAll() {
        return verifyAll(finding -> {}, (entries, all) -> {});
    }

    /**
     * Verifies everything.
     *
     * @param findings receives every finding immediately, however many there are; called by the thread that calls this method
     * @param progress receives the progress
     * @return the verdict
     * @throws UnchangedException if the database cannot be reached
     * @throws UncheckedIOException if a file of a checkpoint cannot be read or written, or the temporary file for a case of very many
     *     requests cannot be written
     * @throws CheckpointException if the file to be {@linkplain #writing written} exists, or the notes beside it are of another run or of
     *     one that is under way
     */
    public Verdict verifyAll(Consumer<Finding> findings, Progress progress) {
        Objects.requireNonNull(progress, "progress");
        Instant began = now();
        Verifier verifier = verifier(findings);
        if (settings.isSince) {
            verifier.lookAtMoved(began);
        } else {
            verifier.lookAtAll(began);
        }
        try {
            if (settings.isSince || settings.threads > 1 || settings.target != null) {
                inRanges(verifier, progress, began);
            } else {
                inOnePass(verifier, progress);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return verifier.verdict();
    }

    private void inOnePass(Verifier verifier, Progress progress) throws IOException {
        try (Snapshot snapshot = database.snapshot()) {
            long all = snapshot.entryCount();
            long[] done = {0};
            Runnable each = () -> {
                if (++done[0] % ENTRIES_PER_REPORT == 0) {
                    progress.at(done[0], all);
                }
            };
            snapshot.definitions(verifier);
            if (settings.files == null) {
                snapshot.entries(verifier, each);
            } else {
                for (Snapshot.Part part : snapshot.parts()) {
                    verifier.compareAll(part.ids(), () -> snapshot.entries(verifier, part, each));
                }
            }
            snapshot.tombstones(verifier);
            progress.at(done[0], all);
        }
    }

    private void inRanges(Verifier verifier, Progress progress, Instant began) throws IOException {
        Path target = settings.target;
        if (target != null && Files.exists(target)) {
            throw new CheckpointException(
                    "the file " + target + " already exists and is not overwritten: name a new one");
        }
        try (RangePass pass = RangePass.on(database, settings.threads, settings.rangeSize)) {
            pass.main().definitions(verifier);
            RangeVerifier ranges = new RangeVerifier(verifier);
            try (UnfinishedRun run = target == null ? null : ranges.resume(beside(target, ".unfinished"), began)) {
                pass.run(ranges, progress, run);
                pass.main().tombstones(verifier);
                if (target != null && run != null && verifier.verdict().isIntact()) {
                    write(pass.main(), verifier, target, began);
                }
                if (run != null) {
                    run.finish();
                }
            }
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Completely or not at all. */
    private void write(Snapshot snapshot, Verifier verifier, Path target, Instant taken) throws IOException {
        Path part = beside(target, ".part");
        try (Writer out = Files.newBufferedWriter(part, StandardCharsets.US_ASCII);
                CheckpointWriter writer = new CheckpointWriter(
                        out, taken, verifier.fullRun(), settings.seals, settings.isSince ? settings.files : null)) {
            snapshot.checkpoint(writer, true);
            verifier.written(writer.end());
        } catch (IOException | RuntimeException failure) {
            Closing.after(failure, () -> Files.deleteIfExists(part));
            throw failure;
        }
        Files.move(part, target);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Writes one case with everything that proves it, as it is stored, to be verified elsewhere without the database
     * ({@link org.workflowengine.runtime.bundle.BundleVerification}). Nothing is verified here. The format is described in
     * {@code docs/reference/audit-format.md}. The salts in it belong to the payload: keep a bundle as carefully as the payload itself.
     *
     * @param caseId the case, any text
     * @param out is given the bundle, in ASCII, and flushed; stays open. After a failure, what was written so far is worth nothing
     * @throws IOException if it cannot be written
     * @throws RefusedException if there is neither a case nor a step of that id
     * @throws BundleException if a table is not as the schema made it
     * @throws UnchangedException if the database cannot be reached
     */
    public void export(String caseId, Writer out) throws IOException {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(out, "out");
        try (Snapshot snapshot = database.snapshot()) {
            try {
                BundleWriter.write(rowsOf(snapshot, caseId), caseId, out);
            } catch (RefusedException e) {
                throw snapshot.purged(caseId).map(RefusedException::new).orElse(e);
            }
        }
    }

    /**
     * Prints the steps of a case for people, whatever they hold, and at the end where the case is. Nothing is verified. What cannot be seen is
     * escaped, what was erased is said to be erased, and a salt is never shown.
     *
     * @param caseId the case, any text
     * @param out is given lines, each with the line separator of the system
     * @throws IOException if they cannot be printed
     * @throws RefusedException if there is neither a case nor a step of that id
     * @throws BundleException if a table is not as the schema made it
     * @throws UnchangedException if the database cannot be reached
     */
    public void print(String caseId, Appendable out) throws IOException {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(out, "out");
        try (Snapshot snapshot = database.snapshot()) {
            try {
                Timeline.print(rowsOf(snapshot, caseId), caseId, out);
            } catch (RefusedException e) {
                throw snapshot.purged(caseId).map(RefusedException::new).orElse(e);
            }
        }
    }

    /**
     * Gives every recorded step as it is stored, all of a case before the next case, each case in the order of its steps. Nothing is
     * verified. Memory grows neither with the number of cases nor with the size of one.
     *
     * @param reader is given each entry; what it throws ends the reading and is thrown on
     * @throws BundleException if a table or a step is not as the schema made it; entries before it were given
     * @throws UnchangedException if the database cannot be reached
     */
    public void entries(Consumer<AuditEntry> reader) {
        Objects.requireNonNull(reader, "reader");
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.entries(new RecordedEntries(reader), () -> {});
        }
    }

    /**
     * Gives every recorded step of one case as it is stored, in their order. Nothing is verified.
     *
     * @param caseId the case, any text; nothing is given if it has no step
     * @param reader as for {@link #entries(Consumer)}
     * @throws BundleException as {@link #entries(Consumer)}
     * @throws UnchangedException as {@link #entries(Consumer)}
     */
    public void entries(String caseId, Consumer<AuditEntry> reader) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reader, "reader");
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.entries(new RecordedEntries(reader), caseId);
        }
    }

    private static CaseRows rowsOf(Snapshot snapshot, String caseId) {
        return rows -> {
            snapshot.definitions(rows);
            snapshot.entries(rows, caseId);
        };
    }

    /**
     * Writes down where every case is, sealed if the runtime seals. Keep the file where nobody who can write to the database can write.
     * What is already broken is written down as it is, so a later run {@linkplain #since since} this file looks at every case that the
     * file lists: for such runs let a verification {@linkplain #writing write} it.
     *
     * @param out the file, in ASCII
     * @return what was written
     * @throws IOException if it cannot be written
     * @throws UnchangedException if the database cannot be reached
     * @throws IntegrityException if what should be written down is not a digest, number or text at all
     */
    public Checkpoint checkpoint(Appendable out) throws IOException {
        return checkpoint(Objects.requireNonNull(out, "out"), (CheckpointFiles) null);
    }

    /**
     * Writes down what has changed since earlier checkpoints: new definitions, and cases that were opened or have moved. They are found
     * by comparing, in one pass over the cases, never by a time. The earlier files and this one form a {@linkplain #against series}.
     * After a failure, discard what was written so far.
     *
     * @param out the file, in ASCII
     * @param earlier the file of a full checkpoint, then the files of those taken since, in order; at least one. They may be sealed with
     *     a former key
     * @return what was written
     * @throws IOException if it cannot be written, or an earlier file cannot be read
     * @throws UnchangedException if the database cannot be reached
     * @throws CheckpointException if an earlier file is damaged, or they are not a series of this installation
     * @throws IntegrityException if a case no longer exists, is at a step before the one listed, or has another digest at that step; or
     *     if what should be written down is not a digest, number or text at all
     */
    public Checkpoint checkpoint(Appendable out, List<Path> earlier) throws IOException {
        Objects.requireNonNull(out, "out");
        if (Objects.requireNonNull(earlier, "earlier").isEmpty()) {
            throw Arguments.wrong("earlier", "none", "that of one checkpoint at least");
        }
        return checkpoint(out, CheckpointFiles.of(earlier));
    }

    private Checkpoint checkpoint(Appendable out, @Nullable CheckpointFiles earlier) throws IOException {
        try (CheckpointWriter writer = new CheckpointWriter(out, now(), null, settings.seals, earlier)) {
            try (Snapshot snapshot = database.snapshot()) {
                snapshot.checkpoint(writer, false);
            }
            return writer.end();
        }
    }
}
