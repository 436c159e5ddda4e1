package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.text.Texts;

/** Prints the steps of a case for people, whatever they hold, and at the end the head of the case. */
public final class Timeline implements StoredRows {
    private final Appendable out;
    private @Nullable Row<CaseColumn> head;
    private boolean isEmpty = true;

    private Timeline(Appendable out) {
        this.out = out;
    }

    /**
     * Prints a case.
     *
     * @param rows gives its rows
     * @param caseId the case
     * @param out is given lines, each with the line separator of the system
     * @throws IOException if they cannot be printed
     * @throws RefusedException if there is no such case
     * @throws BundleException if a table is not as the schema made it
     */
    public static void print(CaseRows rows, String caseId, Appendable out) throws IOException {
        Timeline timeline = new Timeline(out);
        try {
            rows.give(timeline);
            timeline.end(caseId);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void line(String text) {
        try {
            out.append(text).append(System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        isEmpty = false;
        if (standing != null) {
            head = standing;
        }
        line("#" + shown(entry, AuditColumn.SEQ) + "  " + shown(entry, AuditColumn.RECORDED_AT) + "  "
                + shown(entry, AuditColumn.FROM_STATE) + " -" + shown(entry, AuditColumn.TRANSITION) + "-> "
                + shown(entry, AuditColumn.TO_STATE));
        if (Definition.IMPORT.equals(entry.get(AuditColumn.TRANSITION))) {
            line("    the history starts here: the case comes from elsewhere");
        }
        String before = shown(entry, AuditColumn.FROM_VERSION);
        String after = shown(entry, AuditColumn.VERSION);
        if (!before.equals(after)) {
            line("    from version " + before + " to version " + after);
        }
        String kind = " (" + shown(entry, AuditColumn.ACTOR_KIND) + ")";
        if (entry.get(AuditColumn.SALT) == null) {
            line("    erased" + kind + ": who, why and on which facts");
        } else {
            line("    by " + shown(entry, AuditColumn.ACTOR) + kind
                    + ifThere(" on behalf of ", entry, AuditColumn.ON_BEHALF_OF) + ": "
                    + shown(entry, AuditColumn.REASON));
            line("    on " + shown(entry, AuditColumn.FACTS) + evidence(entry.get(AuditColumn.EVIDENCE)));
        }
        if (entry.get(AuditColumn.OCCURRED_AT) != null) {
            line("    occurred " + shown(entry, AuditColumn.OCCURRED_AT) + ", as the caller says");
        }
        line("    "
                + (entry.get(AuditColumn.REQUEST_ID) == null
                        ? ""
                        : "request " + shown(entry, AuditColumn.REQUEST_ID) + ", ")
                + "written by " + shown(entry, AuditColumn.SOURCE)
                + ifThere(", sealed with ", entry, AuditColumn.ALGORITHM)
                + ifThere(" under key ", entry, AuditColumn.KEY_ID));
    }

    private static String ifThere(String before, Row<AuditColumn> entry, AuditColumn column) {
        return entry.get(column) == null ? "" : before + shown(entry, column);
    }

    /** Only says that there is evidence: what it means is known to the layer that recorded it. */
    private static String evidence(@Nullable Object recorded) {
        if (recorded == null) {
            return "";
        }
        return recorded instanceof String text
                ? ", with evidence (" + text.getBytes(StandardCharsets.UTF_8).length + " bytes)"
                : ", with evidence that cannot be read";
    }

    @Override
    public void strayCase(Row<CaseColumn> row) {
        isEmpty = false;
        head = row;
    }

    @Override
    public void table(String table, String expected, String found) {
        throw BundleContents.unreadable(table, expected, found);
    }

    private void end(String caseId) {
        if (isEmpty) {
            throw new RefusedException(new NoSuchCase(caseId));
        }
        if (head == null) {
            line("now nowhere: no case belongs to these steps");
        } else {
            line("now in " + shown(head, CaseColumn.STATE) + " at step " + shown(head, CaseColumn.SEQ)
                    + " since " + shown(head, CaseColumn.ENTERED_AT) + ", follows " + shown(head, CaseColumn.WORKFLOW)
                    + " version " + shown(head, CaseColumn.VERSION));
        }
    }

    private static <C extends Enum<C> & Column> String shown(Row<C> row, C column) {
        Object value = row.get(column);
        if (value == null) {
            return "(nothing)";
        }
        if (value instanceof Long micros && column.kind() == Column.Kind.TIME) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Row.Unreadable unreadable
                ? "(" + Texts.printable(unreadable.found()) + ")"
                : Texts.printable(value.toString());
    }
}
