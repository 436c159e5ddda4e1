package org.workflowengine.runtime.internal.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.internal.audit.DefinitionCheck.Known;
import org.workflowengine.runtime.internal.text.Micros;
import org.workflowengine.runtime.internal.text.Texts;

/** Checks the history of one case, step by step, and then the head of the case. */
final class CaseCheck {
    private static final long EARLIEST = Micros.of(Instant.parse("1900-01-01T00:00:00Z"));
    private static final long LATEST = Micros.of(Instant.parse("2199-12-31T23:59:59.999999Z"));
    private static final String REQUEST = "a request_id of its own";

    private final DefinitionCheck definitions;
    private final SealCheck seals;
    private final CanonicalForm form;
    private final Findings findings;
    private final String caseId;
    private final Listed listed;
    private final PayloadCheck payloads;
    private final ObligationCheck obligations = new ObligationCheck();
    private final HoldCheck holds = new HoldCheck();

    /** What the opening continues; null when the installation is not known. */
    private final byte @Nullable [] origin;

    /** The step that is being looked at, and the one before it. */
    private Row<AuditColumn> row;

    private @Nullable Row<AuditColumn> previous;

    /** When the case entered its state, as far as it could be read. */
    private @Nullable Object enteredAt;

    /** Every request of the case, each of which has made one step. */
    private final RequestIds requests = new RequestIds();

    private boolean isImported;
    private long entries;

    CaseCheck(
            DefinitionCheck definitions,
            SealCheck seals,
            CanonicalForm form,
            Findings findings,
            byte @Nullable [] origin,
            Listed listed,
            Row<AuditColumn> opening) {
        this.definitions = definitions;
        this.seals = seals;
        this.form = form;
        this.findings = findings;
        this.origin = origin;
        this.listed = listed;
        this.payloads = new PayloadCheck(form);
        this.row = opening;
        this.caseId = opening.get(AuditColumn.CASE_ID) instanceof String id ? id : "";
    }

    long entries() {
        return entries;
    }

    long erasures() {
        return payloads.erasures();
    }

    /** Whether the history starts with an import. */
    boolean isImported() {
        return isImported;
    }

    boolean isOf(Row<AuditColumn> other) {
        Object id = row.get(AuditColumn.CASE_ID);
        return id == null ? other.isNull(AuditColumn.CASE_ID) : other.holds(AuditColumn.CASE_ID, id);
    }

    void step(Row<AuditColumn> next) {
        previous = entries == 0 ? null : row;
        row = next;
        CheckedStep step = new CheckedStep(row, this::report);
        entries++;
        if (isReadable()) {
            link(step);
            request(step);
            time(step, AuditColumn.RECORDED_AT);
            time(step, AuditColumn.OCCURRED_AT);
            Known known = definitions.find(row.text(AuditColumn.WORKFLOW), row.number(AuditColumn.VERSION));
            LegalityCheck legality = known == null ? null : new LegalityCheck(known, step);
            if (legality == null) {
                step.report(
                        "a definition of " + Texts.quoted(row.text(AuditColumn.WORKFLOW)) + " version "
                                + row.number(AuditColumn.VERSION),
                        "none that can be read");
            } else {
                isImported |= row.holds(AuditColumn.TRANSITION, Definition.IMPORT);
                legality.check();
                if (definitions.haveObligations()) {
                    obligations.step(step, legality.definition());
                }
            }
            payloads.check(step, legality);
            holds.step(step);
            digest(step);
            seals.check(row, listed, this::report);
        }
        listed.step(row, this::report);
        Object from = row.get(AuditColumn.FROM_STATE);
        if (from == null || !row.holds(AuditColumn.TO_STATE, from)) {
            boolean imported =
                    row.holds(AuditColumn.TRANSITION, Definition.IMPORT) && !row.isNull(AuditColumn.OCCURRED_AT);
            enteredAt = row.get(imported ? AuditColumn.OCCURRED_AT : AuditColumn.RECORDED_AT);
        }
    }

    private boolean isReadable() {
        boolean readable = true;
        for (AuditColumn column : AuditColumn.ALL) {
            String fault = row.fault(column);
            if (fault != null) {
                report("a value in " + column.column(), fault);
                readable = false;
            }
        }
        return readable;
    }

    private void link(CheckedStep step) {
        if (previous == null) {
            step.expect(AuditColumn.SEQ, 1L);
            step.expect(AuditColumn.FROM_STATE, Definition.NEW);
            step.expect(AuditColumn.PREVIOUS_DIGEST, origin);
        } else {
            if (previous.get(AuditColumn.SEQ) instanceof Long last) {
                step.expect(AuditColumn.SEQ, last + 1);
            }
            step.expect(AuditColumn.WORKFLOW, previous.get(AuditColumn.WORKFLOW));
            step.expect(AuditColumn.FROM_VERSION, previous.get(AuditColumn.VERSION));
            step.expect(AuditColumn.FROM_STATE, previous.get(AuditColumn.TO_STATE));
            step.expect(AuditColumn.PREVIOUS_DIGEST, previous.get(AuditColumn.DIGEST));
        }
        if (!step.isMigration()) {
            step.expect(AuditColumn.VERSION, row.get(AuditColumn.FROM_VERSION));
        }
    }

    private void request(CheckedStep step) {
        if (row.get(AuditColumn.REQUEST_ID) instanceof String request
                && requests.isRepeated(request, row.number(AuditColumn.SEQ))) {
            step.report(REQUEST, Row.shown(request, Column.Kind.TEXT) + ", which has made a step before");
        }
    }

    /** The same range as in the schema: not every reader can calculate with other times. */
    private void time(CheckedStep step, AuditColumn column) {
        if (row.get(column) instanceof Long micros && (micros < EARLIEST || micros > LATEST)) {
            step.report(
                    column.column() + " from " + Row.shown(EARLIEST, column.kind()) + " to "
                            + Row.shown(LATEST, column.kind()),
                    Row.shown(micros, column.kind()));
        }
    }

    private void digest(CheckedStep step) {
        step.expect(AuditColumn.FORMAT, (long) CanonicalForm.FORMAT);
        step.expect(AuditColumn.DIGEST, Sha256.of(form.ofEntry(row)).bytes());
    }

    /** All steps were given, and the head of the case is not known. */
    void endOfSteps() {
        requests.end(seq -> report(seq, REQUEST, "one that has made a step before"));
        payloads.end(this::report);
        listed.end(this::report);
    }

    /**
     * All steps were given.
     *
     * @param head the head of the case, at the newest of them; null if there is none
     */
    void end(@Nullable Row<CaseColumn> head) {
        endOfSteps();
        if (head == null) {
            report("the case at this step, its newest", "no case, or one that is elsewhere");
            return;
        }
        head(head, CaseColumn.WORKFLOW, row.get(AuditColumn.WORKFLOW));
        head(head, CaseColumn.VERSION, row.get(AuditColumn.VERSION));
        head(head, CaseColumn.STATE, row.get(AuditColumn.TO_STATE));
        head(head, CaseColumn.DIGEST, row.get(AuditColumn.DIGEST));
        head(head, CaseColumn.ENTERED_AT, enteredAt);
        head(head, CaseColumn.MOVED_AT, row.get(AuditColumn.RECORDED_AT));
        if (!head.isAbsent(CaseColumn.HOLDS)) {
            head(head, CaseColumn.HOLDS, holds.standing());
        }
    }

    private void head(Row<CaseColumn> head, CaseColumn column, @Nullable Object expected) {
        String fault = head.fault(column);
        if (fault != null) {
            report("a value in the case's " + column.column(), fault);
        } else if (expected != null && !head.holds(column, expected)) {
            report(
                    "the case's " + column.column() + " " + Row.shown(expected, column.kind()),
                    Row.shown(head.get(column), column.kind()));
        }
    }

    private void report(String expected, String found) {
        report(row.get(AuditColumn.SEQ) instanceof Long number ? number : 0, expected, found);
    }

    private void report(long seq, String expected, String found) {
        findings.report(Subject.CASE, caseId, seq, expected, found);
    }
}
