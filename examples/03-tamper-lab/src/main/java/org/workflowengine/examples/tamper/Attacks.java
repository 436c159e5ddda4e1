package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.CASE;
import static org.workflowengine.examples.tamper.Attack.Family.DEFINITION;
import static org.workflowengine.examples.tamper.Attack.Family.ERASURE;
import static org.workflowengine.examples.tamper.Attack.Family.HISTORY;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every attack of the lab. Those on what is there already are here; each other class beside it has those of its name. */
final class Attacks {
    static final String ERASE = "UPDATE workflow_audit SET salt = NULL, actor = NULL, on_behalf_of = NULL,"
            + " reason = NULL, facts = NULL, evidence = NULL";

    private Attacks() {}

    static List<Attack> on(Product product) {
        return Stream.of(
                        cases(),
                        TimeAttacks.cases(),
                        history(),
                        SealAttacks.recorded(),
                        PayloadAttacks.recorded(),
                        StepAttacks.all(),
                        OriginAttacks.openings(),
                        TimeAttacks.steps(),
                        SealAttacks.impossible(),
                        PayloadAttacks.impossible(),
                        VersionAttacks.all(),
                        erasures(),
                        PayloadAttacks.erasures(),
                        definitions(),
                        LegalTableAttacks.all(),
                        OriginAttacks.installation(),
                        GuardAttacks.all(),
                        PlantAttacks.all(),
                        StepAttacks.byHand(),
                        SealAttacks.byHand(),
                        PayloadAttacks.byHand(),
                        OriginAttacks.byHand())
                .flatMap(List::stream)
                .filter(attack -> attack.products().contains(product))
                .toList();
    }

    private static List<Attack> cases() {
        String rewind = "UPDATE workflow_case SET seq = 2, state = 'UNDER_REVIEW',"
                + " digest = (SELECT digest FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2),"
                + " entered_at = (SELECT recorded_at FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2),"
                + " moved_at = (SELECT recorded_at FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2)"
                + " WHERE case_id = 'C-1'";
        return List.of(
                Attack.of(CASE, "set a case back to an older step", rewind),
                Attack.of(
                        CASE,
                        "set a case back and delete its tail",
                        rewind,
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3"),
                Attack.of(CASE, "write another state", "UPDATE workflow_case SET state = 'PAID' WHERE case_id = 'C-1'"),
                Attack.of(
                        CASE,
                        "move a case without a step",
                        forge -> List.of("UPDATE workflow_case SET seq = 4, state = 'PAID', digest = "
                                + forge.someDigest() + " WHERE case_id = 'C-1'")),
                Attack.of(
                        CASE,
                        "let a case rest in its state for longer",
                        "UPDATE workflow_case SET entered_at = TIMESTAMP '2020-01-01 00:00:00' WHERE case_id = 'C-1'"),
                Attack.of(CASE, "write a case as it is", "UPDATE workflow_case SET seq = seq WHERE case_id = 'C-1'"),
                Attack.of(CASE, "rename a case", "UPDATE workflow_case SET case_id = 'C-9' WHERE case_id = 'C-1'"),
                Attack.of(
                        CASE,
                        "put a case under another workflow",
                        "UPDATE workflow_case SET workflow = 'other' WHERE case_id = 'C-1'"),
                Attack.of(
                        CASE,
                        "put a case under another version",
                        "UPDATE workflow_case SET version = 2 WHERE case_id = 'C-1'"),
                Attack.of(
                        CASE,
                        "a case without a history",
                        forge -> List.of("INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest,"
                                + " entered_at, moved_at) VALUES ('C-9', 'claim', 1, 'APPROVED', 1, "
                                + forge.someDigest()
                                + ", TIMESTAMP '2026-11-24 09:00:00', TIMESTAMP '2026-11-24 09:00:00')")),
                Attack.of(
                        CASE,
                        "a second case on the same history",
                        "INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)"
                                + " SELECT 'C-9', workflow, version, state, seq, digest, entered_at, moved_at FROM workflow_case"
                                + " WHERE case_id = 'C-1'"),
                Attack.of(CASE, "delete a case", "DELETE FROM workflow_case WHERE case_id = 'C-1'"),
                Attack.of(CASE, "empty the table of cases", "TRUNCATE TABLE workflow_case"));
    }

    private static List<Attack> history() {
        List<Attack> attacks = new ArrayList<>();
        lies().forEach((column, lie) -> attacks.add(Attack.of(
                HISTORY,
                "rewrite " + column + " of a step",
                forge -> List.of("UPDATE workflow_audit SET " + column + " = "
                        + (lie.isEmpty()
                                ? forge.someDigest()
                                : lie.equals("salt") ? forge.binary("cd".repeat(16)) : lie)
                        + " WHERE case_id = 'C-1' AND seq = 2"))));
        attacks.addAll(List.of(
                Attack.of(
                        HISTORY,
                        "swap the reasons of two steps",
                        "UPDATE workflow_audit SET reason = CASE seq WHEN 2 THEN 'low risk' ELSE 'all documents in' END"
                                + " WHERE case_id = 'C-1' AND seq > 1"),
                Attack.of(
                        HISTORY,
                        "delete the newest step",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3"),
                Attack.of(
                        HISTORY,
                        "delete a step in the middle",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2"),
                Attack.of(
                        HISTORY,
                        "delete a case with its whole history",
                        "DELETE FROM workflow_case WHERE case_id = 'C-1'",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1'"),
                Attack.of(HISTORY, "empty the history", "TRUNCATE TABLE workflow_audit"),
                Attack.of(HISTORY, "empty history and cases together", "TRUNCATE TABLE workflow_audit CASCADE")
                        .only(POSTGRESQL),
                Attack.of(
                        HISTORY,
                        "empty the cases, then delete the history",
                        "TRUNCATE TABLE workflow_case",
                        "DELETE FROM workflow_audit")));
        return attacks;
    }

    /** For each column of an audit row another value; empty for some digest. */
    private static Map<String, String> lies() {
        Map<String, String> lies = new LinkedHashMap<>();
        lies.put("case_id", "'C-9'");
        lies.put("seq", "9");
        lies.put("workflow", "'other'");
        lies.put("from_version", "2");
        lies.put("version", "2");
        lies.put("fingerprint", "");
        lies.put("transition", "'PAY'");
        lies.put("from_state", "'APPROVED'");
        lies.put("to_state", "'PAID'");
        lies.put("actor_kind", "'SYSTEM'");
        lies.put("actor", "'mallory'");
        lies.put("on_behalf_of", "'carol'");
        lies.put("reason", "'documents waived'");
        lies.put("facts", "'{}'");
        lies.put("evidence", "'{}'");
        lies.put("salt", "salt");
        lies.put("payload_digest", "");
        lies.put("request_id", "'R-9'");
        lies.put("source", "'claims-2'");
        lies.put("recorded_at", "TIMESTAMP '2020-01-01 00:00:00'");
        lies.put("occurred_at", "TIMESTAMP '2020-01-01 00:00:00'");
        lies.put("previous_digest", "");
        lies.put("format", "2");
        lies.put("algorithm", "'Ed25519'");
        lies.put("key_id", "'another-key'");
        lies.put("digest", "");
        lies.put("seal", "");
        return lies;
    }

    private static List<Attack> erasures() {
        String step2 = " WHERE case_id = 'C-2' AND seq = 2";
        return List.of(
                Attack.of(ERASURE, "erase a payload without a record", ERASE + step2),
                Attack.of(
                        ERASURE,
                        "record an erasure that does not take place",
                        forge -> recorded(forge, "UPDATE workflow_case SET seq = seq WHERE 1 = 0")),
                Attack.of(
                        ERASURE,
                        "erase a part of a payload, on record",
                        forge -> recorded(forge, "UPDATE workflow_audit SET reason = NULL" + step2)),
                Attack.of(
                        ERASURE,
                        "write another reason under the cover of an erasure",
                        forge -> recorded(forge, "UPDATE workflow_audit SET reason = 'documents waived'" + step2)),
                Attack.of(
                        ERASURE,
                        "change the time of a step with its erasure",
                        forge -> recorded(forge, ERASE + ", recorded_at = TIMESTAMP '2020-01-01 00:00:00'" + step2)),
                Attack.of(
                        ERASURE,
                        "erase another step than is recorded",
                        forge -> recorded(forge, ERASE + " WHERE case_id = 'C-2' AND seq = 1")),
                Attack.of(
                        ERASURE,
                        "erase who ordered an erasure",
                        ERASE + " WHERE case_id = 'C-3' AND transition = '(erase)'"),
                Attack.of(
                        ERASURE,
                        "record an erasure of a step that is not there",
                        forge -> List.of(forge.insert(forge.erasure(), Map.of("facts", "'{\"ERASED_SEQ\":\"7\"}'")))),
                Attack.of(
                        ERASURE,
                        "write a payload back where one was erased",
                        forge ->
                                List.of("UPDATE workflow_audit SET actor = 'mallory', reason = 'why not', facts = '{}',"
                                        + " salt = " + forge.binary("cd".repeat(16))
                                        + " WHERE case_id = 'C-3' AND seq = 2")));
    }

    private static List<String> recorded(Forge forge, String update) {
        return List.of(forge.insert(forge.erasure()), update, forge.move(forge.erasure()));
    }

    private static List<Attack> definitions() {
        String jump = "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                + " VALUES ('claim', 1, 'UNDER_REVIEW', 'JUMP', 'PAID')";
        return List.of(
                Attack.of(DEFINITION, "permit one more transition", jump),
                Attack.of(
                        DEFINITION,
                        "make room for one more transition, then permit it",
                        "UPDATE workflow_definition SET transitions = transitions + 1",
                        jump),
                Attack.of(
                        DEFINITION,
                        "let a transition lead elsewhere",
                        "UPDATE workflow_transition SET to_state = 'PAID' WHERE transition = 'PAY'"),
                Attack.of(
                        DEFINITION, "forbid a transition", "DELETE FROM workflow_transition WHERE transition = 'PAY'"),
                Attack.of(
                        DEFINITION,
                        "invent a state",
                        "INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable)"
                                + " VALUES ('claim', 1, 'ELSEWHERE', FALSE, TRUE, FALSE)"),
                Attack.of(
                        DEFINITION,
                        "let a state be the end",
                        "UPDATE workflow_state SET terminal = TRUE WHERE state = 'APPROVED'"),
                Attack.of(
                        DEFINITION,
                        "rewrite the graph",
                        "UPDATE workflow_definition SET graph = REPLACE(graph, 'APPROVE', 'ACCEPT')"),
                Attack.of(
                        DEFINITION,
                        "rewrite the graph and its fingerprint",
                        forge -> List.of("UPDATE workflow_definition SET graph = REPLACE(graph, 'APPROVE', 'ACCEPT'),"
                                + " fingerprint = " + sha256(forge, "REPLACE(graph, 'APPROVE', 'ACCEPT')"))),
                Attack.of(DEFINITION, "delete a definition", "DELETE FROM workflow_definition"),
                Attack.of(DEFINITION, "empty the legal table", "TRUNCATE TABLE workflow_transition"),
                Attack.of(
                        DEFINITION,
                        "a definition with another's fingerprint",
                        "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions,"
                                + " erasable, installed_at) SELECT workflow, 3, fingerprint, REPLACE(graph, 'APPROVE',"
                                + " 'ACCEPT'), states, transitions, erasable, installed_at FROM workflow_definition"
                                + " WHERE workflow = 'claim' AND version = 1"),
                Attack.of(DEFINITION, "a definition of one's own, whole and sound", Attacks::ownDefinition));
    }

    /** The same workflow as version 3: sound in itself, but nobody has compiled it. */
    private static List<String> ownDefinition(Forge forge) {
        return LegalTableAttacks.ownDefinition(forge, "transitions", "erasable");
    }

    static String sha256(Forge forge, String text) {
        return switch (forge.product()) {
            case H2 -> "HASH('SHA-256', " + text + ")";
            case POSTGRESQL -> "sha256(convert_to(" + text + ", 'UTF8'))";
            case MARIADB -> "UNHEX(SHA2(" + text + ", 256))";
        };
    }
}
