package org.workflowengine.runtime.internal.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.fixture.CaseReview;

/** Writes rows of the reference workflow into a new H2 database in bulk, whatever they say: each case once, where it ends. */
final class InBulk implements AutoCloseable {
    private static final int ROWS_PER_COMMIT = 10_000;
    private static final List<String> TRIGGERS = List.of(
            "workflow_case_first",
            "workflow_case_purged",
            "workflow_audit_whole",
            "workflow_audit_obliged",
            "workflow_audit_purged",
            "workflow_audit_held");

    private final Connection connection;
    private final Digest origin;
    private final PreparedStatement entries;
    private final PreparedStatement heads;
    private int waiting;

    /** The triggers that are in the way, or ask the database about each row, are gone; the next start puts them back. */
    InBulk(DataSource dataSource) throws SQLException {
        WorkflowRuntime runtime = LargeHistory.runtime(dataSource);
        CaseReview.install(runtime, CaseReview.DEFINITION);
        origin = DigestChain.origin(runtime.installation());
        connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            for (String trigger : TRIGGERS) {
                statement.execute("DROP TRIGGER " + trigger);
            }
            statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
        }
        connection.setAutoCommit(false);
        String columns = Arrays.stream(AuditColumn.values()).map(Column::column).collect(Collectors.joining(", "));
        entries = connection.prepareStatement("INSERT INTO workflow_audit (" + columns + ") VALUES ("
                + "?, ".repeat(AuditColumn.values().length - 1) + "?)");
        heads = connection.prepareStatement("INSERT INTO workflow_case (case_id, workflow,"
                + " version, state, seq, digest, entered_at, moved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** What the opening of a case continues. */
    Digest origin() {
        return origin;
    }

    void entry(AuditEntry entry) throws SQLException {
        Row<AuditColumn> row = Row.of(entry);
        int place = 1;
        for (AuditColumn column : AuditColumn.values()) {
            entries.setObject(place++, column == AuditColumn.RECORDED_AT ? inUtc(entry.recordedAt()) : row.get(column));
        }
        entries.addBatch();
        if (++waiting == ROWS_PER_COMMIT) {
            write();
        }
    }

    void head(CaseHead head, Instant movedAt) throws SQLException {
        heads.setString(1, head.caseId());
        heads.setString(2, head.workflow());
        heads.setInt(3, head.version());
        heads.setString(4, head.state());
        heads.setLong(5, head.seq());
        heads.setBytes(6, head.digest().bytes());
        heads.setObject(7, inUtc(head.enteredAt()));
        heads.setObject(8, inUtc(movedAt));
        heads.addBatch();
    }

    private static LocalDateTime inUtc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private void write() throws SQLException {
        entries.executeBatch();
        heads.executeBatch();
        connection.commit();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            write();
        }
    }
}
