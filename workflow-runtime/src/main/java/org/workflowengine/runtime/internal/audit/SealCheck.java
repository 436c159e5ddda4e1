package org.workflowengine.runtime.internal.audit;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Checks the seals of entries and tombstones: each that needs a seal has one, by a current key, over its own digest. A former key is
 * accepted for those up to the one that a checkpoint lists. Without a checkpoint, a seal by a former key proves nothing by itself,
 * and is only counted.
 */
final class SealCheck {
    private final KeyRing seals;
    private final CanonicalForm form;
    private @Nullable Installation installation;
    private long notChecked;
    private long onFormerKeys;

    SealCheck(Seals seals, CanonicalForm form) {
        this.seals = new KeyRing(seals);
        this.form = form;
    }

    /** Where the entries are stored; without it no seal can be right. */
    void of(Installation stored) {
        installation = stored;
    }

    /** How many have a seal for which no key was given. */
    long notChecked() {
        return notChecked;
    }

    /** How many have only the seal of a former key, or no seal because there was no key yet. */
    long onFormerKeys() {
        return onFormerKeys;
    }

    /**
     * Checks the seal of an entry whose columns are readable.
     *
     * @param listed what a checkpoint lists of the case
     * @param report is given what was expected and what was found
     */
    void check(Row<AuditColumn> row, Listed listed, BiConsumer<String, String> report) {
        check(
                new Sealed(
                        row.get(AuditColumn.ALGORITHM),
                        row.get(AuditColumn.KEY_ID),
                        row.get(AuditColumn.SEAL),
                        row.bytes(AuditColumn.DIGEST),
                        form::ofSealedEntry,
                        "entry",
                        listed.isCompared(),
                        row.number(AuditColumn.SEQ) <= listed.last(),
                        listed.last() == 0 ? "no step of the case" : "the case up to step " + listed.last()),
                report);
    }

    /**
     * Checks the seal of a tombstone whose columns are readable.
     *
     * @param listed the newest tombstone that a checkpoint names; null if none is given that is believed, 0 if it names none
     * @param report is given what was expected and what was found
     */
    void check(Row<TombstoneColumn> row, @Nullable Long listed, BiConsumer<String, String> report) {
        check(
                new Sealed(
                        row.get(TombstoneColumn.ALGORITHM),
                        row.get(TombstoneColumn.KEY_ID),
                        row.get(TombstoneColumn.SEAL),
                        row.bytes(TombstoneColumn.DIGEST),
                        form::ofSealedTombstone,
                        "tombstone",
                        listed != null,
                        listed != null && row.number(TombstoneColumn.SEQ) <= listed,
                        listed == null || listed == 0 ? "no tombstone" : "the tombstones up to " + listed),
                report);
    }

    /**
     * What may be sealed.
     *
     * @param form what the seal is made over
     * @param name what it is called
     * @param isCompared whether there is a checkpoint that is believed
     * @param isListed whether that one lists it
     * @param upTo what that one lists of its kind
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(
            @Nullable Object algorithm,
            @Nullable Object keyId,
            @Nullable Object seal,
            byte[] digest,
            BiFunction<Installation, Digest, byte[]> form,
            String name,
            boolean isCompared,
            boolean isListed,
            String upTo) {}

    private void check(Sealed row, BiConsumer<String, String> report) {
        Object algorithm = row.algorithm;
        Object keyId = row.keyId;
        Object seal = row.seal;
        if ((seal == null) != (algorithm == null) || (seal == null) != (keyId == null)) {
            report.accept("a seal with its algorithm and key, or none of the three", "a part of them");
        } else if (seals.isEmpty()) {
            notChecked += seal == null ? 0 : 1;
        } else if (seal != null && algorithm != null && keyId != null) {
            check(row, algorithm, keyId, (byte[]) seal, report);
        } else if (seals.isFormerUnsealed()) {
            former(row, "no seal", report);
        } else {
            report.accept("a seal of " + seals.names(), "no seal");
        }
    }

    private void former(Sealed row, String found, BiConsumer<String, String> report) {
        if (!row.isCompared) {
            onFormerKeys++;
        } else if (!row.isListed) {
            report.accept("a seal of " + seals.names() + ", because the checkpoint lists " + row.upTo, found);
        }
    }

    private void check(Sealed row, Object algorithm, Object keyId, byte[] seal, BiConsumer<String, String> report) {
        SealVerifier current = seals.find(algorithm, keyId);
        SealVerifier verifier = current == null ? seals.findFormer(algorithm, keyId) : current;
        if (verifier == null) {
            report.accept(
                    "a seal of " + seals.names(),
                    "one of " + Texts.quoted(algorithm.toString()) + " with key " + Texts.quoted(keyId.toString()));
            return;
        }
        if (installation == null
                || row.digest.length != Digest.BYTES
                || !verifier.verifies(row.form.apply(installation, Digest.of(row.digest)), seal)) {
            report.accept("the seal that " + KeyRing.name(verifier) + " makes over this " + row.name, "another");
        } else if (current == null) {
            former(row, "one of the former key " + KeyRing.name(verifier), report);
        }
    }
}
