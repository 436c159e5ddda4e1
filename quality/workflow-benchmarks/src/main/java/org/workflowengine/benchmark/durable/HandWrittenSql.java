package org.workflowengine.benchmark.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** The four statements that move cases, in plain JDBC, on the engine's own tables or on copies of them. */
final class HandWrittenSql {
    private static final String INSERT = """
            INSERT INTO workflow_audit (case_id, seq, workflow, from_version, version, fingerprint, transition, from_state,
              to_state, actor_kind, actor, reason, facts, salt, payload_digest, request_id, source, recorded_at,
              previous_digest, format, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)
            """;

    private HandWrittenSql() {}

    static Head head(Connection connection, String caseId) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT state, seq, digest FROM workflow_case WHERE case_id = ?")) {
            select.setString(1, caseId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("no case " + caseId);
                }
                return new Head(State.valueOf(row.getString(1)), row.getLong(2), row.getBytes(3));
            }
        }
    }

    /** What the opening of each case continues. */
    static byte[] origin(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT origin_digest FROM workflow_installation");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no installation");
            }
            return row.getBytes(1);
        }
    }

    static void insert(Connection connection, HandWrittenRow row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, row.caseId());
            insert.setLong(2, row.seq());
            insert.setString(3, HandWrittenRow.WORKFLOW);
            insert.setInt(4, HandWrittenRow.VERSION);
            insert.setInt(5, HandWrittenRow.VERSION);
            insert.setBytes(6, HandWrittenRow.FINGERPRINT);
            insert.setString(7, row.transition());
            insert.setString(8, row.fromState());
            insert.setString(9, row.toState());
            insert.setString(10, HandWrittenRow.ACTOR_KIND);
            insert.setString(11, Step.ACTOR);
            insert.setString(12, Step.REASON);
            insert.setString(13, row.facts());
            insert.setBytes(14, row.salt());
            insert.setBytes(15, row.payloadDigest());
            insert.setString(16, Step.SOURCE);
            insert.setObject(17, row.recordedAt());
            insert.setBytes(18, row.previousDigest());
            insert.setInt(19, HandWrittenRow.FORMAT);
            insert.setBytes(20, row.digest());
            one(insert.executeUpdate());
        }
    }

    static void open(Connection connection, HandWrittenRow row) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO workflow_case (case_id, workflow, version,"
                        + " state, seq, digest, entered_at, moved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, row.caseId());
            insert.setString(2, HandWrittenRow.WORKFLOW);
            insert.setInt(3, HandWrittenRow.VERSION);
            insert.setString(4, row.toState());
            insert.setLong(5, row.seq());
            insert.setBytes(6, row.digest());
            insert.setObject(7, row.recordedAt());
            insert.setObject(8, row.recordedAt());
            one(insert.executeUpdate());
        }
    }

    /** Only from where the step before has left the case. */
    static void advance(Connection connection, HandWrittenRow row) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE workflow_case SET version = ?, state = ?, seq = ?,"
                        + " digest = ?, entered_at = ?, moved_at = ? WHERE case_id = ? AND seq = ? AND digest = ?")) {
            update.setInt(1, HandWrittenRow.VERSION);
            update.setString(2, row.toState());
            update.setLong(3, row.seq());
            update.setBytes(4, row.digest());
            update.setObject(5, row.recordedAt());
            update.setObject(6, row.recordedAt());
            update.setString(7, row.caseId());
            update.setLong(8, row.seq() - 1);
            update.setBytes(9, row.previousDigest());
            one(update.executeUpdate());
        }
    }

    private static void one(int rows) throws SQLException {
        if (rows != 1) {
            throw new SQLException("expected 1 row, found " + rows);
        }
    }
}
