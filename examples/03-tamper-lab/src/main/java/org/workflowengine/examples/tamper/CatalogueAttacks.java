package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.PLANT;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deceives a start that looks for names. */
final class CatalogueAttacks {
    private CatalogueAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(
                                PLANT,
                                "empty a function and put its body under the same name beside it",
                                CatalogueAttacks::overloaded)
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
