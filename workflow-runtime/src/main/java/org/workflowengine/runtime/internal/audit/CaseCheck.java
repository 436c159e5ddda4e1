package org.workflowengine.runtime.internal.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.audit.DefinitionCheck.Known;
import org.workflowengine.runtime.internal.text.CanonicalJson;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.Micros;
import org.workflowengine.runtime.internal.text.Texts;

/** Checks the history of one case, step by step, and then where the case stands. */
final class CaseCheck {
    private static final long EARLIEST = Micros.of(Instant.parse("1900-01-01T00:00:00Z"));
    private static final long LATEST = Micros.of(Instant.parse("2199-12-31T23:59:59.999999Z"));
    private static final String REQUEST = "a request_id of its own";
    private static final int EVIDENCE_BYTES = 65_536;

    private final DefinitionCheck definitions;
    private final SealCheck seals;
    private final CanonicalForm form;
    private final Findings findings;
    private final String caseId;
    private final Listed listed;

    /** What the opening continues; null when the installation is not known. */
    private final byte @Nullable [] origin;

    /** The step that is being looked at, and the one before it. */
    private Row<AuditColumn> row;

    private @Nullable Row<AuditColumn> previous;

    /** When the case entered its state, as far as it could be read. */
    private @Nullable Object enteredAt;

    /** Steps without a payload, whose erasure is not recorded yet. */
    private final StepNumbers unexplained = new StepNumbers();

    /** Every request of the case, each of which has made one step. */
    private final RequestIds requests = new RequestIds();

    private boolean isImported;
    private long entries;
    private long erasures;

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
        this.row = opening;
        this.caseId = opening.get(AuditColumn.CASE_ID) instanceof String id ? id : "";
    }

    long entries() {
        return entries;
    }

    long erasures() {
        return erasures;
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
        entries++;
        if (isReadable()) {
            link();
            request();
            time(AuditColumn.RECORDED_AT);
            time(AuditColumn.OCCURRED_AT);
            Known known = definitions.find(row.text(AuditColumn.WORKFLOW), row.number(AuditColumn.VERSION));
            if (known == null) {
                report(
                        "a definition of " + Texts.quoted(row.text(AuditColumn.WORKFLOW)) + " version "
                                + row.number(AuditColumn.VERSION),
                        "none that can be read");
            } else {
                legality(known);
            }
            payload(known);
            digest();
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

    private void link() {
        if (previous == null) {
            expect(AuditColumn.SEQ, 1L);
            expect(AuditColumn.FROM_STATE, Definition.NEW);
            expect(AuditColumn.PREVIOUS_DIGEST, origin);
        } else {
            if (previous.get(AuditColumn.SEQ) instanceof Long last) {
                expect(AuditColumn.SEQ, last + 1);
            }
            expect(AuditColumn.WORKFLOW, previous.get(AuditColumn.WORKFLOW));
            expect(AuditColumn.FROM_VERSION, previous.get(AuditColumn.VERSION));
            expect(AuditColumn.FROM_STATE, previous.get(AuditColumn.TO_STATE));
            expect(AuditColumn.PREVIOUS_DIGEST, previous.get(AuditColumn.DIGEST));
        }
        if (!isMigration()) {
            expect(AuditColumn.VERSION, row.get(AuditColumn.FROM_VERSION));
        }
    }

    private boolean isMigration() {
        return row.get(AuditColumn.TRANSITION) instanceof String transition
                && transition.startsWith(Definition.MIGRATION);
    }

    private void request() {
        if (row.get(AuditColumn.REQUEST_ID) instanceof String request
                && requests.isRepeated(request, row.number(AuditColumn.SEQ))) {
            report(REQUEST, Row.shown(request, Column.Kind.TEXT) + ", which has made a step before");
        }
    }

    /** As the schema has it: with other times not every reader can calculate. */
    private void time(AuditColumn column) {
        if (row.get(column) instanceof Long micros && (micros < EARLIEST || micros > LATEST)) {
            report(
                    column.column() + " from " + Row.shown(EARLIEST, column.kind()) + " to "
                            + Row.shown(LATEST, column.kind()),
                    Row.shown(micros, column.kind()));
        }
    }

    private void legality(Known known) {
        expect(AuditColumn.FINGERPRINT, known.fingerprint);
        Definition definition = known.definition;
        String from = row.text(AuditColumn.FROM_STATE);
        String transition = row.text(AuditColumn.TRANSITION);
        if (transition.equals(Definition.IMPORT)) {
            imported(definition);
        } else if (from.equals(Definition.NEW)) {
            expect(AuditColumn.TRANSITION, Definition.OPENING);
            expect(AuditColumn.TO_STATE, definition.initial().id());
        } else if (transition.equals(Definition.ERASURE)) {
            expect(AuditColumn.TO_STATE, from);
            if (!definition.isErasable()) {
                report(
                        "no erasure, which " + definition.workflow() + " version " + definition.version()
                                + " does not permit",
                        "one");
            }
        } else {
            Optional<WorkflowTransition> legal = legal(definition);
            if (legal.isPresent()) {
                expect(AuditColumn.TO_STATE, legal.get().to().id());
            } else {
                report("a transition that leaves " + Texts.quoted(from), Texts.quoted(transition));
            }
        }
    }

    /** The transition or the mapping of a migration that permits the step, whatever state it enters. */
    private Optional<WorkflowTransition> legal(Definition definition) {
        String from = row.text(AuditColumn.FROM_STATE);
        String transition = row.text(AuditColumn.TRANSITION);
        if (!isMigration()) {
            return definition.transition(from, transition);
        }
        long version = row.number(AuditColumn.FROM_VERSION);
        return definition.migrations().stream()
                .filter(migration ->
                        migration.fromVersion() == version && migration.id().equals(transition))
                .findFirst()
                .flatMap(migration -> migration.mapping(from));
    }

    private void imported(Definition definition) {
        isImported = true;
        expect(AuditColumn.FROM_STATE, Definition.NEW);
        String to = row.text(AuditColumn.TO_STATE);
        if (definition.state(to).filter(WorkflowState::isImportable).isEmpty()) {
            report("a state of " + definition.workflow() + " that is importable", Texts.quoted(to));
        }
        if (row.get(AuditColumn.OCCURRED_AT) instanceof Long occurred
                && row.get(AuditColumn.RECORDED_AT) instanceof Long recorded
                && occurred > recorded) {
            report(
                    "occurred_at not after recorded_at, in an import",
                    Row.shown(occurred, AuditColumn.OCCURRED_AT.kind()));
        }
    }

    private void payload(@Nullable Known known) {
        String kind = row.text(AuditColumn.ACTOR_KIND);
        if (!kind.equals(Actor.Kind.PERSON.name())
                && !kind.equals(Actor.Kind.SERVICE.name())
                && !kind.equals(Actor.Kind.SYSTEM.name())) {
            report("actor_kind PERSON, SERVICE or SYSTEM", Texts.quoted(kind));
        }
        boolean erasure = row.holds(AuditColumn.TRANSITION, Definition.ERASURE);
        boolean erased = row.isNull(AuditColumn.SALT);
        if (row.isNull(AuditColumn.ACTOR) != erased
                || row.isNull(AuditColumn.REASON) != erased
                || row.isNull(AuditColumn.FACTS) != erased
                || (erased && !(row.isNull(AuditColumn.ON_BEHALF_OF) && row.isNull(AuditColumn.EVIDENCE)))) {
            report("a payload whole or erased", "a part of one");
        } else if (!erased) {
            expect(AuditColumn.PAYLOAD_DIGEST, Sha256.of(form.ofPayload(row)).bytes());
            evidence();
            if (erasure) {
                recordedErasure(row.text(AuditColumn.FACTS));
            } else if (known != null) {
                guard(known, row.text(AuditColumn.FACTS));
            }
        } else if (erasure) {
            report("who erased, why and what", "nothing: it was erased itself");
        } else {
            unexplained.add(row.number(AuditColumn.SEQ));
        }
    }

    /** Evidence is canonical, whatever it says. */
    private void evidence() {
        if (row.isNull(AuditColumn.EVIDENCE)) {
            return;
        }
        String recorded = row.text(AuditColumn.EVIDENCE);
        String fault = null;
        try {
            if (!recorded.startsWith("{")) {
                fault = "no object";
            } else if (!CanonicalJson.of(recorded).equals(recorded)) {
                fault = "another way to write it";
            } else if (recorded.getBytes(StandardCharsets.UTF_8).length > EVIDENCE_BYTES) {
                fault = "more than " + EVIDENCE_BYTES + " bytes";
            }
        } catch (JsonException e) {
            fault = e.found();
        }
        if (fault != null) {
            report("evidence as one canonical JSON object", fault);
        }
    }

    private void recordedErasure(String facts) {
        OptionalLong seq = Erasure.seq(facts);
        if (seq.isEmpty()) {
            report("facts that name the step erased", Texts.quoted(facts));
        } else if (unexplained.remove(seq.getAsLong())) {
            erasures++;
        } else {
            report("step " + seq.getAsLong() + " without its payload", "no such step before this one");
        }
    }

    /** The guard once more, on the facts that were recorded and under the definition then in force. */
    private void guard(Known known, String recorded) {
        Definition definition = known.definition;
        Facts facts;
        try {
            facts = known.facts(recorded);
        } catch (InvalidFactsException e) {
            report("facts of " + definition.workflow() + " in canonical text", String.valueOf(e.getMessage()));
            return;
        }
        Optional<WorkflowTransition> legal = legal(definition);
        if (legal.isPresent()) {
            for (UnmetCondition unmet : facts.unmet(legal.get().guard())) {
                report(
                        "the guard of " + legal.get().id() + " satisfied: "
                                + unmet.fact().id() + " = " + String.join(" or ", unmet.required()),
                        unmet.actual().orElse("it unknown"));
            }
        }
    }

    private void digest() {
        expect(AuditColumn.FORMAT, (long) CanonicalForm.FORMAT);
        expect(AuditColumn.DIGEST, Sha256.of(form.ofEntry(row)).bytes());
    }

    /** All steps were given, and nothing is known of where the case stands. */
    void endOfSteps() {
        requests.end(seq -> report(seq, REQUEST, "one that has made a step before"));
        unexplained.forEach(seq -> report(seq, "a payload, or its erasure recorded", "neither"));
        listed.end(this::report);
    }

    /**
     * All steps were given.
     *
     * @param head the case that stands at the newest of them; null when none does
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

    private void expect(AuditColumn column, @Nullable Object expected) {
        if (expected != null && !(expected instanceof Row.Unreadable) && !row.holds(column, expected)) {
            report(
                    column.column() + " " + Row.shown(expected, column.kind()),
                    Row.shown(row.get(column), column.kind()));
        }
    }

    private void report(String expected, String found) {
        report(row.get(AuditColumn.SEQ) instanceof Long number ? number : 0, expected, found);
    }

    private void report(long seq, String expected, String found) {
        findings.report(Subject.CASE, caseId, seq, expected, found);
    }
}
