package org.workflowengine.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/** A row of {@code workflow_case} as it stands there, and I2 of it: the case is where its newest step has left it. */
record CaseRow(
        String caseId,
        String workflow,
        int version,
        String state,
        long seq,
        byte[] digest,
        LocalDateTime enteredAt,
        LocalDateTime movedAt,
        int holds) {

    static CaseRow read(ResultSet row) throws SQLException {
        return new CaseRow(
                row.getString("case_id"),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("state"),
                row.getLong("seq"),
                row.getBytes("digest"),
                row.getObject("entered_at", LocalDateTime.class),
                row.getObject("moved_at", LocalDateTime.class),
                row.getInt("holds"));
    }

    /** What is wrong with it after the newest of its steps. */
    List<String> faults(Step step) {
        AuditRow newest = step.row();
        if (seq != newest.seq()
                || !workflow.equals(newest.workflow())
                || !state.equals(newest.toState())
                || !Arrays.equals(digest, newest.digest())) {
            return List.of("newest audit row " + newest.seq() + " " + newest.toState() + ", case " + seq + " " + state);
        }
        if (version != newest.version()) {
            return List.of("follows version " + newest.version() + ", but the case says version " + version);
        }
        if (!enteredAt.equals(step.enteredAt())) {
            return List.of("in its state since " + step.enteredAt() + ", but the case says since " + enteredAt);
        }
        return movedAt.equals(newest.recordedAt())
                ? List.of()
                : List.of("moved at " + newest.recordedAt() + ", but the case says at " + movedAt);
    }
}
