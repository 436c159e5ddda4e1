package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.ERASURE;

import java.util.List;
import java.util.Map;

/** Erases without a record, records without erasing, or does more under the cover of an erasure. */
final class ErasureAttacks {
    static final String ERASE = "UPDATE workflow_audit SET salt = NULL, actor = NULL, on_behalf_of = NULL,"
            + " reason = NULL, facts = NULL, evidence = NULL";

    private ErasureAttacks() {}

    static List<Attack> all() {
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
}
