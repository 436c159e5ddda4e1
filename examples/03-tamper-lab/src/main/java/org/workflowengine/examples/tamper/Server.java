package org.workflowengine.examples.tamper;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Gives a database with the same small history in it, as often as it is asked. */
interface Server extends AutoCloseable {
    /** The password of the logins, which live as long as the lab. */
    String PASSWORD = "tamper-lab";

    /** The roles of the engine's script. */
    List<String> ROLES = List.of("application", "erasure", "purge", "installer", "reading");

    Product product();

    /** A new database in which {@link ClaimHistory} is written. */
    Place fresh() throws SQLException;

    /** Whether all of them are copies of one, the same to the last byte; otherwise each is an installation of its own. */
    default boolean givesCopies() {
        return false;
    }

    /** Bytes that a row of {@code workflow_audit} takes with its indexes, among many; and how it was measured. */
    String bytesPerAuditRow() throws SQLException;

    @Override
    void close() throws SQLException;

    /** The engine's script of roles, for its roles under a prefix of the lab's own: roles belong to a whole server. */
    static List<String> roles(Product product, String prefix) {
        String script = product.scripts().roles();
        for (String role : ROLES) {
            script = script.replace("workflow_" + role, prefix + role);
        }
        return product.statements(script);
    }

    static void run(DataSource login, List<String> statements) throws SQLException {
        try (Connection connection = login.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static void run(DataSource login, String... statements) throws SQLException {
        run(login, List.of(statements));
    }
}
