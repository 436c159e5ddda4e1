package org.workflowengine.runtime.internal.bundle;

import static org.workflowengine.runtime.internal.bundle.RecordedStep.number;
import static org.workflowengine.runtime.internal.bundle.RecordedStep.text;
import static org.workflowengine.runtime.internal.bundle.RecordedStep.unreadable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StoredRows;

/** Takes the entries out of what is stored, as they come. A row from which no entry can be made ends it: nothing is left out silently. */
public final class RecordedEntries implements StoredRows {
    private final Consumer<AuditEntry> reader;

    /**
     * Entries for somebody.
     *
     * @param reader is given each entry
     */
    public RecordedEntries(Consumer<AuditEntry> reader) {
        this.reader = reader;
    }

    @Override
    public void entry(Row<AuditColumn> row, @Nullable Row<CaseColumn> standing) {
        reader.accept(AuditEntry.of(text(row, AuditColumn.CASE_ID), number(row, AuditColumn.SEQ))
                .workflow(text(row, AuditColumn.WORKFLOW))
                .fromVersion(version(row, AuditColumn.FROM_VERSION))
                .version(version(row, AuditColumn.VERSION))
                .fingerprint(digest(row, AuditColumn.FINGERPRINT))
                .transition(text(row, AuditColumn.TRANSITION))
                .fromState(text(row, AuditColumn.FROM_STATE))
                .toState(text(row, AuditColumn.TO_STATE))
                .actorKind(made(row, AuditColumn.ACTOR_KIND, String.class, Actor.Kind::valueOf))
                .actor(textIfThere(row, AuditColumn.ACTOR))
                .onBehalfOf(textIfThere(row, AuditColumn.ON_BEHALF_OF))
                .reason(textIfThere(row, AuditColumn.REASON))
                .facts(textIfThere(row, AuditColumn.FACTS))
                .evidence(textIfThere(row, AuditColumn.EVIDENCE))
                .salt(row.get(AuditColumn.SALT) == null ? null : made(row, AuditColumn.SALT, byte[].class, Salt::of))
                .payloadDigest(digest(row, AuditColumn.PAYLOAD_DIGEST))
                .requestId(textIfThere(row, AuditColumn.REQUEST_ID))
                .source(text(row, AuditColumn.SOURCE))
                .recordedAt(time(row, AuditColumn.RECORDED_AT))
                .occurredAt(row.get(AuditColumn.OCCURRED_AT) == null ? null : time(row, AuditColumn.OCCURRED_AT))
                .previousDigest(digest(row, AuditColumn.PREVIOUS_DIGEST))
                .format(version(row, AuditColumn.FORMAT))
                .algorithm(textIfThere(row, AuditColumn.ALGORITHM))
                .keyId(textIfThere(row, AuditColumn.KEY_ID))
                .digest(digest(row, AuditColumn.DIGEST))
                .seal(
                        row.get(AuditColumn.SEAL) == null
                                ? null
                                : made(row, AuditColumn.SEAL, byte[].class, Function.identity()))
                .build());
    }

    /** A case without its step has no entry. Verification reports that it is there. */
    @Override
    public void strayCase(Row<CaseColumn> row) {}

    @Override
    public void table(String table, String expected, String found) {
        throw BundleContents.unreadable(table, expected, found);
    }

    private static @Nullable String textIfThere(Row<AuditColumn> row, AuditColumn column) {
        return row.get(column) == null ? null : text(row, column);
    }

    private static int version(Row<AuditColumn> row, AuditColumn column) {
        long number = number(row, column);
        if (number != (int) number) {
            throw unreadable(row, column);
        }
        return (int) number;
    }

    private static Digest digest(Row<AuditColumn> row, AuditColumn column) {
        return made(row, column, byte[].class, Digest::of);
    }

    private static Instant time(Row<AuditColumn> row, AuditColumn column) {
        return Instant.EPOCH.plus(number(row, column), ChronoUnit.MICROS);
    }

    private static <V, T> T made(Row<AuditColumn> row, AuditColumn column, Class<V> kind, Function<V, T> from) {
        Object value = row.get(column);
        try {
            if (kind.isInstance(value)) {
                return from.apply(kind.cast(value));
            }
        } catch (IllegalArgumentException e) {
            // The answer is below.
        }
        throw unreadable(row, column);
    }
}
