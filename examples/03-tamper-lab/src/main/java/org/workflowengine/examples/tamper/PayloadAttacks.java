package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.ERASURE;
import static org.workflowengine.examples.tamper.Attack.Family.HISTORY;
import static org.workflowengine.examples.tamper.Attack.Family.STEP;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;

/** Changes evidence and principals, and erases more often, or elsewhere, than the law and the definition have it. */
final class PayloadAttacks {
    private static final String STEP_3 = " WHERE case_id = 'C-1' AND seq = 3";

    private PayloadAttacks() {}

    static List<Attack> impossible() {
        return List.of(
                wrong(
                        "evidence on a step without a payload",
                        Map.of(
                                "actor", "NULL",
                                "reason", "NULL",
                                "facts", "NULL",
                                "salt", "NULL",
                                "evidence", "'{}'")),
                wrong(
                        "a principal on a step without a payload",
                        Map.of(
                                "actor", "NULL",
                                "reason", "NULL",
                                "facts", "NULL",
                                "salt", "NULL",
                                "on_behalf_of", "'carol'")),
                wrong("evidence of 65,537 bytes", Map.of("evidence", "'{\"a\":\"" + "x".repeat(65_529) + "\"}'")),
                wrong(
                        "evidence of 65,537 bytes in half as many characters",
                        Map.of("evidence", "'{\"a\":\"" + "\u00e4".repeat(32_764) + "x\"}'")),
                wrong("a principal without a name", Map.of("on_behalf_of", "''")));
    }

    private static Attack wrong(String name, Map<String, String> otherwise) {
        return Attack.of(STEP, name, forge -> forge.made(forge.approval(), otherwise));
    }

    static List<Attack> recorded() {
        return List.of(
                Attack.of(
                        HISTORY,
                        "write evidence where a payload was erased",
                        "UPDATE workflow_audit SET evidence = '{}' WHERE case_id = 'C-3' AND seq = 2"),
                unguarded("rewrite the evidence", "UPDATE workflow_audit SET evidence = '{\"rules\":{}}'" + STEP_3),
                unguarded("remove the evidence", "UPDATE workflow_audit SET evidence = NULL" + STEP_3),
                unguarded("rewrite the principal", "UPDATE workflow_audit SET on_behalf_of = 'mallory'" + STEP_3),
                unguarded("remove the principal", "UPDATE workflow_audit SET on_behalf_of = NULL" + STEP_3),
                unguarded(
                        "rewrite when it occurred",
                        "UPDATE workflow_audit SET occurred_at = TIMESTAMP '2020-01-01 00:00:00'" + STEP_3),
                Attack.of(
                        HISTORY,
                        "remove the guards, rewrite evidence and payload digest, restore them",
                        forge -> forge.unguarded(PayloadAttacks.evidence(forge))),
                unguarded(
                        "write evidence where a payload was erased",
                        "UPDATE workflow_audit SET evidence = '{}' WHERE case_id = 'C-3' AND seq = 2"));
    }

    private static List<String> evidence(Forge forge) {
        Digest payload = forge.payloadOf(forge.approved(3).toBuilder().evidence("{\"rules\": {}}"));
        return List.of("UPDATE workflow_audit SET evidence = '{\"rules\": {}}', payload_digest = "
                + forge.binary(payload.hex()) + STEP_3);
    }

    private static Attack unguarded(String name, String lie) {
        return Attack.of(HISTORY, "remove the guards, " + name + ", restore them", forge -> forge.unguarded(lie));
    }

    static List<Attack> byHand() {
        return List.of(
                evident("a legal step with evidence that is not canonical", "{\"b\":1,\"a\":1}"),
                evident("a legal step with evidence that is not an object", "[]"),
                evident("a legal step with evidence that has a member twice", "{\"a\":1,\"a\":2}"),
                evident("a legal step with evidence that is not JSON", "low risk"));
    }

    private static Attack evident(String name, String evidence) {
        return Attack.of(BY_HAND, name, forge -> forge.made(forge.approval(step -> step.evidence(evidence))));
    }

    static List<Attack> erasures() {
        return List.of(
                Attack.of(ERASURE, "record one erasure three times in one transaction", forge -> {
                    List<AuditEntry> steps = forge.erasures(3);
                    List<String> statements = new ArrayList<>();
                    steps.forEach(step -> statements.add(forge.insert(step)));
                    statements.add(ErasureAttacks.ERASE + " WHERE case_id = 'C-2' AND seq = 2");
                    steps.forEach(step -> statements.add(forge.move(step)));
                    return statements;
                }),
                Attack.of(ERASURE, "record one erasure three times in one statement", forge -> {
                    List<AuditEntry> steps = forge.erasures(3);
                    List<String> statements = new ArrayList<>(List.of(steps.stream()
                            .map(forge::insert)
                            .reduce((all, next) -> all + ", " + next.substring(next.indexOf("VALUES ") + 7))
                            .orElseThrow()));
                    statements.add(ErasureAttacks.ERASE + " WHERE case_id = 'C-2' AND seq = 2");
                    steps.forEach(step -> statements.add(forge.move(step)));
                    return statements;
                }),
                Attack.of(ERASURE, "record an erasure once more after it has taken place", forge -> {
                    List<AuditEntry> steps = forge.erasures(2);
                    return List.of(
                            forge.insert(steps.get(0)),
                            ErasureAttacks.ERASE + " WHERE case_id = 'C-2' AND seq = 2",
                            forge.move(steps.get(0)),
                            forge.insert(steps.get(1)),
                            forge.move(steps.get(1)));
                }),
                Attack.of(
                        ERASURE,
                        "erase a step of a definition that does not permit it",
                        forge -> List.of(
                                forge.insert(forge.settlementErasure()),
                                ErasureAttacks.ERASE + " WHERE case_id = 'S-1' AND seq = 1",
                                forge.move(forge.settlementErasure()))),
                Attack.of(
                        ERASURE,
                        "erase a payload but for the evidence, on record",
                        forge -> erased(forge, "on_behalf_of = NULL")),
                Attack.of(
                        ERASURE,
                        "erase a payload but for the principal, on record",
                        forge -> erased(forge, "evidence = NULL")));
    }

    private static List<String> erased(Forge forge, String and) {
        AuditEntry erasure = forge.erasureOfApproval();
        return List.of(
                forge.insert(erasure),
                "UPDATE workflow_audit SET salt = NULL, actor = NULL, reason = NULL, facts = NULL, " + and + STEP_3,
                forge.move(erasure));
    }
}
