package org.workflowengine.runtime.internal.audit;

import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.internal.text.Texts;

/** Checks the chain of tombstones, one after the other. Used by one thread. */
final class TombstoneCheck {
    private final Findings findings;
    private final SealCheck seals;
    private final CanonicalForm form;
    private final Departed departed;
    private final @Nullable CheckpointProof proof;
    private @Nullable Object previousDigest;
    private long previous;
    private long count;

    /** The first tombstone continues the origin digest of the installation; null if that is not known. */
    TombstoneCheck(
            Findings findings,
            SealCheck seals,
            CanonicalForm form,
            Departed departed,
            @Nullable CheckpointProof proof,
            byte @Nullable [] origin) {
        this.findings = findings;
        this.seals = seals;
        this.form = form;
        this.departed = departed;
        this.proof = proof;
        this.previousDigest = origin;
    }

    long count() {
        return count;
    }

    long sealsNotChecked() {
        return seals.notChecked();
    }

    long onFormerKeys() {
        return seals.onFormerKeys();
    }

    /** In the order of their numbers. */
    void chained(Row<TombstoneColumn> row) {
        if (isReadable(row)) {
            expect(row, TombstoneColumn.SEQ, previous + 1);
            expect(row, TombstoneColumn.PREVIOUS_DIGEST, previousDigest);
            alone(row);
            previous = row.number(TombstoneColumn.SEQ);
            previousDigest = row.get(TombstoneColumn.DIGEST);
        }
    }

    /** Without the one before it. */
    void alone(Row<TombstoneColumn> row) {
        if (!isReadable(row)) {
            return;
        }
        count++;
        expect(row, TombstoneColumn.FORMAT, (long) CanonicalForm.FORMAT);
        expect(row, TombstoneColumn.DIGEST, Sha256.of(form.ofTombstone(row)).bytes());
        String kind = row.text(TombstoneColumn.ACTOR_KIND);
        if (!kind.equals(Actor.Kind.PERSON.name())
                && !kind.equals(Actor.Kind.SERVICE.name())
                && !kind.equals(Actor.Kind.SYSTEM.name())) {
            report(row, "actor_kind PERSON, SERVICE or SYSTEM", Texts.quoted(kind));
        }
        if (!row.isNull(TombstoneColumn.CASE_ID)) {
            report(
                    row,
                    "nothing left of its case",
                    "the purge of " + Row.shown(row.get(TombstoneColumn.CASE_ID), Column.Kind.TEXT)
                            + ", which was not finished");
        }
        seals.check(row, proof == null ? null : listed(), (expected, found) -> report(row, expected, found));
        CheckpointLine newest = proof == null ? null : proof.tombstone();
        if (newest != null
                && row.number(TombstoneColumn.SEQ) == newest.number()
                && !row.holds(TombstoneColumn.DIGEST, newest.digest())) {
            report(row, Listed.expected(newest), Row.shown(row.get(TombstoneColumn.DIGEST), Column.Kind.BINARY));
        }
        departed.tombstone(row);
    }

    private long listed() {
        CheckpointLine newest = proof == null ? null : proof.tombstone();
        return newest == null ? 0 : newest.number();
    }

    /** What the installation says. */
    void newest(String number) {
        if (!number.equals(String.valueOf(previous))) {
            findings.report(
                    Subject.TABLE, "workflow_installation", 0, "purged " + previous + ", the newest tombstone", number);
        }
    }

    /** All were given, in order. */
    void end() {
        CheckpointLine newest = proof == null ? null : proof.tombstone();
        if (newest != null && previous < newest.number()) {
            findings.report(Subject.TOMBSTONE, "", newest.number(), Listed.expected(newest), "nothing");
        }
    }

    private boolean isReadable(Row<TombstoneColumn> row) {
        boolean readable = true;
        for (TombstoneColumn column : TombstoneColumn.values()) {
            String fault = row.fault(column);
            if (fault != null) {
                report(row, "a value in " + column.column(), fault);
                readable = false;
            }
        }
        return readable;
    }

    private void expect(Row<TombstoneColumn> row, TombstoneColumn column, @Nullable Object expected) {
        if (expected != null && !row.holds(column, expected)) {
            report(
                    row,
                    column.column() + " " + Row.shown(expected, column.kind()),
                    Row.shown(row.get(column), column.kind()));
        }
    }

    private void report(Row<TombstoneColumn> row, String expected, String found) {
        long seq = row.get(TombstoneColumn.SEQ) instanceof Long number ? number : 0;
        findings.report(Subject.TOMBSTONE, "", seq, expected, found);
    }
}
