package org.workflowengine.runtime.internal.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.text.Micros;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * A row as it is in the database, whatever it holds: verification must also look at rows from which no entry can be made. Each value has
 * its column's kind, or is {@link Unreadable}, or is null. Immutable as long as the values it was made from are not changed.
 *
 * @param <C> the columns
 */
public final class Row<C extends Enum<C> & Column> {
    private static final int SHOWN_BYTES = 40;

    /** Stands in a list of values for a null that a sound row may have. */
    static final String NOTHING = "nothing";

    /** Stands in place of a value where there is no such column. */
    private static final Object ABSENT = new Object();

    private final EnumMap<C, Object> values;

    /**
     * A row.
     *
     * @param values by column, without an entry for null; not copied
     */
    public Row(EnumMap<C, Object> values) {
        this.values = values;
    }

    /**
     * A value that does not have the kind of its column.
     *
     * @param found a description that is safe to print
     */
    public record Unreadable(String found) {}

    /** The row that an entry is stored as. */
    static Row<AuditColumn> of(AuditEntry entry) {
        EnumMap<AuditColumn, Object> values = new EnumMap<>(AuditColumn.class);
        values.put(AuditColumn.CASE_ID, entry.caseId());
        values.put(AuditColumn.SEQ, entry.seq());
        values.put(AuditColumn.WORKFLOW, entry.workflow());
        values.put(AuditColumn.FROM_VERSION, (long) entry.fromVersion());
        values.put(AuditColumn.VERSION, (long) entry.version());
        values.put(AuditColumn.FINGERPRINT, entry.fingerprint().bytes());
        values.put(AuditColumn.TRANSITION, entry.transition());
        values.put(AuditColumn.FROM_STATE, entry.fromState());
        values.put(AuditColumn.TO_STATE, entry.toState());
        values.put(AuditColumn.ACTOR_KIND, entry.actorKind().name());
        values.put(AuditColumn.PAYLOAD_DIGEST, entry.payloadDigest().bytes());
        values.put(AuditColumn.SOURCE, entry.source());
        values.put(AuditColumn.RECORDED_AT, Micros.of(entry.recordedAt()));
        values.put(AuditColumn.PREVIOUS_DIGEST, entry.previousDigest().bytes());
        values.put(AuditColumn.FORMAT, (long) entry.format());
        values.put(AuditColumn.DIGEST, entry.digest().bytes());
        Row<AuditColumn> row = new Row<>(values);
        row.putIfThere(AuditColumn.REQUEST_ID, entry.requestId());
        row.putIfThere(AuditColumn.OCCURRED_AT, entry.occurredAt() == null ? null : Micros.of(entry.occurredAt()));
        row.putIfThere(AuditColumn.ALGORITHM, entry.algorithm());
        row.putIfThere(AuditColumn.KEY_ID, entry.keyId());
        row.putIfThere(
                AuditColumn.SALT, AuditEntry.saltOf(entry).map(Salt::bytes).orElse(null));
        row.putIfThere(AuditColumn.ACTOR, entry.actor());
        row.putIfThere(AuditColumn.ON_BEHALF_OF, entry.onBehalfOf());
        row.putIfThere(AuditColumn.REASON, entry.reason());
        row.putIfThere(AuditColumn.FACTS, entry.facts());
        row.putIfThere(AuditColumn.EVIDENCE, entry.evidence());
        row.putIfThere(AuditColumn.SEAL, entry.seal());
        return row;
    }

    static Row<AuditColumn> ofPayload(
            Salt salt,
            String actor,
            @Nullable String onBehalfOf,
            String reason,
            String facts,
            @Nullable String evidence) {
        EnumMap<AuditColumn, Object> values = new EnumMap<>(AuditColumn.class);
        values.put(AuditColumn.SALT, salt.bytes());
        values.put(AuditColumn.ACTOR, actor);
        values.put(AuditColumn.REASON, reason);
        values.put(AuditColumn.FACTS, facts);
        Row<AuditColumn> row = new Row<>(values);
        row.putIfThere(AuditColumn.ON_BEHALF_OF, onBehalfOf);
        row.putIfThere(AuditColumn.EVIDENCE, evidence);
        return row;
    }

    private void putIfThere(C column, @Nullable Object value) {
        if (value != null) {
            values.put(column, value);
        }
    }

    /**
     * What stands in a column.
     *
     * @param column the column
     * @return a value of the column's kind, an {@link Unreadable}, or null
     */
    public @Nullable Object get(C column) {
        return values.get(column);
    }

    /**
     * This row, and a value of a column that was not read.
     *
     * @param column the column
     * @param value a value of its kind
     * @return a new row
     */
    public Row<C> with(C column, Object value) {
        EnumMap<C, Object> more = new EnumMap<>(values);
        more.put(column, value);
        return new Row<>(more);
    }

    /**
     * This row, from a place that does not have a column.
     *
     * @param column the column
     * @return a new row
     */
    public Row<C> without(C column) {
        return with(column, ABSENT);
    }

    boolean isAbsent(C column) {
        return values.get(column) == ABSENT;
    }

    boolean isNull(C column) {
        return !values.containsKey(column);
    }

    /** The value of a column that is known to be sound. */
    String text(C column) {
        return (String) sound(column);
    }

    /** The value of a column that is known to be sound. */
    long number(C column) {
        return (Long) sound(column);
    }

    /** The value of a column that is known to be sound. */
    byte[] bytes(C column) {
        return (byte[]) sound(column);
    }

    private Object sound(C column) {
        @Nullable Object value = values.get(column);
        if (value == null) {
            throw new IllegalStateException(column + " was not looked at");
        }
        return value;
    }

    /** The values of columns that are known to be sound. */
    List<Object> sound(C[] columns) {
        return Arrays.stream(columns)
                .map(column -> isNull(column) && column.isNullable() ? NOTHING : sound(column))
                .toList();
    }

    boolean holds(C column, Object expected) {
        return same(expected, values.get(column));
    }

    static boolean same(Object expected, @Nullable Object found) {
        return expected instanceof byte[] bytes
                ? found instanceof byte[] others && Arrays.equals(bytes, others)
                : expected.equals(found);
    }

    /** Why the value of a column cannot be what was once written there; null if it can. */
    @Nullable
    String fault(C column) {
        @Nullable Object value = values.get(column);
        if (value == null) {
            return column.isNullable() ? null : "nothing";
        }
        if (value == ABSENT) {
            return null;
        }
        if (value instanceof Unreadable unreadable) {
            return unreadable.found();
        }
        return value instanceof String text && !isWellFormed(text) ? "half of a surrogate pair" : null;
    }

    /** UTF-8 has no bytes for half of a pair: Java would write a question mark, and two different texts would have the same digest. */
    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return true;
    }

    /** A value as it can stand in a message. */
    static String shown(@Nullable Object value, Column.Kind kind) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof String text) {
            return Texts.quoted(text);
        }
        if (value instanceof byte[] bytes) {
            String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
            return bytes.length == Digest.BYTES ? hex : hex + " (" + bytes.length + " bytes)";
        }
        if (value instanceof Long number && kind == Column.Kind.TIME) {
            return Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString();
        }
        return value instanceof Unreadable unreadable ? unreadable.found() : value.toString();
    }
}
