package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Nothing of a step changes, except that its payload goes as a whole, after its erasure has been recorded and while no legal hold stands. A
 * hold that is just being made is waited for.
 */
public final class AllowRecordedErasure extends RowTrigger {
    private static final List<String> PAYLOAD = List.of("salt", "actor", "on_behalf_of", "reason", "facts", "evidence");

    private static final String RECORDED = """
            SELECT 1 FROM %s.workflow_audit
            WHERE case_id = ?1 AND seq > ?2 AND transition = '(erase)' AND facts = ?3
            """;

    private static final String HOLDS = """
            SELECT holds FROM %s.workflow_case WHERE case_id = ? FOR UPDATE
            """;

    /** For H2. */
    public AllowRecordedErasure() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] old = Objects.requireNonNull(before);
        Object[] row = Objects.requireNonNull(after);
        Object seq = value(old, "seq");
        boolean recorded = value(old, "salt") != null
                && PAYLOAD.stream().allMatch(column -> value(row, column) == null)
                && Arrays.deepEquals(rest(old), rest(row))
                && exists(connection, RECORDED, value(old, "case_id"), seq, "{\"ERASED_SEQ\":\"" + seq + "\"}");
        if (!recorded) {
            return "it is not the recorded erasure of a whole payload";
        }
        return rows(connection, HOLDS, value(old, "case_id")).stream().anyMatch(head -> Objects.equals(head.get(0), 0))
                ? null
                : "a legal hold stands, or the case is not there";
    }

    private @Nullable Object[] rest(Object[] row) {
        return columns().stream()
                .filter(column -> !PAYLOAD.contains(column))
                .map(column -> value(row, column))
                .toArray();
    }
}
