package org.workflowengine.runtime.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.CanonicalJson;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Evidence;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.JsonException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Texts;
import org.workflowengine.runtime.core.WorkflowTable;

/** Checks every text and number that comes in, once, before anything is read or written. */
final class Door {
    /** In UTF-16 code units, of which no database counts more than Java does. */
    static final int CASE_ID = 64;

    /** The schema lets no case have more. */
    static final long MOST_STEPS = Integer.MAX_VALUE;

    static final int ACTOR_ID = 128;
    static final int REASON = 2_000;
    static final int REQUEST_ID = 64;
    static final int SOURCE = 128;
    static final int FACTS_BYTES = 64 * 1024;
    static final int EVIDENCE_BYTES = 64 * 1024;

    private static final Pattern EVIDENCE_NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{0,63}");

    private Door() {}

    static Optional<Refusal> check(WorkflowTable table, Request request) {
        return decision(request).or(() -> facts(table, request.facts()));
    }

    /** A step that can be there. */
    static Optional<Refusal> seq(long seq) {
        return seq < 1 || seq > MOST_STEPS
                ? refuse("seq", String.valueOf(seq), "from 1 to " + MOST_STEPS)
                : Optional.empty();
    }

    static Optional<Refusal> erasure(Request request) {
        return decision(request);
    }

    private static Optional<Refusal> decision(Request request) {
        Decision decision = request.decision();
        return caseId(request.caseId())
                .or(() -> id("actor id", decision.actor().id(), ACTOR_ID))
                .or(() -> decision.onBehalfOf().flatMap(principal -> id("principal id", principal, ACTOR_ID)))
                .or(() -> text("reason", decision.reason(), REASON, true))
                .or(() -> decision.requestId().flatMap(Door::requestId))
                .or(() -> expectedSeq(decision))
                .or(() -> decision.occurredAt().flatMap(Door::occurredAt))
                .or(() -> evidence(decision));
    }

    private static Optional<Refusal> occurredAt(Instant time) {
        return Times.canBeRecorded(time)
                ? Optional.empty()
                : refuse("occurred at", time.toString(), "from " + Times.EARLIEST + " to " + Times.LATEST);
    }

    private static Optional<Refusal> evidence(Decision decision) {
        if (decision.evidence().isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        for (Evidence evidence : decision.evidence()) {
            if (!EVIDENCE_NAME.matcher(evidence.name()).matches()) {
                return refuse("evidence", "the name " + Texts.quoted(evidence.name()), EVIDENCE_NAME.pattern());
            }
            if (!names.add(evidence.name())) {
                return refuse("evidence", "two of the name " + evidence.name(), "one of each name");
            }
            if (evidence.json().length() > EVIDENCE_BYTES) {
                return refuse(
                        "evidence " + evidence.name(),
                        evidence.json().length() + " characters",
                        "at most " + EVIDENCE_BYTES + " bytes in all");
            }
        }
        try {
            int bytes = CanonicalJson.object(AuditEntries.members(decision)).getBytes(StandardCharsets.UTF_8).length;
            return bytes > EVIDENCE_BYTES
                    ? refuse("evidence", bytes + " bytes", "at most " + EVIDENCE_BYTES + " bytes in all")
                    : Optional.empty();
        } catch (JsonException e) {
            return refuse("evidence", e.found(), e.expected());
        }
    }

    static Optional<Refusal> caseId(String caseId) {
        return id("case id", caseId, CASE_ID);
    }

    static Optional<Refusal> requestId(String requestId) {
        return id("request id", requestId, REQUEST_ID);
    }

    static Optional<Refusal> source(String source) {
        return id("source", source, SOURCE);
    }

    /** Two ids that look alike are the same: nothing that cannot be seen, or that turns the order of what is seen. */
    private static Optional<Refusal> id(String field, String value, int most) {
        return text(field, value, most, false)
                .or(() -> invisible(field, value))
                .or(() -> value.equals(value.strip())
                        ? Optional.empty()
                        : refuse(field, Texts.quoted(value), "no white space at either end"));
    }

    private static Optional<Refusal> invisible(String field, String value) {
        int c;
        for (int i = 0; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            int type = c < 128 ? Character.UNASSIGNED : Character.getType(c);
            if (type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
                return refuse(
                        field,
                        String.format("the invisible character U+%04X at position %d", c, i),
                        "no format or separator characters");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> text(String field, String value, int most, boolean manyLines) {
        // The length first: what is too long is not looked at.
        if (value.length() > most || value.isBlank()) {
            return refuse(
                    field,
                    value.length() > most ? value.length() + " characters" : "a blank text",
                    "1 to " + most + " characters, not all blank");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean lineBreak = c == '\n' || c == '\r' || c == '\t';
            if (Character.isISOControl(c) && !(manyLines && lineBreak)) {
                return refuse(
                        field,
                        String.format("the control character U+%04X at position %d", (int) c, i),
                        manyLines ? "no control characters but tabs and line breaks" : "no control characters");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return refuse(
                        field,
                        String.format("half of a surrogate pair, U+%04X, at position %d", (int) c, i),
                        "well-formed Unicode");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> expectedSeq(Decision decision) {
        return decision.expectedSeq().isPresent() && decision.expectedSeq().getAsLong() < 1
                ? refuse("expected seq", String.valueOf(decision.expectedSeq().getAsLong()), "at least 1")
                : Optional.empty();
    }

    static Optional<Refusal> facts(WorkflowTable table, Facts facts) {
        for (FactValue fact : facts.values()) {
            if (!table.vocabulary().contains(fact.row())) {
                return refuse("fact " + fact.row().id(), "a fact of another workflow", "a fact of " + table.workflow());
            }
        }
        int bytes = facts.canonicalText().getBytes(StandardCharsets.UTF_8).length;
        return bytes > FACTS_BYTES
                ? refuse("facts", bytes + " bytes", "at most " + FACTS_BYTES + " bytes")
                : Optional.empty();
    }

    private static Optional<Refusal> refuse(String field, String found, String expected) {
        return Optional.of(new InvalidInput(field, found, expected));
    }
}
