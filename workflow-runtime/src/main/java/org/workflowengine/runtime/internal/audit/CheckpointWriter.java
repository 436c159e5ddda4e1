package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Writes the file of a checkpoint: the header, the definitions, the cases, the end. It is given all of them, in the order of the bytes of
 * their ids. A checkpoint that follows earlier ones lists only what they do not list. Not thread-safe.
 */
public final class CheckpointWriter implements AutoCloseable {
    static final String FORMAT = "workflow-checkpoint 1";
    static final String TAKEN = "taken";
    static final String INSTALLATION = "installation";
    static final String SCHEMA = "schema";
    static final String FULL = "full";
    static final String SINCE = "since";
    static final String VERIFIED = "verified";
    static final String SEAL = "seal";
    static final String TOMBSTONE = "tombstone";

    private final Appendable out;
    private final Instant taken;
    private final @Nullable Instant verified;
    private final @Nullable Sealer sealer;
    private final MessageDigest root = Sha256.digest();
    private final CheckpointTotal total = new CheckpointTotal();
    private final Findings ofEarlier = new Findings(finding -> {});
    private final @Nullable CheckpointProof since;
    private final @Nullable CheckpointMerge earlier;
    private @Nullable List<CheckpointLine> next;
    private @Nullable CheckpointLine previous;
    private @Nullable Installation installation;
    private @Nullable CheckpointLine tombstone;
    private final Departed departed = new Departed();
    private final CaseRowDigest digests = new CaseRowDigest();

    /**
     * Looks at the earlier checkpoints, and writes nothing yet.
     *
     * @param out where the file is written, in ASCII
     * @param taken the time
     * @param verified when the last full verification began that the file rests on; null if none is recorded
     * @param seals the keys that are known: the one that seals, seals the checkpoint
     * @param files the earlier checkpoints; null for a full one
     * @throws IOException if an earlier file cannot be read
     * @throws CheckpointException if an earlier file is damaged, or they are no series
     */
    public CheckpointWriter(
            Appendable out, Instant taken, @Nullable Instant verified, Seals seals, @Nullable CheckpointFiles files)
            throws IOException {
        this.out = out;
        this.taken = taken;
        this.verified = verified;
        this.sealer = seals.sealer();
        this.since = files == null ? null : CheckpointProof.of(files, seals, true, ofEarlier);
        refuseDamaged();
        this.earlier = since == null ? null : new CheckpointMerge(since, ofEarlier);
    }

    private void refuseDamaged() {
        if (ofEarlier.count() > 0) {
            throw new CheckpointException(ofEarlier.first().get(0).toString());
        }
    }

    /**
     * Begins the file.
     *
     * @param row the installation
     * @throws IOException if it cannot be written
     * @throws CheckpointException if the earlier checkpoints are of another installation
     * @throws IntegrityException if the row holds no id or number
     */
    public void installation(Row<InstallationColumn> row) throws IOException {
        for (InstallationColumn column : InstallationColumn.values()) {
            if (row.fault(column) != null) {
                throw new IntegrityException("", "workflow_installation cannot be read: verify first");
            }
        }
        byte[] id = row.bytes(InstallationColumn.INSTALLATION);
        if (installation != null || id.length != Installation.BYTES) {
            throw new IntegrityException("", "workflow_installation has not one row with an id: verify first");
        }
        Installation found = Installation.of(id);
        installation = found;
        if (since != null && !since.installation().equals(found)) {
            throw new CheckpointException(
                    "the earlier checkpoints are of installation " + since.installation() + ", this one is " + found);
        }
        line(FORMAT);
        line(TAKEN + " " + taken);
        line(INSTALLATION + " " + found);
        line(SCHEMA + " " + row.number(InstallationColumn.SCHEMA_VERSION));
        line(since == null ? FULL : SINCE + " " + sinceRoot(since));
        if (verified != null) {
            line(VERIFIED + " " + verified);
        }
        next = earlier == null ? null : earlier.next();
    }

    private static Digest sinceRoot(CheckpointProof since) {
        return since.roots().get(since.roots().size() - 1);
    }

    /**
     * Lists a definition, unless it is listed already.
     *
     * @param row the stored definition
     * @throws IOException if it cannot be written
     * @throws IntegrityException if the row holds no id, number or digest, or is not what an earlier checkpoint lists
     */
    public void definition(Row<DefinitionColumn> row) throws IOException {
        if (row.get(DefinitionColumn.WORKFLOW) instanceof String workflow
                && row.fault(DefinitionColumn.WORKFLOW) == null
                && row.get(DefinitionColumn.VERSION) instanceof Long version
                && row.get(DefinitionColumn.FINGERPRINT) instanceof byte[] fingerprint
                && fingerprint.length == Digest.BYTES) {
            list(CheckpointLine.ofDefinition(workflow, version, fingerprint));
        } else {
            throw unreadable(row.get(DefinitionColumn.WORKFLOW));
        }
    }

    /**
     * Lists a case, unless it is listed already and has not moved since.
     *
     * @param row the stored case: all of it if it was verified, and otherwise no more than its id, step and digest
     * @throws IOException if it cannot be written
     * @throws IntegrityException if the row holds no id, number or digest, or is not where an earlier checkpoint lists it or further on
     */
    public void stands(Row<CaseColumn> row) throws IOException {
        CheckpointLine line = CheckpointLine.ofCase(row, digests);
        if (line == null) {
            throw unreadable(row.get(CaseColumn.CASE_ID));
        }
        list(line);
    }

    private static IntegrityException unreadable(@Nullable Object id) {
        return new IntegrityException(
                id instanceof String text ? text : "",
                "it has no readable id, number and digest, which a checkpoint lists: verify first");
    }

    private void list(CheckpointLine line) throws IOException {
        if (previous != null && CheckpointLine.ORDER.compare(previous, line) >= 0) {
            throw new IntegrityException(
                    line.name(),
                    "the database gives it after " + Texts.quoted(previous.name())
                            + ", which is not the order of the bytes of the ids: its columns are not as the schema made them");
        }
        previous = line;
        while (next != null && earlier != null && CheckpointLine.ORDER.compare(next.get(0), line) < 0) {
            missing(next);
            next = earlier.next();
        }
        if (next != null && earlier != null && CheckpointLine.ORDER.compare(next.get(0), line) == 0) {
            CheckpointLine listed = next.get(next.size() - 1);
            next = earlier.next();
            if (listed.isSameStep(line)) {
                return;
            }
            if (!line.isCase() || line.number() <= listed.number()) {
                throw changed(
                        listed,
                        "step " + line.number() + " with " + HexFormat.of().formatHex(line.digest()));
            }
        }
        total.add(line);
        line(line.written());
    }

    private void missing(List<CheckpointLine> listed) {
        // Says nothing about a file that was changed meanwhile.
        refuseDamaged();
        Installation found = installation;
        if (found == null || !listed.get(0).isCase()) {
            throw changed(listed.get(listed.size() - 1), "nothing");
        }
        departed.add(found, listed);
    }

    /**
     * All cases were given.
     *
     * @throws IOException if an earlier file cannot be read
     * @throws IntegrityException if a definition that an earlier checkpoint lists is not there any more
     */
    public void casesEnd() throws IOException {
        while (next != null && earlier != null) {
            missing(next);
            next = earlier.next();
        }
    }

    /**
     * Is given the tombstones, in the order of their numbers, after all cases.
     *
     * @param row the stored tombstone
     * @throws IntegrityException if the row holds no number or digest, or is not the one that an earlier checkpoint names
     */
    public void tombstone(Row<TombstoneColumn> row) {
        for (TombstoneColumn column : TombstoneColumn.values()) {
            if (row.fault(column) != null) {
                throw new IntegrityException("", "workflow_tombstone cannot be read: verify first");
            }
        }
        CheckpointLine line =
                CheckpointLine.ofTombstone(row.number(TombstoneColumn.SEQ), row.bytes(TombstoneColumn.DIGEST));
        CheckpointLine named = since == null ? null : since.tombstone();
        if (named != null && named.number() == line.number() && !Arrays.equals(named.digest(), line.digest())) {
            throw otherTombstone(named, HexFormat.of().formatHex(line.digest()));
        }
        departed.tombstone(row);
        tombstone = line;
    }

    private static IntegrityException otherTombstone(CheckpointLine named, String found) {
        return new IntegrityException(
                "",
                "an earlier checkpoint names tombstone " + named.number() + " with "
                        + HexFormat.of().formatHex(named.digest()) + ", found " + found
                        + ": verify against the earlier checkpoints");
    }

    private static IntegrityException changed(CheckpointLine listed, String found) {
        return new IntegrityException(
                listed.name(),
                "an earlier checkpoint lists " + (listed.isCase() ? "step " + listed.number() + " of it with " : "")
                        + HexFormat.of().formatHex(listed.digest()) + ", found " + found
                        + ": verify against the earlier checkpoints");
    }

    /**
     * Ends the file.
     *
     * @return what was written
     * @throws IOException if it cannot be written
     * @throws CheckpointException if an earlier file was changed meanwhile
     * @throws IntegrityException if a case or a definition that an earlier checkpoint lists is not there any more
     */
    public Checkpoint end() throws IOException {
        Installation found = installation;
        if (found == null) {
            throw new IntegrityException("", "workflow_installation has no row: verify first");
        }
        casesEnd();
        refuseDamaged();
        explainMissing();
        if (tombstone != null) {
            line(TOMBSTONE + " " + tombstone.number() + " " + HexFormat.of().formatHex(tombstone.digest()));
        }
        line(total.text());
        Digest digest = Digest.of(root.digest());
        out.append("root ").append(digest.hex()).append('\n');
        if (sealer != null) {
            out.append(SEAL + " ")
                    .append(escaped(sealer.algorithm()))
                    .append(' ')
                    .append(escaped(sealer.keyId()))
                    .append(' ')
                    .append(HexFormat.of().formatHex(KeyRing.ofCheckpoint(sealer, found, digest)))
                    .append('\n');
        }
        return new Checkpoint(
                taken,
                found,
                Optional.ofNullable(since).map(CheckpointWriter::sinceRoot),
                total.definitions(),
                total.cases(),
                total.entries(),
                digest);
    }

    private void explainMissing() {
        CheckpointLine named = since == null ? null : since.tombstone();
        if (named != null && (tombstone == null || tombstone.number() < named.number())) {
            throw otherTombstone(named, "nothing");
        }
        CheckpointLine gone = departed.firstLeft();
        if (gone != null) {
            throw changed(gone, "nothing");
        }
    }

    private static String escaped(String text) {
        return CheckpointLine.escaped(text.getBytes(StandardCharsets.UTF_8));
    }

    private void line(String text) throws IOException {
        root.update((text + "\n").getBytes(StandardCharsets.US_ASCII));
        out.append(text).append('\n');
    }

    /** Closes the earlier files, but not the output. */
    @Override
    public void close() throws IOException {
        if (earlier != null) {
            earlier.close();
        }
    }
}
