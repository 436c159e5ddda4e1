package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.STEP;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.workflowengine.runtime.core.AuditEntry;

/** Steps that nobody has asked the engine for: some that cannot be, and some that could. */
final class StepAttacks {
    private StepAttacks() {}

    static List<Attack> all() {
        return List.of(
                wrong("leave a gap", Map.of("seq", "4")),
                wrong(
                        "fork the history",
                        Map.of(
                                "seq",
                                "2",
                                "from_state",
                                "'CREATED'",
                                "to_state",
                                "'UNDER_REVIEW'",
                                "transition",
                                "'START_REVIEW'")),
                wrong("a step before the first", Map.of("seq", "0")),
                wrong(
                        "a second opening",
                        Map.of("from_state", "'(new)'", "transition", "'(open)'", "to_state", "'CREATED'")),
                Attack.of(
                        STEP,
                        "a case that starts approved",
                        forge -> forge.made(
                                forge.opening(), Map.of("transition", "'APPROVE'", "to_state", "'APPROVED'"))),
                Attack.of(
                        STEP,
                        "a case that starts under review, as step 1",
                        forge -> List.of(forge.insert(forge.approval(), Map.of("case_id", "'C-9'", "seq", "1")))),
                Attack.of(
                        STEP,
                        "an opening that continues something",
                        forge -> List.of(forge.insert(forge.opening(), Map.of("previous_digest", forge.someDigest())))),
                Attack.of(
                        STEP,
                        "a wrong digest of the step before",
                        forge -> forge.made(forge.approval(), Map.of("previous_digest", forge.someDigest()))),
                wrong(
                        "a transition that leaves another state",
                        Map.of("from_state", "'APPROVED'", "transition", "'PAY'", "to_state", "'PAID'")),
                wrong("a transition that the state does not have", Map.of("transition", "'PAY'", "to_state", "'PAID'")),
                wrong("a transition to another state", Map.of("to_state", "'PAID'")),
                wrong("a step of another workflow", Map.of("workflow", "'other'")),
                wrong("a step of a version that is not installed", Map.of("from_version", "3", "version", "3")),
                wrong("a step of a version that the case does not follow", Map.of("from_version", "2", "version", "2")),
                Attack.of(
                        STEP,
                        "the fingerprint of no definition",
                        forge -> forge.made(forge.approval(), Map.of("fingerprint", forge.someDigest()))),
                wrong("a format that does not exist", Map.of("format", "2")),
                wrong(
                        "a step without payload, as if it had been erased",
                        Map.of("actor", "NULL", "reason", "NULL", "facts", "NULL", "salt", "NULL")),
                wrong("a step without a reason", Map.of("reason", "NULL")),
                wrong("a step by nobody's kind", Map.of("actor_kind", "'ROBOT'")),
                wrong("the same request twice", Map.of("request_id", "'R-1'")),
                wrong("a step without a digest", Map.of("digest", "NULL")),
                Attack.of(STEP, "a step ahead of its case", forge -> List.of(forge.insert(forge.approval()))),
                Attack.of(STEP, "an opening without a case", forge -> List.of(forge.insert(forge.opening()))),
                Attack.of(
                        STEP,
                        "a step, entered at another time than recorded",
                        forge -> List.of(
                                forge.insert(forge.approval()),
                                forge.move(forge.approval(), Map.of("entered_at", "TIMESTAMP '2020-01-01 00:00:00'")))),
                Attack.of(
                        STEP,
                        "a step of one case, made by another",
                        forge -> List.of(
                                forge.insert(forge.approval()),
                                forge.move(forge.approval()).replace("'C-2'", "'C-3'"))),
                Attack.of(
                        STEP,
                        "an opening, entered at another time than recorded",
                        forge -> List.of(
                                forge.insert(forge.opening()),
                                forge.open(forge.opening()).replace("2026-11-24", "2020-01-01"))));
    }

    private static Attack wrong(String name, Map<String, String> otherwise) {
        return Attack.of(STEP, name, forge -> forge.made(forge.approval(), otherwise));
    }

    /** Whole and chained, permitted by the definition, and followed by the case: legal steps, which only a key tells apart. */
    static List<Attack> byHand() {
        return List.of(
                byHand("a legal step that names the engine's key", Forge::approval),
                byHand(
                        "a legal step on facts that do not satisfy its guard",
                        forge -> forge.approval(step -> step.facts("{\"RISK_RULES_PASSED\":false}"))),
                byHand(
                        "a legal step, dated back",
                        forge -> forge.approval(step -> step.recordedAt(Instant.parse("2020-01-01T00:00:00Z")))),
                Attack.of(
                        BY_HAND,
                        "a legal step with an invented payload digest",
                        forge -> forge.made(forge.approval(), Map.of("payload_digest", forge.someDigest()))),
                byHand("a case that nobody opened", Forge::opening),
                Attack.of(
                        BY_HAND,
                        "a lawful erasure that nobody ordered",
                        forge -> List.of(
                                forge.insert(forge.erasure()),
                                ErasureAttacks.ERASE + " WHERE case_id = 'C-2' AND seq = 2",
                                forge.move(forge.erasure()))));
    }

    private static Attack byHand(String name, Function<Forge, AuditEntry> step) {
        return Attack.of(BY_HAND, name, forge -> forge.made(step.apply(forge)));
    }
}
