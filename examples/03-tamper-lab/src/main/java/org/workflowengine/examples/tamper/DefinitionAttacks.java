package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.DEFINITION;

import java.util.List;

/** Changes what a workflow permits, or what is installed. */
final class DefinitionAttacks {
    private DefinitionAttacks() {}

    static List<Attack> all() {
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
                                + " fingerprint = " + forge.sha256("REPLACE(graph, 'APPROVE', 'ACCEPT')"))),
                Attack.of(DEFINITION, "delete a definition", "DELETE FROM workflow_definition"),
                Attack.of(DEFINITION, "empty the legal table", "TRUNCATE TABLE workflow_transition"),
                Attack.of(
                        DEFINITION,
                        "a definition with another's fingerprint",
                        "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions,"
                                + " erasable, installed_at) SELECT workflow, 3, fingerprint, REPLACE(graph, 'APPROVE',"
                                + " 'ACCEPT'), states, transitions, erasable, installed_at FROM workflow_definition"
                                + " WHERE workflow = 'claim' AND version = 1"),
                Attack.of(DEFINITION, "a definition of one's own, whole and sound", DefinitionAttacks::ownDefinition));
    }

    /** The same workflow as version 3: sound in itself, but nobody has compiled it. */
    private static List<String> ownDefinition(Forge forge) {
        return LegalTableAttacks.ownDefinition(forge, "transitions", "erasable");
    }
}
