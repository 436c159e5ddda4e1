package org.workflowengine.runtime.internal.bundle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * What a recorded step says about the path of its case, without who decided it and why.
 *
 * @param caseId the case
 * @param seq the step's number
 * @param workflow the workflow's id
 * @param fromVersion the version followed before the step
 * @param version the version followed after it
 * @param fingerprint the fingerprint of that version, hexadecimal
 * @param transition the transition's id, or what stands in place of one
 * @param fromState the state left, or what stands in place of one
 * @param toState the state entered
 * @param facts canonical text; null when erased
 * @param recordedAt when it was recorded
 */
public record RecordedStep(
        String caseId,
        long seq,
        String workflow,
        long fromVersion,
        long version,
        String fingerprint,
        String transition,
        String fromState,
        String toState,
        @Nullable String facts,
        Instant recordedAt) {

    /**
     * The step that an entry records.
     *
     * @param entry the entry
     * @return the step
     */
    public static RecordedStep of(AuditEntry entry) {
        return new RecordedStep(
                entry.caseId(),
                entry.seq(),
                entry.workflow(),
                entry.fromVersion(),
                entry.version(),
                entry.fingerprint().hex(),
                entry.transition(),
                entry.fromState(),
                entry.toState(),
                entry.facts(),
                entry.recordedAt());
    }

    /**
     * The step that a row records.
     *
     * @param row the row
     * @return the step
     * @throws BundleException if a column of the path holds what no step has
     */
    static RecordedStep of(Row<AuditColumn> row) {
        return new RecordedStep(
                text(row, AuditColumn.CASE_ID),
                number(row, AuditColumn.SEQ),
                text(row, AuditColumn.WORKFLOW),
                number(row, AuditColumn.FROM_VERSION),
                number(row, AuditColumn.VERSION),
                hex(row, AuditColumn.FINGERPRINT),
                text(row, AuditColumn.TRANSITION),
                text(row, AuditColumn.FROM_STATE),
                text(row, AuditColumn.TO_STATE),
                row.get(AuditColumn.FACTS) == null ? null : text(row, AuditColumn.FACTS),
                Instant.EPOCH.plus(number(row, AuditColumn.RECORDED_AT), ChronoUnit.MICROS));
    }

    static String text(Row<AuditColumn> row, AuditColumn column) {
        if (row.get(column) instanceof String text) {
            return text;
        }
        throw unreadable(row, column);
    }

    private static String hex(Row<AuditColumn> row, AuditColumn column) {
        if (row.get(column) instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        throw unreadable(row, column);
    }

    static long number(Row<AuditColumn> row, AuditColumn column) {
        if (row.get(column) instanceof Long number) {
            return number;
        }
        throw unreadable(row, column);
    }

    static BundleException unreadable(Row<AuditColumn> row, AuditColumn column) {
        String step = row.get(AuditColumn.SEQ) instanceof Long seq ? "step " + seq : "a step";
        String ofCase = row.get(AuditColumn.CASE_ID) instanceof String id ? " of case " + Texts.quoted(id) : "";
        return new BundleException(step + ofCase + " cannot be read: its " + column.column()
                + " is not there or not of its kind;" + " verify shows what is wrong");
    }
}
