package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Proves that the files of a checkpoint have not changed since they were taken: each has its root, each except the first follows the one
 * before it, and the last, whose root vouches for all of them, is sealed. Without this proof, nothing in the files is believed.
 * Immutable.
 *
 * @param roots the root of each file
 * @param installation the installation that they were taken from
 * @param schemaVersion the version of the schema when the last was taken
 * @param verified when the last full verification began that the last of them rests on; null if none is recorded
 * @param tombstone the newest tombstone when the last was taken; null if there was none
 */
record CheckpointProof(
        CheckpointSeries files,
        List<Digest> roots,
        Installation installation,
        long schemaVersion,
        @Nullable Instant verified,
        @Nullable CheckpointLine tombstone) {

    /**
     * Reads all files, one after the other.
     *
     * @param former whether the last may be sealed with a former key too, because it is only compared with
     * @return null after a finding
     */
    static @Nullable CheckpointProof of(CheckpointFiles given, Seals seals, boolean former, Findings findings)
            throws IOException {
        CheckpointSeries files = new CheckpointSeries(given);
        KeyRing keys = new KeyRing(seals);
        long before = findings.count();
        List<Digest> roots = new ArrayList<>();
        Installation installation = null;
        long schemaVersion = 0;
        Instant verified = null;
        CheckpointLine tombstone = null;
        for (int i = 0; i < files.count() && findings.count() == before; i++) {
            try (CheckpointReader file = files.open(i, findings)) {
                // The header first: if files are missing or swapped, any other finding would be beside the point.
                chain(file, files.name(i), roots, installation, findings);
                Digest root = file.rootAtEnd();
                if (root == null || findings.count() > before) {
                    return null;
                }
                installation = file.known().installation();
                schemaVersion = file.known().schemaVersion();
                verified = file.known().verified();
                tombstone = file.tombstone();
                roots.add(root);
                boolean isLast = i == files.count() - 1;
                seals(file, files.name(i), root, isLast, keys, former, findings);
            }
        }
        return findings.count() > before || installation == null
                ? null
                : new CheckpointProof(files, List.copyOf(roots), installation, schemaVersion, verified, tombstone);
    }

    private static void chain(
            CheckpointReader file, String name, List<Digest> roots, @Nullable Installation before, Findings findings) {
        CheckpointReader.Header header = file.known();
        if (header.installation() == null) {
            return;
        }
        Digest since = header.since();
        if (roots.isEmpty()) {
            if (since != null) {
                findings.report(
                        Subject.CHECKPOINT,
                        name,
                        0,
                        "a full checkpoint, with which a series begins",
                        "one since " + since);
            }
            return;
        }
        Digest last = roots.get(roots.size() - 1);
        if (since == null || !last.equals(since)) {
            findings.report(
                    Subject.CHECKPOINT,
                    name,
                    0,
                    "a checkpoint since " + last + ", the file before it",
                    since == null ? "a full one" : "one since " + since);
        } else if (!header.installation().equals(before)) {
            findings.report(
                    Subject.CHECKPOINT,
                    name,
                    0,
                    "a checkpoint of installation " + before + ", as the file before it",
                    "one of " + header.installation());
        }
    }

    private static void seals(
            CheckpointReader file,
            String name,
            Digest root,
            boolean isLast,
            KeyRing seals,
            boolean former,
            Findings findings) {
        Installation installation = file.known().installation();
        if (seals.isEmpty() || installation == null) {
            return;
        }
        byte[] form = new CanonicalForm().ofSealedCheckpoint(installation, root);
        boolean isSealed = former && seals.isFormerUnsealed() && file.seals().isEmpty();
        for (CheckpointReader.Seal seal : file.seals()) {
            SealVerifier current = seals.find(seal.algorithm(), seal.keyId());
            SealVerifier key = current == null ? seals.findFormer(seal.algorithm(), seal.keyId()) : current;
            if (key != null && !key.verifies(form, HexFormat.of().parseHex(seal.hex()))) {
                findings.report(
                        Subject.CHECKPOINT,
                        name,
                        seal.line(),
                        "the seal that " + KeyRing.name(key) + " makes over this checkpoint",
                        "another");
                return;
            }
            isSealed |= current != null || (former && key != null);
        }
        if (isLast && !isSealed) {
            findings.report(
                    Subject.CHECKPOINT,
                    name,
                    0,
                    "a seal of " + seals.names() + " over the " + (file.known().since() == null ? "" : "last ")
                            + "checkpoint",
                    file.seals().isEmpty()
                            ? "no seal"
                            : "one of " + Texts.quoted(file.seals().get(0).algorithm()) + " with key "
                                    + Texts.quoted(file.seals().get(0).keyId()));
        }
    }
}
