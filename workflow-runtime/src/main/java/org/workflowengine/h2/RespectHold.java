package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold names a matter that is not held, and a release one that is. While a hold stands, no erasure is recorded. The case counts its
 * holds, so none is looked for where there is none. The steps before this one decide; an older snapshot does not show them.
 */
public final class RespectHold extends RowTrigger {
    private static final String ERASE = "(erase)";
    private static final String HOLD = "(hold)";
    private static final String RELEASE = "(release)";

    private static final String HEAD = """
            SELECT seq, CAST(holds AS BIGINT) FROM %s.workflow_case WHERE case_id = ?
            """;

    private static final String SINCE = """
            SELECT COUNT(*), CAST(COALESCE(SUM(CASE transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END), 0) AS BIGINT)
            FROM %s.workflow_audit WHERE case_id = ? AND seq > ? AND seq < ?
            """;

    private static final String NEWEST = """
            SELECT transition FROM %s.workflow_audit
            WHERE case_id = ? AND seq < ? AND transition IN ('(hold)', '(release)') AND facts = ?
            ORDER BY seq DESC
            LIMIT 1
            """;

    private static final String TAKEN = """
            SELECT 1 FROM %s.workflow_audit WHERE case_id = ? AND seq = ?
            """;

    /** For H2. */
    public RespectHold() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        String transition = String.valueOf(value(row, "transition"));
        if (!transition.equals(ERASE) && !transition.equals(HOLD) && !transition.equals(RELEASE)) {
            return null;
        }
        Object caseId = value(row, "case_id");
        long seq = number(value(row, "seq"));
        List<List<@Nullable Object>> heads = rows(connection, HEAD, caseId);
        long head = heads.isEmpty() ? 0 : number(heads.get(0).get(0));
        List<@Nullable Object> since =
                rows(connection, SINCE, caseId, head, seq).get(0);
        long standing = (heads.isEmpty() ? 0 : number(heads.get(0).get(1))) + number(since.get(1));
        String objection = number(since.get(0)) == seq - 1 - head
                ? objection(connection, row, transition, standing)
                : "the step before it is not visible";
        // If another step has taken the place meanwhile, the key refuses this one and says so.
        return objection == null || exists(connection, TAKEN, caseId, seq) ? null : "step " + seq + ": " + objection;
    }

    private @Nullable String objection(Connection connection, Object[] row, String transition, long standing)
            throws SQLException {
        if (transition.equals(ERASE)) {
            return standing > 0 ? "a legal hold stands" : null;
        }
        Object facts = value(row, "facts");
        if (!(facts instanceof String text) || !text.matches("(?s)\\{\"MATTER\":\"..*\"\\}")) {
            return "it names no matter";
        }
        List<List<@Nullable Object>> newest =
                standing > 0 ? rows(connection, NEWEST, value(row, "case_id"), value(row, "seq"), facts) : List.of();
        boolean held = !newest.isEmpty() && HOLD.equals(newest.get(0).get(0));
        if (transition.equals(HOLD)) {
            return held ? "this matter is held already" : null;
        }
        return held ? null : "this matter is not held";
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
