package org.workflowengine.runtime.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a digest covers: a tag, then every field as a four-byte big-endian length and that many bytes. A field that
 * is absent has the length {@code FFFFFFFF} and no bytes, so that it can never be taken for an empty one. Reusable; not
 * thread-safe.
 *
 * <p>Described for other implementations in {@code docs/audit-format.md}; this class is version 1 of the form and never
 * changes.
 */
final class CanonicalForm {
    static final int FORMAT = 1;

    private static final byte[] ENTRY_TAG = "WFE1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD_TAG = "WFP1".getBytes(StandardCharsets.US_ASCII);
    private static final List<AuditColumn> ENTRY = List.copyOf(EnumSet.range(AuditColumn.CASE_ID, AuditColumn.KEY_ID));
    private static final List<AuditColumn> PAYLOAD = List.copyOf(EnumSet.range(AuditColumn.SALT, AuditColumn.FACTS));

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] ofPayload(Row<AuditColumn> row) {
        return form(PAYLOAD_TAG, PAYLOAD, row);
    }

    byte[] ofEntry(Row<AuditColumn> row) {
        return form(ENTRY_TAG, ENTRY, row);
    }

    private byte[] form(byte[] tag, List<AuditColumn> columns, Row<AuditColumn> row) {
        length = 0;
        append(tag);
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
