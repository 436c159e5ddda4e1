package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.PLANT;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.List;
import java.util.stream.Stream;

/** Changes what the engine's own statements do: something else has the name of a table, or a table does something else. */
final class PlantAttacks {
    private static final String EVERY_STEP = "BEFORE INSERT ON workflow_audit FOR EACH ROW ";

    private PlantAttacks() {}

    static List<Attack> all() {
        return Stream.of(tables(), operators(), rules()).flatMap(List::stream).toList();
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

    /** The statements that hide a table behind a temporary one with the same rows. */
    static List<String> hidden(Forge forge, String table) {
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
}
