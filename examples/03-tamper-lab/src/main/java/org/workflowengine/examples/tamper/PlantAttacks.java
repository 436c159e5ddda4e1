package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.PLANT;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Changes what the engine's own statements do: something else has the name of a table, or a table does something else. */
final class PlantAttacks {
    private static final String EVERY_STEP = "BEFORE INSERT ON workflow_audit FOR EACH ROW ";

    private PlantAttacks() {}

    static List<Attack> all() {
        return Stream.of(tables(), operators(), rules(), shapes(), views(), catalogue())
                .flatMap(List::stream)
                .toList();
    }

    /** Tables that stand before the real ones, in a session that the engine is given afterwards. */
    private static List<Attack> tables() {
        return List.of(
                Attack.of(PLANT, "hide the history behind a temporary table", forge -> hidden(forge, "workflow_audit"))
                        .thenTheEngine(),
                Attack.of(PLANT, "hide the cases behind a temporary table", forge -> hidden(forge, "workflow_case"))
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "hide history and cases behind temporary tables",
                                forge -> Stream.of("workflow_audit", "workflow_case")
                                        .flatMap(table -> hidden(forge, table).stream())
                                        .toList())
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "put copies into a schema before the engine's",
                                forge -> List.of(
                                        "CREATE SCHEMA shadow",
                                        "CREATE TABLE shadow.workflow_audit AS SELECT * FROM workflow_audit",
                                        "CREATE TABLE shadow.workflow_case AS SELECT * FROM workflow_case",
                                        forge.product() == H2
                                                ? "SET SCHEMA shadow"
                                                : "SET search_path = shadow, public"))
                        .except(MARIADB)
                        .thenTheEngine());
    }

    private static List<String> hidden(Forge forge, String table) {
        String rows = " AS SELECT * FROM " + table;
        return switch (forge.product()) {
            case H2 -> List.of("CREATE LOCAL TEMPORARY TABLE " + table + rows);
            case POSTGRESQL -> List.of("CREATE TEMPORARY TABLE " + table + rows);
            // Under its own name it would be a copy of itself; without the indexes the engine's reads would fail.
            case MARIADB ->
                List.of(
                        "CREATE TEMPORARY TABLE hidden_" + table + " LIKE " + table,
                        "INSERT INTO hidden_" + table + " SELECT * FROM " + table,
                        "ALTER TABLE hidden_" + table + " RENAME TO " + table);
        };
    }

    /** What the application joins with, and what finds its lists. */
    private static List<Attack> views() {
        return List.of(
                Attack.of(PLANT, "hide a case in the view of the cases", """
                        CREATE OR REPLACE VIEW workflow_case_view AS
                        SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AS is_open
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

    /** Operators, a cast and a function for types for which pg_catalog has none of its own. */
    private static List<Attack> operators() {
        return List.of(
                operator("=", "TEXT", "VARCHAR", "BOOLEAN", "TRUE"),
                operator("=", "VARCHAR", "VARCHAR", "BOOLEAN", "TRUE"),
                operator("<>", "TEXT", "VARCHAR", "BOOLEAN", "FALSE"),
                operator("||", "TEXT", "BIGINT", "TEXT", "'{}'::TEXT"),
                Attack.of(
                                PLANT,
                                "plant a cast from BIGINT to VARCHAR",
                                "CREATE FUNCTION planted(BIGINT) RETURNS VARCHAR LANGUAGE sql IMMUTABLE"
                                        + " AS $$SELECT '2'::VARCHAR$$",
                                "CREATE CAST (BIGINT AS VARCHAR) WITH FUNCTION planted(BIGINT) AS IMPLICIT")
                        .only(POSTGRESQL)
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "plant a function that has a built-in one's name",
                                "CREATE FUNCTION concat(TEXT, BIGINT, TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE"
                                        + " AS $$SELECT '{}'::TEXT$$")
                        .only(POSTGRESQL)
                        .thenTheEngine());
    }

    private static Attack operator(String name, String left, String right, String result, String value) {
        return Attack.of(
                        PLANT,
                        "plant an operator " + name + " (" + left + ", " + right + ")",
                        "CREATE FUNCTION planted(" + left + ", " + right + ") RETURNS " + result
                                + " LANGUAGE sql IMMUTABLE AS $$SELECT " + value + "$$",
                        "CREATE OPERATOR " + name + " (LEFTARG = " + left + ", RIGHTARG = " + right
                                + ", FUNCTION = planted)")
                .only(POSTGRESQL)
                .thenTheEngine();
    }

    /** What makes a table do more, or less, than its definition says. */
    private static List<Attack> rules() {
        return List.of(
                Attack.of(PLANT, "plant a trigger that gives each step another reason", PlantAttacks::changing)
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "plant a rule that drops the moves of cases",
                                "CREATE RULE planted AS ON UPDATE TO workflow_case DO INSTEAD NOTHING")
                        .only(POSTGRESQL)
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "plant a rule that copies what is recorded",
                                "CREATE TABLE elsewhere AS SELECT * FROM workflow_audit",
                                "CREATE RULE planted AS ON INSERT TO workflow_audit DO ALSO INSERT INTO elsewhere"
                                        + " SELECT NEW.*")
                        .only(POSTGRESQL)
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "plant a policy that hides a case",
                                "ALTER TABLE workflow_audit ENABLE ROW LEVEL SECURITY",
                                "CREATE POLICY planted ON workflow_audit USING (case_id <> 'C-1')")
                        .only(POSTGRESQL),
                Attack.of(
                                PLANT,
                                "plant a child table of the history, without its guards",
                                "CREATE TABLE planted () INHERITS (workflow_audit)")
                        .only(POSTGRESQL)
                        .thenTheEngine(),
                Attack.of(
                                PLANT,
                                "plant a child table of the history, and an illegal step in it",
                                forge -> List.of(
                                        "CREATE TABLE planted () INHERITS (workflow_audit)",
                                        forge.insert(forge.approval(step -> step.toState("PAID")))
                                                .replaceFirst("workflow_audit", "planted")))
                        .only(POSTGRESQL));
    }

    private static List<String> changing(Forge forge) {
        return switch (forge.product()) {
            case H2 ->
                List.of("CREATE TRIGGER planted " + EVERY_STEP + "CALL '" + ChangingTrigger.class.getName() + "'");
            case POSTGRESQL ->
                List.of(
                        "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS"
                                + " $$BEGIN NEW.reason := 'documents waived'; RETURN NEW; END$$",
                        "CREATE TRIGGER planted " + EVERY_STEP + "EXECUTE FUNCTION planted()");
            case MARIADB -> List.of("CREATE TRIGGER planted " + EVERY_STEP + "SET NEW.reason = 'documents waived'");
        };
    }

    /** What changes a column, a constraint or a table, and leaves its name. */
    private static List<Attack> shapes() {
        return List.of(
                Attack.of(
                        PLANT,
                        "put a weaker constraint in a constraint's place and leave it so",
                        "ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_version",
                        "ALTER TABLE workflow_audit ADD CONSTRAINT workflow_audit_version CHECK (version >= 1)"),
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

    /** What deceives a start that looks for names. */
    private static List<Attack> catalogue() {
        return List.of(
                Attack.of(
                                PLANT,
                                "empty a function and put its body under the same name beside it",
                                PlantAttacks::overloaded)
                        .only(POSTGRESQL),
                Attack.of(
                                PLANT,
                                "let a trigger call a function of the same name in another schema",
                                "CREATE SCHEMA shadow",
                                "CREATE FUNCTION shadow.workflow_refuse() RETURNS trigger LANGUAGE plpgsql"
                                        + " AS $$BEGIN RETURN OLD; END$$",
                                "CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit"
                                        + " FOR EACH ROW EXECUTE FUNCTION shadow.workflow_refuse()",
                                "ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_kept")
                        .only(POSTGRESQL),
                Attack.of(
                                PLANT,
                                "let a trigger spare a case",
                                "CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit"
                                        + " FOR EACH ROW WHEN (OLD.case_id <> 'C-1') EXECUTE FUNCTION workflow_refuse()",
                                "ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_kept")
                        .only(POSTGRESQL),
                Attack.of(
                                PLANT,
                                "freeze the catalogue's view, then remove a trigger",
                                "CREATE TABLE said AS SELECT * FROM workflow_catalogue",
                                "CREATE OR REPLACE SQL SECURITY DEFINER VIEW workflow_catalogue AS SELECT * FROM said",
                                "DROP TRIGGER workflow_audit_kept")
                        .only(MARIADB),
                Attack.of(
                                PLANT,
                                "put a table in the place of the catalogue's view, then remove a trigger",
                                "CREATE TABLE said AS SELECT * FROM workflow_catalogue",
                                "DROP VIEW workflow_catalogue",
                                "ALTER TABLE said RENAME TO workflow_catalogue",
                                "DROP TRIGGER workflow_audit_kept")
                        .only(MARIADB),
                Attack.of(
                                PLANT,
                                "put a trigger on another table under the name of one",
                                "DROP TRIGGER workflow_audit_kept",
                                "CREATE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_case FOR EACH ROW"
                                        + " CALL 'org.workflowengine.h2.RefuseChange'")
                        .only(H2));
    }

    private static List<String> overloaded(Forge forge) {
        Matcher body = Pattern.compile("FUNCTION workflow_refuse\\(\\).*?(\\$\\$.*?\\$\\$)", Pattern.DOTALL)
                .matcher(forge.product().scripts().hardening());
        if (!body.find()) {
            throw new IllegalStateException("the script has no function workflow_refuse");
        }
        String path = " LANGUAGE plpgsql SET search_path = public, pg_temp AS ";
        return List.of(
                "CREATE FUNCTION workflow_refuse(INTEGER) RETURNS VOID" + path + body.group(1),
                "CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger" + path + "$$BEGIN RETURN OLD; END$$");
    }
}
