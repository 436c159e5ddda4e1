package org.workflowengine.runtime.internal.audit;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Checks the seals of entries: each entry that needs a seal has one, by a current key, over the entry's own digest. A former key is
 * accepted for the steps up to the one that a checkpoint lists. Without a checkpoint, a seal by a former key proves nothing by itself,
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

    /** How many entries have a seal for which no key was given. */
    long notChecked() {
        return notChecked;
    }

    /** How many entries have only the seal of a former key, or no seal because there was no key yet. */
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
        Object algorithm = row.get(AuditColumn.ALGORITHM);
        Object keyId = row.get(AuditColumn.KEY_ID);
        Object seal = row.get(AuditColumn.SEAL);
        if ((seal == null) != (algorithm == null) || (seal == null) != (keyId == null)) {
            report.accept("a seal with its algorithm and key, or none of the three", "a part of them");
        } else if (seals.isEmpty()) {
            notChecked += seal == null ? 0 : 1;
        } else if (seal != null && algorithm != null && keyId != null) {
            check(row, listed, algorithm, keyId, (byte[]) seal, report);
        } else if (seals.isFormerUnsealed()) {
            former(row, listed, "no seal", report);
        } else {
            report.accept("a seal of " + seals.names(), "no seal");
        }
    }

    private void former(Row<AuditColumn> row, Listed listed, String found, BiConsumer<String, String> report) {
        if (!listed.isCompared()) {
            onFormerKeys++;
        } else if (row.number(AuditColumn.SEQ) > listed.last()) {
            report.accept(
                    "a seal of " + seals.names() + ", because the checkpoint lists "
                            + (listed.last() == 0 ? "no step of the case" : "the case up to step " + listed.last()),
                    found);
        }
    }

    private void check(
            Row<AuditColumn> row,
            Listed listed,
            Object algorithm,
            Object keyId,
            byte[] seal,
            BiConsumer<String, String> report) {
        SealVerifier current = seals.find(algorithm, keyId);
        SealVerifier verifier = current == null ? seals.findFormer(algorithm, keyId) : current;
        if (verifier == null) {
            report.accept(
                    "a seal of " + seals.names(),
                    "one of " + Texts.quoted(algorithm.toString()) + " with key " + Texts.quoted(keyId.toString()));
            return;
        }
        byte[] digest = row.bytes(AuditColumn.DIGEST);
        if (installation == null
                || digest.length != Digest.BYTES
                || !verifier.verifies(form.ofSealedEntry(installation, Digest.of(digest)), seal)) {
            report.accept("the seal that " + KeyRing.name(verifier) + " makes over this entry", "another");
        } else if (current == null) {
            former(row, listed, "one of the former key " + KeyRing.name(verifier), report);
        }
    }
}
