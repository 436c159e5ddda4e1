package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.PLANT;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.List;
import java.util.stream.Stream;

/** Changes a column, a constraint, an index or a view, and leaves its name. */
final class ShapeAttacks {
    private ShapeAttacks() {}

    static List<Attack> all() {
        return Stream.of(shapes(), views()).flatMap(List::stream).toList();
    }

    private static List<Attack> shapes() {
        return List.of(
                Attack.of(
                        PLANT,
                        "put a weaker constraint in a constraint's place and leave it so",
                        forge -> List.of(
                                forge.dropRule("version"),
                                forge.dropRule("version").replace("DROP", "ADD") + " CHECK (version >= 1)")),
                Attack.of(
                        PLANT,
                        "stop computing a generated column",
                        forge -> List.of(
                                forge.product() == MARIADB
                                        ? "ALTER TABLE workflow_transition MODIFY imported_into VARCHAR(64)"
                                        : "ALTER TABLE workflow_transition ALTER COLUMN imported_into DROP EXPRESSION")),
                Attack.of(
                        PLANT,
                        "allow a step without a source",
                        forge -> List.of(
                                forge.product() == MARIADB
                                        ? "ALTER TABLE workflow_audit MODIFY source VARCHAR(128)"
                                        : "ALTER TABLE workflow_audit ALTER COLUMN source DROP NOT NULL")),
                Attack.of(
                                PLANT,
                                "let a trigger act in ordinary sessions only",
                                "ALTER TABLE workflow_audit ENABLE TRIGGER workflow_audit_kept")
                        .only(POSTGRESQL),
                Attack.of(
                                PLANT,
                                "keep the cases where nothing is rolled back",
                                "ALTER TABLE workflow_case ENGINE = MyISAM")
                        .only(MARIADB),
                Attack.of(
                                PLANT,
                                "drop a foreign key, then keep the cases where nothing is rolled back",
                                "ALTER TABLE workflow_case DROP FOREIGN KEY workflow_case_audit",
                                "ALTER TABLE workflow_case ENGINE = MyISAM")
                        .only(MARIADB),
                Attack.of(
                                PLANT,
                                "let actors be compared without regard to case",
                                "ALTER TABLE workflow_audit MODIFY actor VARCHAR(128) CHARACTER SET utf8mb4"
                                        + " COLLATE utf8mb4_general_ci")
                        .only(MARIADB));
    }

    /** What the application joins with, and what finds its lists. */
    private static List<Attack> views() {
        return List.of(
                Attack.of(PLANT, "hide a case in the view of the cases", """
                        CREATE OR REPLACE VIEW workflow_case_view AS
                        SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AND NOT s.resting AS is_open,
                            s.resting AS is_resting
                        FROM workflow_case c
                        LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state
                        WHERE c.case_id <> 'C-1'"""),
                Attack.of(
                        PLANT,
                        "put another index in the place of that of the lists",
                        forge -> List.of(
                                "DROP INDEX workflow_case_list"
                                        + (forge.product() == MARIADB ? " ON workflow_case" : ""),
                                "CREATE INDEX workflow_case_list ON workflow_case (state)")));
    }
}
