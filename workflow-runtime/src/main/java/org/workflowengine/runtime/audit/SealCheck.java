package org.workflowengine.runtime.audit;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Texts;

/** Checks the seals of entries: each is there where one is due, of a key that is accepted, over the entry's own digest. */
final class SealCheck {
    private final Seals seals;
    private final CanonicalForm form;
    private @Nullable Installation installation;
    private long notChecked;

    SealCheck(Seals seals, CanonicalForm form) {
        this.seals = seals;
        this.form = form;
    }

    /** Where the entries are stored; without it no seal can be right. */
    void of(Installation stored) {
        installation = stored;
    }

    /** How many entries have a seal that nobody has given a key for. */
    long notChecked() {
        return notChecked;
    }

    /**
     * Checks the seal of an entry whose columns are readable.
     *
     * @param report is given what was expected and what was found
     */
    void check(Row<AuditColumn> row, BiConsumer<String, String> report) {
        Object algorithm = row.get(AuditColumn.ALGORITHM);
        Object keyId = row.get(AuditColumn.KEY_ID);
        Object seal = row.get(AuditColumn.SEAL);
        if ((seal == null) != (algorithm == null) || (seal == null) != (keyId == null)) {
            report.accept("a seal with its algorithm and key, or none of the three", "a part of them");
        } else if (seals.isEmpty()) {
            notChecked += seal == null ? 0 : 1;
        } else if (seal == null || algorithm == null || keyId == null) {
            report.accept("a seal of " + seals.names(), "no seal");
        } else {
            check(row, algorithm, keyId, (byte[]) seal, report);
        }
    }

    private void check(
            Row<AuditColumn> row, Object algorithm, Object keyId, byte[] seal, BiConsumer<String, String> report) {
        SealVerifier verifier = seals.find(algorithm, keyId);
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
            report.accept("the seal that " + Seals.name(verifier) + " makes over this entry", "another");
        }
    }
}
