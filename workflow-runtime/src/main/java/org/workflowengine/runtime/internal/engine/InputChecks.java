package org.workflowengine.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Evidence;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.internal.text.CanonicalJson;
import org.workflowengine.runtime.internal.text.CharacterKind;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Checks every text and number that comes in, once, before anything is read or written. A text that is to be stored as an id must also be
 * visible and have one spelling. The id of an existing case need only be well-formed, so a case from before a rule can still be read,
 * moved and erased.
 */
public final class InputChecks {
    /** In UTF-16 code units, of which no database counts more than Java does. */
    static final int CASE_ID = 64;

    /** The schema does not allow more for a case. */
    static final long MOST_STEPS = Integer.MAX_VALUE;

    static final int STATE = 64;
    static final int ACTOR_ID = 128;
    static final int REASON = 2_000;
    static final int REQUEST_ID = 64;
    static final int SOURCE = 128;
    static final int MATTER = 64;
    static final int RETENTION_CLASS = 64;
    private static final String WITHOUT = "none: a tombstone does not record it";
    static final int FACTS_BYTES = 64 * 1024;
    static final int EVIDENCE_BYTES = 64 * 1024;

    private static final Pattern EVIDENCE_NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{0,63}");

    private InputChecks() {}

    /**
     * Checks all of a request.
     *
     * @param definition the definition that the case is to follow
     * @param request what somebody asks for
     * @return the first thing that is wrong with it; empty if all of it can be recorded
     */
    public static Optional<Refusal> check(Definition definition, Request request) {
        return decision(request)
                .or(() -> request.importedInto().flatMap(state -> text("state", state, STATE, false)))
                .or(() -> request.matter().flatMap(matter -> id("matter", matter, MATTER)))
                .or(() -> facts(definition, request.facts()));
    }

    /** A step that can exist. */
    static Optional<Refusal> seq(long seq) {
        return seq < 1 || seq > MOST_STEPS
                ? refuse("seq", String.valueOf(seq), "from 1 to " + MOST_STEPS)
                : Optional.empty();
    }

    static Optional<Refusal> erasure(Request request) {
        return decision(request);
    }

    /**
     * Checks what a purge records of who orders it.
     *
     * @param retentionClass under which rule
     * @param decision who and why
     * @return the first thing that is wrong with it; empty if all of it can be recorded
     */
    public static Optional<Refusal> purge(String retentionClass, Decision decision) {
        return id("retention class", retentionClass, RETENTION_CLASS)
                .or(() -> actor("actor id", decision.actor().id()))
                .or(() -> decision.onBehalfOf().flatMap(principal -> actor("principal id", principal)))
                .or(() -> reason(decision.reason()))
                .or(() -> decision.requestId().flatMap(id -> refuse("request id", Texts.quoted(id), WITHOUT)))
                .or(() -> decision.expectedSeq().isPresent()
                        ? refuse(
                                "expected seq",
                                String.valueOf(decision.expectedSeq().getAsLong()),
                                WITHOUT)
                        : Optional.empty())
                .or(() -> decision.occurredAt().flatMap(time -> refuse("occurred at", time.toString(), WITHOUT)))
                .or(() -> decision.evidence().isEmpty()
                        ? Optional.empty()
                        : refuse("evidence", decision.evidence().size() + " objects", WITHOUT));
    }

    /** The names under which somebody asks. */
    static Optional<Refusal> names(List<String> names) {
        return names.stream()
                .map(name -> actor("name", name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> decision(Request request) {
        Decision decision = request.decision();
        return (request.isOpening() || request.importedInto().isPresent()
                        ? newCaseId(request.caseId())
                        : caseId(request.caseId()))
                .or(() -> actor("actor id", decision.actor().id()))
                .or(() -> decision.onBehalfOf().flatMap(principal -> actor("principal id", principal)))
                .or(() -> reason(decision.reason()))
                .or(() -> decision.requestId().flatMap(InputChecks::newRequestId))
                .or(() -> expectedSeq(decision))
                .or(() -> decision.occurredAt().flatMap(InputChecks::occurredAt))
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
            int bytes = CanonicalJson.object(EvidenceText.members(decision)).getBytes(StandardCharsets.UTF_8).length;
            return bytes > EVIDENCE_BYTES
                    ? refuse("evidence", bytes + " bytes", "at most " + EVIDENCE_BYTES + " bytes in all")
                    : Optional.empty();
        } catch (JsonException e) {
            return refuse("evidence", e.found(), e.expected());
        }
    }

    /**
     * The id of a case that may exist.
     *
     * @param caseId the id
     * @return what is wrong with it; empty when nothing is
     */
    public static Optional<Refusal> caseId(String caseId) {
        return text("case id", caseId, CASE_ID, false);
    }

    /**
     * What the id of a case that may exist can begin with.
     *
     * @param prefix the beginning
     * @return what is wrong with it; empty when nothing is
     */
    public static Optional<Refusal> idPrefix(String prefix) {
        return text("id prefix", prefix, CASE_ID, false);
    }

    private static Optional<Refusal> newCaseId(String caseId) {
        return id("case id", caseId, CASE_ID);
    }

    /** The id of a request that may have been applied. */
    static Optional<Refusal> requestId(String requestId) {
        return text("request id", requestId, REQUEST_ID, false);
    }

    private static Optional<Refusal> newRequestId(String requestId) {
        return id("request id", requestId, REQUEST_ID);
    }

    public static Optional<Refusal> source(String source) {
        return id("source", source, SOURCE);
    }

    /** An actor, or the principal for whom one acts. */
    private static Optional<Refusal> actor(String field, String actorId) {
        return id(field, actorId, ACTOR_ID);
    }

    /** Prose: it may hold what no id may, but it must show something. */
    private static Optional<Refusal> reason(String reason) {
        return text("reason", reason, REASON, true)
                .or(() -> reason.codePoints().allMatch(InputChecks::showsNothing)
                        ? refuse("reason", "nothing that is seen", "a reason to read")
                        : Optional.empty());
    }

    private static boolean showsNothing(int c) {
        return switch (CharacterKind.of(c)) {
            case BLANK, INVISIBLE, CONTROL -> true;
            default -> c == ' ';
        };
    }

    private static Optional<Refusal> id(String field, String value, int most) {
        return text(field, value, most, false).or(() -> Ids.check(field, value));
    }

    /** What no text may be or contain, whatever it is for. */
    private static Optional<Refusal> text(String field, String value, int most, boolean manyLines) {
        // The length first: a text that is too long is not examined.
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
                        String.format(Locale.ROOT, "the control character U+%04X at position %d", (int) c, i),
                        manyLines ? "no control characters but tabs and line breaks" : "no control characters");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return refuse(
                        field,
                        String.format(Locale.ROOT, "half of a surrogate pair, U+%04X, at position %d", (int) c, i),
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

    static Optional<Refusal> facts(Definition definition, Facts facts) {
        for (FactValue fact : facts.values()) {
            if (!definition.vocabulary().contains(fact.row())) {
                return refuse(
                        "fact " + fact.row().id(), "a fact of another workflow", "a fact of " + definition.workflow());
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
