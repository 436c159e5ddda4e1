package org.workflowengine.runtime.internal.persistence;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.transaction.Transaction;

/** Many steps in a few statements, on databases whose statements take an array for each column: PostgreSQL. */
final class StepArrays {
    /** How many statements are sent before their answers are awaited: the time limit of a statement applies to all of them together. */
    private static final int TOGETHER = 500;

    private final Transaction transaction;
    private final StepMapper steps;

    StepArrays(Transaction transaction, StepMapper steps) {
        this.transaction = transaction;
        this.steps = steps;
    }

    /**
     * Writes the steps: all audit entries, then the cases.
     *
     * @param entries by case, in the order in which they continue each other
     * @return {@code false} if a statement did not write all its rows
     */
    boolean write(List<AuditEntry> entries) throws SQLException {
        if (steps.recordAll(columns(entries)) != entries.size()) {
            return false;
        }
        List<AuditEntry> openings =
                entries.stream().filter(entry -> entry.seq() == 1).toList();
        if (!openings.isEmpty() && steps.openAll(keys(openings)) != openings.size()) {
            return false;
        }
        return moved(turns(entries));
    }

    /**
     * All turns with few round trips. If only one case goes on, its values are sent: arrays would be planned for each step. The turns of
     * several cases come first.
     */
    private boolean moved(List<List<AuditEntry>> turns) throws SQLException {
        int several = (int) turns.stream().filter(turn -> turn.size() > 1).count();
        int left = 0;
        try (SqlSession batch = transaction.batch()) {
            StepMapper together = batch.getMapper(StepMapper.class);
            CaseMapper alone = batch.getMapper(CaseMapper.class);
            for (int i = 0; i < turns.size(); i++) {
                List<AuditEntry> turn = turns.get(i);
                if (i < several) {
                    together.advanceAll(keys(turn));
                } else {
                    alone.advance(turn.get(0));
                }
                left += turn.size();
                if ((i + 1) % TOGETHER == 0 || i + 1 == several || i + 1 == turns.size()) {
                    left -= Batch.flush(batch).sum();
                }
            }
        }
        return left == 0;
    }

    /** A statement moves a case once: the first moves of all cases, the second ones, and so on. */
    private static List<List<AuditEntry>> turns(List<AuditEntry> entries) {
        List<List<AuditEntry>> turns = new ArrayList<>();
        String caseId = "";
        int turn = 0;
        for (AuditEntry entry : entries) {
            turn = entry.caseId().equals(caseId) ? turn : 0;
            caseId = entry.caseId();
            if (entry.seq() == 1) {
                continue;
            }
            if (turn == turns.size()) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(entry);
            turn++;
        }
        return turns;
    }

    private Map<String, Array> keys(List<AuditEntry> entries) throws SQLException {
        Map<String, Array> keys = new HashMap<>();
        keys.put("caseId", texts(entries, AuditEntry::caseId));
        keys.put("seq", array("int8", entries, AuditEntry::seq, Long[]::new));
        return keys;
    }

    private Map<String, Array> columns(List<AuditEntry> entries) throws SQLException {
        Map<String, Array> columns = keys(entries);
        columns.put("workflow", texts(entries, AuditEntry::workflow));
        columns.put("fromVersion", numbers(entries, AuditEntry::fromVersion));
        columns.put("version", numbers(entries, AuditEntry::version));
        columns.put("fingerprint", bytes(entries, entry -> entry.fingerprint().bytes()));
        columns.put("transition", texts(entries, AuditEntry::transition));
        columns.put("fromState", texts(entries, AuditEntry::fromState));
        columns.put("toState", texts(entries, AuditEntry::toState));
        columns.put("actorKind", texts(entries, entry -> entry.actorKind().name()));
        columns.put("actor", texts(entries, AuditEntry::actor));
        columns.put("onBehalfOf", texts(entries, AuditEntry::onBehalfOf));
        columns.put("reason", texts(entries, AuditEntry::reason));
        columns.put("facts", texts(entries, AuditEntry::facts));
        columns.put("evidence", texts(entries, AuditEntry::evidence));
        columns.put("salt", bytes(entries, StepArrays::salt));
        columns.put(
                "payloadDigest", bytes(entries, entry -> entry.payloadDigest().bytes()));
        columns.put("requestId", texts(entries, AuditEntry::requestId));
        columns.put("source", texts(entries, AuditEntry::source));
        columns.put("recordedAt", times(entries, AuditEntry::recordedAt));
        columns.put("occurredAt", times(entries, AuditEntry::occurredAt));
        columns.put(
                "previousDigest", bytes(entries, entry -> entry.previousDigest().bytes()));
        columns.put("format", numbers(entries, AuditEntry::format));
        columns.put("algorithm", texts(entries, AuditEntry::algorithm));
        columns.put("keyId", texts(entries, AuditEntry::keyId));
        columns.put("digest", bytes(entries, entry -> entry.digest().bytes()));
        columns.put("seal", bytes(entries, AuditEntry::seal));
        return columns;
    }

    private static byte @Nullable [] salt(AuditEntry entry) {
        return AuditEntry.saltOf(entry).map(Salt::bytes).orElse(null);
    }

    private Array times(List<AuditEntry> entries, Function<AuditEntry, @Nullable Instant> value) throws SQLException {
        return array("timestamp", entries, entry -> inUtc(value.apply(entry)), LocalDateTime[]::new);
    }

    private static @Nullable LocalDateTime inUtc(@Nullable Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private Array texts(List<AuditEntry> entries, Function<AuditEntry, @Nullable String> value) throws SQLException {
        return array("text", entries, value, String[]::new);
    }

    private Array numbers(List<AuditEntry> entries, Function<AuditEntry, Integer> value) throws SQLException {
        return array("int4", entries, value, Integer[]::new);
    }

    private Array bytes(List<AuditEntry> entries, Function<AuditEntry, byte @Nullable []> value) throws SQLException {
        return array("bytea", entries, value, byte[][]::new);
    }

    private <T> Array array(
            String type,
            List<AuditEntry> entries,
            Function<AuditEntry, ? extends @Nullable T> value,
            IntFunction<T[]> array)
            throws SQLException {
        return transaction
                .connection()
                .createArrayOf(type, entries.stream().map(value).toArray(array));
    }
}
