package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.INSTALLATION;
import static org.workflowengine.examples.tamper.Attack.Family.STEP;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.DigestChain;

/** Passes a history of another installation off as one of this, or changes which installation this is. */
final class OriginAttacks {
    private static final Installation ANOTHER = new Installation("ab".repeat(Installation.BYTES));
    private static final String ELSEWHERE = "ALTER TABLE workflow_installation RENAME TO workflow_installation_before";

    private OriginAttacks() {}

    static List<Attack> openings() {
        return List.of(
                Attack.of(
                        STEP,
                        "an opening that continues zeros",
                        forge -> forge.made(
                                forge.opening(step -> step.previousDigest(Digest.of(new byte[Digest.BYTES]))))),
                Attack.of(
                        STEP,
                        "an opening that continues another installation's origin",
                        forge -> forge.made(forge.opening(step ->
                                step.previousDigest(forge.elsewhere().get(0).previousDigest())))),
                Attack.of(
                        STEP,
                        "a whole case of another installation under the same key",
                        forge -> copied(forge, Map.of())),
                Attack.of(
                        STEP,
                        "remove the guards, bring a whole case of another installation, restore them",
                        forge -> forge.unguarded(copied(forge, Map.of()))));
    }

    static List<Attack> byHand() {
        return List.of(
                Attack.of(
                        BY_HAND,
                        "a whole case of another installation, bent to this one's origin",
                        forge -> copied(
                                forge,
                                Map.of(
                                        "previous_digest",
                                        forge.bytes(forge.originDigest().bytes())))),
                Attack.of(
                        BY_HAND,
                        "a whole case of another installation, with its seals and digests of this one",
                        OriginAttacks::rechained));
    }

    private static List<String> copied(Forge forge, Map<String, String> inOpening) {
        AuditEntry opening = forge.elsewhere().get(0);
        AuditEntry second = forge.elsewhere().get(1);
        return List.of(forge.insert(opening, inOpening), forge.open(opening), forge.insert(second), forge.move(second));
    }

    private static List<String> rechained(Forge forge) {
        AuditEntry opening = forge.broughtHere(forge.elsewhere().get(0), forge.originDigest());
        AuditEntry second = forge.broughtHere(forge.elsewhere().get(1), opening.digest());
        return List.of(forge.insert(opening), forge.open(opening), forge.insert(second), forge.move(second));
    }

    static List<Attack> installation() {
        return List.of(
                Attack.of(INSTALLATION, "give the database another id", OriginAttacks::another),
                Attack.of(
                        INSTALLATION,
                        "give the database another version of the schema",
                        "UPDATE workflow_installation SET schema_version = 3"),
                Attack.of(INSTALLATION, "take the id away", "DELETE FROM workflow_installation"),
                Attack.of(INSTALLATION, "empty the table of the id", "TRUNCATE TABLE workflow_installation"),
                Attack.of(INSTALLATION, "add a second id", forge -> List.of(second(forge, 2))),
                Attack.of(
                        INSTALLATION, "add a second id in the place of the first", forge -> List.of(second(forge, 1))),
                Attack.of(
                        INSTALLATION,
                        "remove the guards, give the database another id, restore them",
                        forge -> forge.unguarded(another(forge))),
                Attack.of(
                        INSTALLATION,
                        "remove the guards, remove the id, restore them",
                        forge -> forge.unguarded("DELETE FROM workflow_installation")),
                Attack.of(INSTALLATION, "drop the constraints of the id, add a second one", forge -> {
                    List<String> statements = new ArrayList<>(List.of(
                            "ALTER TABLE workflow_installation DROP CONSTRAINT workflow_installation_only_row",
                            second(forge, 2)));
                    return statements;
                }),
                Attack.of(INSTALLATION, "take the id's table away", ELSEWHERE),
                Attack.of(
                        INSTALLATION,
                        "put another table with the same id in its place",
                        ELSEWHERE,
                        "CREATE TABLE workflow_installation AS SELECT * FROM workflow_installation_before"),
                Attack.of(INSTALLATION, "put another table with another id in its place", forge -> {
                    List<String> statements = new ArrayList<>(List.of(
                            ELSEWHERE,
                            "CREATE TABLE workflow_installation AS SELECT * FROM workflow_installation_before"));
                    statements.addAll(another(forge));
                    return statements;
                }),
                Attack.of(
                        INSTALLATION,
                        "put a view of the id in its place",
                        ELSEWHERE,
                        "CREATE VIEW workflow_installation AS SELECT * FROM workflow_installation_before"),
                Attack.of(INSTALLATION, "drop the id's table", "DROP TABLE workflow_installation"),
                Attack.of(
                                INSTALLATION,
                                "give the database another id by an insert that meets it",
                                forge -> List.of(second(forge, 1)
                                        + " ON CONFLICT (only_row) DO UPDATE SET installation = EXCLUDED.installation,"
                                        + " origin_digest = EXCLUDED.origin_digest"))
                        .only(POSTGRESQL));
    }

    private static List<String> another(Forge forge) {
        return List.of(
                "UPDATE workflow_installation SET installation = " + forge.binary(ANOTHER.id()) + ", origin_digest = "
                        + forge.binary(DigestChain.origin(ANOTHER).hex()));
    }

    private static String second(Forge forge, int row) {
        return "INSERT INTO workflow_installation (only_row, installation, origin_digest, schema_version) VALUES ("
                + row
                + ", " + forge.binary(ANOTHER.id()) + ", "
                + forge.binary(DigestChain.origin(ANOTHER).hex()) + ", 1)";
    }
}
