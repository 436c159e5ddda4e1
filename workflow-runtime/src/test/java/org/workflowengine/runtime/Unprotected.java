package org.workflowengine.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.ObligationColumn;
import org.workflowengine.runtime.internal.audit.StateColumn;
import org.workflowengine.runtime.internal.audit.TransitionColumn;

/** What is left of a database when its owner has taken away all that guards it: the rows, in columns that hold anything. */
final class Unprotected {
    /** In the order in which they can be dropped. */
    private static final Map<String, Column[]> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("workflow_case", CaseColumn.values());
        TABLES.put("workflow_audit", AuditColumn.values());
        TABLES.put("workflow_obligation", ObligationColumn.values());
        TABLES.put("workflow_transition", TransitionColumn.values());
        TABLES.put("workflow_state", StateColumn.values());
        TABLES.put("workflow_definition", DefinitionColumn.values());
        TABLES.put("workflow_installation", InstallationColumn.values());
    }

    private final TestDatabase database;

    Unprotected(TestDatabase database) {
        this.database = database;
    }

    /** A new value of one column in one row, as an SQL expression. */
    record Change(String table, String column, long row, String value) {}

    /** Copies the tables without keys, checks, generated columns and triggers; their rows are numbered. */
    void begin() throws SQLException {
        for (Map.Entry<String, Column[]> table : TABLES.entrySet()) {
            String name = table.getKey();
            database.sql("CREATE TABLE good_" + name + " AS SELECT t.*, ROW_NUMBER() OVER (ORDER BY t."
                    + table.getValue()[0].column() + ") AS nr FROM " + name + " t");
            for (Column column : table.getValue()) {
                widen("good_" + name, column);
            }
            if (database.product().equals("MariaDB")) {
                // Rows that are put in later have no number.
                database.sql("ALTER TABLE good_" + name + " MODIFY nr BIGINT NULL");
            }
        }
        restore();
    }

    /** Puts everything back, columns too. */
    void restore() throws SQLException {
        database.sql("DROP VIEW IF EXISTS workflow_case_view");
        for (String table : TABLES.keySet()) {
            database.sql("DROP TABLE IF EXISTS " + table);
            database.sql("CREATE TABLE " + table + " AS SELECT * FROM good_" + table);
        }
    }

    private void widen(String table, Column column) throws SQLException {
        String type = switch (column.kind()) {
            case TEXT -> pick("VARCHAR(100000)", "TEXT COLLATE \"C\"", "MEDIUMTEXT COLLATE utf8mb4_nopad_bin");
            case BINARY -> pick("VARBINARY(1000)", "BYTEA", "VARBINARY(1000)");
            case NUMBER -> "BIGINT";
            case TIME -> pick("TIMESTAMP(9)", "TIMESTAMP(6)", "DATETIME(6)");
            case FLAG -> "BOOLEAN";
        };
        if (database.product().equals("MariaDB")) {
            database.sql("ALTER TABLE " + table + " MODIFY " + column.column() + " " + type + " NULL");
        } else {
            retype(table, column.column(), type);
            database.sql("ALTER TABLE " + table + " ALTER COLUMN " + column.column() + " DROP NOT NULL");
        }
    }

    private void retype(String table, String column, String type) throws SQLException {
        database.sql("ALTER TABLE " + table + " ALTER COLUMN " + column + " SET DATA TYPE " + type);
    }

    private String pick(String h2, String postgreSql, String mariaDb) {
        return switch (database.product()) {
            case "H2" -> h2;
            case "PostgreSQL" -> postgreSql;
            default -> mariaDb;
        };
    }

    /** A few for every column that can be proven, in two rows of each table. */
    List<Change> changes() throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, Column[]> table : TABLES.entrySet()) {
            for (String row : database.rows("SELECT nr FROM " + table.getKey() + " WHERE nr <= 2")) {
                long number = Long.parseLong(row.substring(1, row.length() - 1));
                for (Column column : table.getValue()) {
                    for (String value : values(column)) {
                        changes.add(new Change(table.getKey(), column.column(), number, value));
                    }
                }
            }
        }
        return changes;
    }

    private List<String> values(Column column) {
        String name = column.column();
        return switch (column.kind()) {
            case TEXT -> List.of("NULL", "CONCAT(" + name + ", ' ')", "UPPER(CONCAT('x', SUBSTRING(" + name + ", 2)))");
            case BINARY -> List.of("NULL", database.binary("ab".repeat(32)), database.binary(""));
            case NUMBER -> List.of("NULL", name + " + 1", "-" + name);
            case TIME ->
                List.of(
                        "NULL",
                        name
                                + pick(
                                        " + INTERVAL '0.000001' SECOND",
                                        " + INTERVAL '1 microsecond'",
                                        " + INTERVAL 1 MICROSECOND"),
                        name + pick(" - INTERVAL '3000' YEAR(4)", " - INTERVAL '3000 years'", " - INTERVAL 1000 YEAR"));
            case FLAG -> List.of("NULL", "(NOT " + name + ")");
        };
    }

    /** Whether anything is another than it was. */
    boolean make(Change change) throws SQLException {
        String column = change.column();
        String different = "(" + column + " <> " + change.value() + " OR (" + column + " IS NULL) <> (("
                + change.value() + ") IS NULL))";
        return TestDatabase.sql(
                        database.pool(),
                        "UPDATE " + change.table() + " SET " + column + " = " + change.value() + " WHERE nr = "
                                + change.row() + " AND " + different)
                == 1;
    }

    void undo(Change change) throws SQLException {
        String value = "(SELECT g." + change.column() + " FROM good_" + change.table() + " g WHERE g.nr = "
                + change.row() + ")";
        TestDatabase.sql(
                database.pool(),
                "UPDATE " + change.table() + " SET " + change.column() + " = " + value + " WHERE nr = " + change.row());
    }

    /** Whole rows, and tables. */
    List<String> attacks() {
        String steps = "INSERT INTO workflow_audit SELECT * FROM good_workflow_audit WHERE case_id = ";
        String legal = "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state) VALUES ";
        String third = "(SELECT g.%s FROM good_workflow_audit g WHERE g.case_id = 'C-1' AND g.seq = 3)";
        String swap = " = CASE case_id WHEN 'C-1' THEN 'C-2' ELSE 'C-1' END";
        String payload =
                "UPDATE workflow_audit SET salt = NULL, actor = NULL, reason = NULL, facts = NULL, on_behalf_of = NULL,"
                        + " evidence = NULL WHERE case_id = ";
        return List.of(
                "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 1",
                "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3",
                "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 6",
                "DELETE FROM workflow_audit WHERE case_id = 'C-1'",
                "DELETE FROM workflow_audit",
                steps + "'C-1' AND seq = 3",
                steps + "'C-2'",
                "UPDATE workflow_audit SET case_id" + swap + " WHERE seq = 1",
                "UPDATE workflow_audit SET case_id = 'C-2' WHERE case_id = 'C-1' AND seq = 3",
                "UPDATE workflow_audit SET case_id = 'C-3' WHERE case_id = 'C-2'",
                "UPDATE workflow_audit SET seq = 7 - seq WHERE case_id = 'C-1' AND seq IN (3, 4)",
                "UPDATE workflow_audit SET seq = seq + 1 WHERE case_id = 'C-1'",
                "DELETE FROM workflow_case WHERE case_id = 'C-1'",
                "DELETE FROM workflow_case",
                "INSERT INTO workflow_case SELECT * FROM good_workflow_case WHERE case_id = 'C-1'",
                "INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)"
                        + " SELECT 'C-9', workflow, version, state, seq, digest, entered_at, moved_at FROM good_workflow_case",
                "UPDATE workflow_case SET state = " + third.formatted("to_state") + ", seq = 3, digest = "
                        + third.formatted("digest") + " WHERE case_id = 'C-1'",
                "UPDATE workflow_case SET case_id" + swap,
                "UPDATE workflow_case SET entered_at = " + third.formatted("recorded_at") + " WHERE case_id = 'C-1'",
                "UPDATE workflow_case SET moved_at = " + third.formatted("recorded_at") + " WHERE case_id = 'C-1'",
                "UPDATE workflow_audit SET evidence = '{\"a\": 1}' WHERE case_id = 'C-1' AND seq = 2",
                "UPDATE workflow_audit SET on_behalf_of = 'mallory' WHERE case_id = 'C-1' AND seq = 2",
                "UPDATE workflow_audit SET occurred_at = recorded_at WHERE case_id = 'C-1' AND seq = 2",
                "UPDATE workflow_audit SET algorithm = 'HMAC-SHA-256' WHERE case_id = 'C-1' AND seq = 2",
                "UPDATE workflow_audit SET seal = digest WHERE case_id = 'C-1' AND seq = 2",
                "DELETE FROM workflow_installation",
                "INSERT INTO workflow_installation SELECT * FROM good_workflow_installation",
                "UPDATE workflow_definition SET erasable = FALSE",
                "UPDATE workflow_state SET importable = TRUE WHERE state = 'CLOSED'",
                "UPDATE workflow_case SET state = 'CREATED' WHERE case_id = 'C-2'",
                "DELETE FROM workflow_definition",
                "DELETE FROM workflow_state WHERE state = 'CLOSED'",
                "DELETE FROM workflow_transition WHERE transition = '(erase)' AND from_state = 'CLOSED'",
                "DELETE FROM workflow_transition WHERE transition = '(open)'",
                legal + "('case-review', 1, 'CREATED', 'JUMP', 'CLOSED')",
                legal + "('other', 1, 'CREATED', 'JUMP', 'CLOSED')",
                "INSERT INTO workflow_transition SELECT * FROM good_workflow_transition",
                "INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable)"
                        + " VALUES ('case-review', 1, 'LIMBO', FALSE, FALSE, FALSE)",
                "UPDATE workflow_transition SET to_state = 'CLOSED' WHERE transition = 'START_REVIEW'",
                "INSERT INTO workflow_definition SELECT * FROM good_workflow_definition",
                "UPDATE workflow_definition SET version = 2",
                payload + "'C-1' AND seq = 3",
                payload + "'C-1' AND seq = 6",
                "UPDATE workflow_audit SET reason = NULL WHERE case_id = 'C-1' AND seq = 3",
                String.join(
                                ", ",
                                Arrays.asList(
                                        "UPDATE workflow_audit SET salt = " + third.formatted("salt"),
                                        "actor = " + third.formatted("actor"),
                                        "reason = " + third.formatted("reason"),
                                        "facts = " + third.formatted("facts")))
                        + " WHERE case_id = 'C-1' AND seq = 2",
                "ALTER TABLE workflow_audit DROP COLUMN reason",
                altered("workflow_audit", "version", "VARCHAR(99)"),
                altered("workflow_state", "initial", "VARCHAR(99)"),
                altered("workflow_case", "entered_at", "VARCHAR(99)"),
                "ALTER TABLE workflow_audit DROP COLUMN seq",
                "DROP TABLE workflow_case",
                "DROP TABLE workflow_definition",
                "DROP TABLE workflow_installation",
                "DROP TABLE workflow_audit");
    }

    private String altered(String table, String column, String type) {
        return "ALTER TABLE " + table
                + (database.product().equals("MariaDB")
                        ? " MODIFY " + column + " "
                        : " ALTER COLUMN " + column + " SET DATA TYPE ")
                + type;
    }
}
