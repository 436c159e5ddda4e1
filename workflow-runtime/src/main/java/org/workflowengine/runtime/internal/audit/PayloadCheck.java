package org.workflowengine.runtime.internal.audit;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.internal.text.CanonicalJson;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.Texts;

/** Checks the payloads of one case's steps: each is whole, or its erasure is recorded later. */
final class PayloadCheck {
    private static final int EVIDENCE_BYTES = 65_536;

    private final CanonicalForm form;

    /** Steps without a payload, whose erasure is not recorded yet. */
    private final StepNumbers unexplained = new StepNumbers();

    private long erasures;

    PayloadCheck(CanonicalForm form) {
        this.form = form;
    }

    /** How many erasures are recorded and have taken place. */
    long erasures() {
        return erasures;
    }

    /** Checks the payload of a step whose columns are readable; null is for a definition that cannot be read. */
    void check(CheckedStep step, @Nullable LegalityCheck legality) {
        Row<AuditColumn> row = step.row();
        String kind = row.text(AuditColumn.ACTOR_KIND);
        if (!kind.equals(Actor.Kind.PERSON.name())
                && !kind.equals(Actor.Kind.SERVICE.name())
                && !kind.equals(Actor.Kind.SYSTEM.name())) {
            step.report("actor_kind PERSON, SERVICE or SYSTEM", Texts.quoted(kind));
        }
        boolean erasure = row.holds(AuditColumn.TRANSITION, Definition.ERASURE);
        boolean hold = HoldCheck.isHoldOrRelease(row.text(AuditColumn.TRANSITION));
        boolean erased = row.isNull(AuditColumn.SALT);
        if (row.isNull(AuditColumn.ACTOR) != erased
                || row.isNull(AuditColumn.REASON) != erased
                || row.isNull(AuditColumn.FACTS) != erased
                || (erased && !(row.isNull(AuditColumn.ON_BEHALF_OF) && row.isNull(AuditColumn.EVIDENCE)))) {
            step.report("a payload whole or erased", "a part of one");
        } else if (!erased) {
            step.expect(
                    AuditColumn.PAYLOAD_DIGEST, Sha256.of(form.ofPayload(row)).bytes());
            evidence(step);
            if (erasure) {
                recordedErasure(step, row.text(AuditColumn.FACTS));
            } else if (!hold && legality != null) {
                legality.guard(row.text(AuditColumn.FACTS));
            }
        } else if (erasure) {
            step.report("who erased, why and what", "nothing: it was erased itself");
        } else if (hold) {
            step.report("who ordered or released the hold, why and for which matter", "nothing: it was erased");
        } else {
            unexplained.add(row.number(AuditColumn.SEQ));
        }
    }

    /** Evidence is canonical, whatever it says. */
    private static void evidence(CheckedStep step) {
        if (step.row().isNull(AuditColumn.EVIDENCE)) {
            return;
        }
        String recorded = step.row().text(AuditColumn.EVIDENCE);
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
            step.report("evidence as one canonical JSON object", fault);
        }
    }

    private void recordedErasure(CheckedStep step, String facts) {
        OptionalLong seq = Erasure.seq(facts);
        if (seq.isEmpty()) {
            step.report("facts that name the step erased", Texts.quoted(facts));
        } else if (unexplained.remove(seq.getAsLong())) {
            erasures++;
        } else {
            step.report("step " + seq.getAsLong() + " without its payload", "no such step before this one");
        }
    }

    /** All steps were given. */
    void end(Listed.Report report) {
        unexplained.forEach(seq -> report.of(seq, "a payload, or its erasure recorded", "neither"));
    }
}
