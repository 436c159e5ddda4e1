package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.CASE;

import java.util.List;

/** Lies about where a case is. */
final class CaseAttacks {
    private CaseAttacks() {}

    static List<Attack> all() {
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
}
