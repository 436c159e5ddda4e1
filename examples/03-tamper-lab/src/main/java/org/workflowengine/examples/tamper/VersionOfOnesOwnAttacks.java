package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.MIGRATION;
import static org.workflowengine.examples.tamper.LegalTableAttacks.row;

import java.util.ArrayList;
import java.util.List;

/** Installs a version of a workflow that nobody has compiled, older or newer than the others, and lets cases migrate from it or into it. */
final class VersionOfOnesOwnAttacks {
    private static final String NEWER = "a version of one's own, into which the installed one migrates, ";

    private VersionOfOnesOwnAttacks() {}

    static List<Attack> all() {
        return List.of(
                newer(NEWER + "from a state that it does not have", TransferHistory.NOW.hex(), "CHECKED"),
                newer(NEWER + "compiled for another one", TransferHistory.BEFORE.hex(), "CLEARED"),
                newer(NEWER + "whole and sound", TransferHistory.NOW.hex(), "CLEARED"),
                Attack.of(
                        MIGRATION,
                        "an older version of one's own, from which the installed one migrates",
                        VersionOfOnesOwnAttacks::older),
                Attack.of(
                        MIGRATION,
                        "remove the guards, an older version of one's own, from which the installed one migrates, restore them",
                        forge -> forge.unguarded(older(forge))));
    }

    /** Version 4 with the graph of version 3, and a mapping from there. */
    private static Attack newer(String name, String fingerprint, String from) {
        return Attack.of(MIGRATION, name, forge -> {
            String mappings = "{\"fingerprint\":\"" + fingerprint + "\",\"from\":3,\"mappings\":[{\"from\":\"" + from
                    + "\",\"guard\":[],\"to\":\"SETTLED\"}]}";
            String graph = "REPLACE(REPLACE(graph, '\"version\":3', '\"version\":4'), '],\"states\":', '," + mappings
                    + "],\"states\":')";
            List<String> statements = new ArrayList<>(copied(forge, 3, 4, graph, "transitions + 1"));
            statements.add(row("transfer", 4, from, "(migrate:3)", "SETTLED"));
            return statements;
        });
    }

    /** The first version, as somebody would like it to have been: with the graph of the second. */
    private static List<String> older(Forge forge) {
        return copied(forge, 2, 1, "REPLACE(graph, '\"version\":2', '\"version\":1')", "transitions");
    }

    private static List<String> copied(Forge forge, int from, int to, String graph, String transitions) {
        String like = " WHERE workflow = 'transfer' AND version = " + from;
        return List.of(
                "INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,"
                        + " installed_at) SELECT workflow, " + to + ", " + forge.sha256(graph) + ", " + graph
                        + ", states, " + transitions + ", erasable, installed_at FROM workflow_definition" + like,
                "INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable) SELECT workflow, "
                        + to + ", state, initial, terminal, importable FROM workflow_state" + like,
                "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state) SELECT workflow, "
                        + to + ", from_state, transition, to_state FROM workflow_transition" + like);
    }
}
