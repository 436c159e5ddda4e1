package org.workflowengine.examples.hello;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Three attempts to make a history lie, in SQL. */
final class SqlConsole {
    /** What an attacker wants, and what they send for it. */
    private record Attack(String wish, String sql) {}

    private static final List<Attack> ATTACKS = List.of(
            new Attack("pay out once more", "UPDATE workflow_case SET state = 'APPROVED' WHERE case_id = '%s'"),
            new Attack(
                    "blame somebody else",
                    "UPDATE workflow_audit SET actor = 'carol' WHERE case_id = '%s' AND seq = 3"),
            new Attack("leave no trace", "DELETE FROM workflow_audit WHERE case_id = '%s' AND seq = 4"));

    private SqlConsole() {}

    static void attack(Path database, String caseId) throws SQLException {
        try (Connection owner = DriverManager.getConnection("jdbc:h2:" + database, "sa", "");
                Statement console = owner.createStatement()) {
            for (Attack attack : ATTACKS) {
                System.out.printf(
                        "  %s: %s%n    %s%n",
                        attack.wish, attack.sql.formatted(caseId), answer(console, attack.sql.formatted(caseId)));
            }
        }
    }

    private static String answer(Statement console, String sql) {
        try {
            return "done: " + console.executeUpdate(sql) + " row(s)";
        } catch (SQLException e) {
            // Without what repeats the statement.
            return e.getMessage()
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .replace("; SQL statement:", "")
                    .replaceFirst("^[A-Z]+ of \\w+ is ", "");
        }
    }
}
