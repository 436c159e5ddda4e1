package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.DEFINITION;

import java.util.ArrayList;
import java.util.List;

/** Adds to the legal table what its definition does not declare, with and without room for it. */
final class LegalTableAttacks {
    private static final String FIRST = ClaimTransition.DEFINITION.fingerprint().hex();

    /** The graph of version 1 under another number. */
    private static final String THIRD = "REPLACE(graph, '\"version\":1', '\"version\":3')";

    private static final String MIGRATION = row("claim", 3, "UNDER_REVIEW", "(migrate:1)", "APPROVED");

    private LegalTableAttacks() {}

    static List<Attack> all() {
        return List.of(
                added("a second target for a transition", row("claim", 1, "UNDER_REVIEW", "APPROVE", "PAID")),
                inOwnDefinition(
                        "a definition of one's own, with two targets for one transition",
                        row("claim", 3, "UNDER_REVIEW", "APPROVE", "PAID")),
                added("an import into a state that takes none", row("claim", 1, "(new)", "(import)", "APPROVED")),
                inOwnDefinition(
                        "a definition of one's own, with an import into a state that takes none",
                        row("claim", 3, "(new)", "(import)", "APPROVED")),
                added("a form that this version does not know", row("claim", 1, "APPROVED", "(pause)", "APPROVED")),
                inOwnDefinition(
                        "a definition of one's own, with a form that this version does not know",
                        row("claim", 3, "APPROVED", "(pause)", "APPROVED")),
                added(
                        "a migration from a version that is not installed",
                        row("settlement", 1, "AGREED", "(migrate:0)", "AGREED")),
                inOwnDefinition(
                        "a definition of one's own, with a migration from a version that is not installed",
                        row("claim", 3, "UNDER_REVIEW", "(migrate:4)", "UNDER_REVIEW")),
                inOwnDefinition(
                        "a definition of one's own, with a migration from a version that is written otherwise",
                        row("claim", 3, "UNDER_REVIEW", "(migrate:01)", "UNDER_REVIEW")),
                added("an opening in another state", row("claim", 1, "(new)", "(open)", "APPROVED")),
                added("an opening out of a state", row("claim", 1, "APPROVED", "(open)", "CREATED")),
                added("a transition out of nowhere", row("claim", 1, "(new)", "APPROVE", "APPROVED")),
                added("an erasure that leads elsewhere", row("claim", 1, "PAID", "(erase)", "APPROVED")),
                added("an erasure in a state of another version", row("claim", 1, "ESCALATED", "(erase)", "ESCALATED")),
                added(
                        "an erasure where the definition permits none",
                        row("settlement", 1, "AGREED", "(erase)", "AGREED")),
                flipped("erasable", "workflow_definition", "settlement", "TRUE"),
                flipped("importable", "workflow_state", "claim", "TRUE"),
                flipped("initial", "workflow_state", "claim", "TRUE"),
                unguarded(
                        "allow erasures that the definition forbids",
                        "UPDATE workflow_definition SET erasable = TRUE WHERE workflow = 'settlement'",
                        row("settlement", 1, "AGREED", "(erase)", "AGREED")),
                unguarded(
                        "let a state take imports",
                        "UPDATE workflow_state SET importable = TRUE WHERE workflow = 'claim' AND state = 'APPROVED'",
                        row("claim", 1, "(new)", "(import)", "APPROVED")),
                unguarded(
                        "open a case in another state",
                        "UPDATE workflow_state SET initial = TRUE WHERE workflow = 'claim' AND state = 'APPROVED'",
                        row("claim", 1, "(new)", "(open)", "APPROVED")),
                unguarded(
                        "make room for a transition and add it",
                        "UPDATE workflow_definition SET transitions = transitions + 1 WHERE workflow = 'claim'",
                        row("claim", 1, "UNDER_REVIEW", "JUMP", "PAID")),
                Attack.of(
                        DEFINITION,
                        "a definition of one's own, with a declared migration into it",
                        forge -> with(
                                ownDefinition(forge, migrating(FIRST), "transitions + 1", "erasable"), MIGRATION)));
    }

    /** The statement that adds a row to the legal table. */
    static String row(String workflow, int version, String from, String transition, String to) {
        return "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state) VALUES ('"
                + workflow + "', " + version + ", '" + from + "', '" + transition + "', '" + to + "')";
    }

    /**
     * Version 3 of the claim, which nobody has compiled, with the graph of version 1.
     *
     * @param transitions SQL for how many rows its author is said to have written
     * @param erasable SQL for whether its steps can be erased
     */
    static List<String> ownDefinition(Forge forge, String transitions, String erasable) {
        return ownDefinition(forge, THIRD, transitions, erasable);
    }

    private static List<String> ownDefinition(Forge forge, String graph, String transitions, String erasable) {
        String first = " WHERE workflow = 'claim' AND version = 1";
        return List.of(
                "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,"
                        + " installed_at) SELECT workflow, 3, " + forge.sha256(graph) + ", " + graph
                        + ", states, " + transitions + ", " + erasable + ", installed_at FROM workflow_definition"
                        + first,
                "INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable)"
                        + " SELECT workflow, 3, state, initial, terminal, importable FROM workflow_state" + first,
                "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                        + " SELECT workflow, 3, from_state, transition, to_state FROM workflow_transition" + first);
    }

    /** The same graph, and cases under review in version 1 come into it approved. */
    private static String migrating(String fingerprint) {
        return "REPLACE(" + THIRD + ", ',\"states\":', ',\"migrations\":[{\"fingerprint\":\"" + fingerprint
                + "\",\"from\":1,\"mappings\":[{\"from\":\"UNDER_REVIEW\",\"guard\":[],\"to\":\"APPROVED\"}]}],\"states\":')";
    }

    private static Attack added(String name, String row) {
        return Attack.of(DEFINITION, "add " + name, row);
    }

    private static Attack inOwnDefinition(String name, String row) {
        return Attack.of(DEFINITION, name, forge -> with(ownDefinition(forge, "transitions + 1", "erasable"), row));
    }

    private static Attack flipped(String column, String table, String workflow, String value) {
        return Attack.of(
                DEFINITION,
                "say " + column + " where the definition does not",
                "UPDATE " + table + " SET " + column + " = " + value + " WHERE workflow = '" + workflow + "'");
    }

    private static Attack unguarded(String name, String... lies) {
        return Attack.of(DEFINITION, "remove the guards, " + name + ", restore them", forge -> forge.unguarded(lies));
    }

    private static List<String> with(List<String> statements, String last) {
        List<String> all = new ArrayList<>(statements);
        all.add(last);
        return all;
    }
}
