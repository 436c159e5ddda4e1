package org.workflowengine.runtime.internal.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.Digest;

/**
 * The bytes that a digest covers: a tag, then every field as a four-byte big-endian length and that many bytes. An absent field has the
 * length {@code FFFFFFFF} and no bytes, so it can never be taken for an empty one. Reusable; not thread-safe.
 *
 * <p>Described for other implementations in {@code docs/reference/audit-format.md}; this class is version 1 of the form and never changes.
 */
final class CanonicalForm {
    static final int FORMAT = 1;

    private static final byte[] ENTRY_TAG = "WFE1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD_TAG = "WFP1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INSTALLATION_TAG = "WFI1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEALED_ENTRY_TAG = "WSE1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEALED_CHECKPOINT_TAG = "WSC1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CASE_TAG = "WTC1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOMBSTONE_TAG = "WTD1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEALED_TOMBSTONE_TAG = "WST1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CASE_ROW_TAG = "WCR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEALED_RUN_TAG = "WSV1".getBytes(StandardCharsets.US_ASCII);
    private static final List<AuditColumn> ENTRY = List.copyOf(EnumSet.range(AuditColumn.CASE_ID, AuditColumn.KEY_ID));
    private static final List<AuditColumn> PAYLOAD = List.copyOf(EnumSet.range(AuditColumn.SALT, AuditColumn.EVIDENCE));
    private static final List<CaseColumn> CASE_ROW = List.of(
            CaseColumn.WORKFLOW,
            CaseColumn.VERSION,
            CaseColumn.STATE,
            CaseColumn.ENTERED_AT,
            CaseColumn.MOVED_AT,
            CaseColumn.HOLDS);
    private static final List<TombstoneColumn> TOMBSTONE =
            List.copyOf(EnumSet.range(TombstoneColumn.SEQ, TombstoneColumn.KEY_ID));

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] ofPayload(Row<AuditColumn> row) {
        return form(PAYLOAD_TAG, PAYLOAD, row);
    }

    byte[] ofEntry(Row<AuditColumn> row) {
        return form(ENTRY_TAG, ENTRY, row);
    }

    /** What the origin digest of an installation covers. */
    byte[] ofInstallation(Installation installation) {
        begin(INSTALLATION_TAG);
        field(installation.bytes());
        return Arrays.copyOf(bytes, length);
    }

    byte[] ofTombstone(Row<TombstoneColumn> row) {
        return form(TOMBSTONE_TAG, TOMBSTONE, row);
    }

    /** What stays of the id of a purged case is the hash of this. */
    byte[] ofCase(Installation installation, String caseId) {
        begin(CASE_TAG);
        field(installation.bytes());
        field(caseId);
        return Arrays.copyOf(bytes, length);
    }

    /** What a checkpoint keeps of a case's row, beside its id, step and digest, is the digest of this. */
    byte[] ofCaseRow(Row<CaseColumn> row) {
        return form(CASE_ROW_TAG, CASE_ROW, row);
    }

    /** What the seal of a tombstone covers. */
    byte[] ofSealedTombstone(Installation installation, Digest digest) {
        return ofSealed(SEALED_TOMBSTONE_TAG, installation, digest);
    }

    /** What the seal of an entry covers. */
    byte[] ofSealedEntry(Installation installation, Digest digest) {
        return ofSealed(SEALED_ENTRY_TAG, installation, digest);
    }

    /** What the seal of a checkpoint covers: its root. */
    byte[] ofSealedCheckpoint(Installation installation, Digest root) {
        return ofSealed(SEALED_CHECKPOINT_TAG, installation, root);
    }

    /** What the seal of an unfinished verification covers: the digest of what it has written. */
    byte[] ofSealedRun(Installation installation, Digest digest) {
        return ofSealed(SEALED_RUN_TAG, installation, digest);
    }

    private byte[] ofSealed(byte[] tag, Installation installation, Digest digest) {
        begin(tag);
        field(installation.bytes());
        field(digest.bytes());
        return Arrays.copyOf(bytes, length);
    }

    private void begin(byte[] tag) {
        length = 0;
        append(tag);
    }

    private <C extends Enum<C> & Column> byte[] form(byte[] tag, List<C> columns, Row<C> row) {
        begin(tag);
        for (int i = 0; i < columns.size(); i++) {
            field(row.get(columns.get(i)));
        }
        return Arrays.copyOf(bytes, length);
    }

    private void field(@Nullable Object value) {
        if (value == null) {
            number(-1);
            return;
        }
        byte[] content =
                value instanceof byte[] binary ? binary : value.toString().getBytes(StandardCharsets.UTF_8);
        number(content.length);
        append(content);
    }

    private void number(int number) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >> shift);
        }
    }

    private void append(byte[] content) {
        reserve(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
