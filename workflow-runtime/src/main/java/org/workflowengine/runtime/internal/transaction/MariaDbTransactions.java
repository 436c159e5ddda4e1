package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** MariaDB, whose driver sends a rollback only if it thinks that there is something to roll back. */
final class MariaDbTransactions extends TransactionRules {
    static final MariaDbTransactions RULES = new MariaDbTransactions();

    /** The nodes of a Galera cluster are one server. */
    private static final String PLACE = """
            SELECT COALESCE(
                    (SELECT CONCAT('the cluster ', variable_value) FROM information_schema.global_status
                    WHERE variable_name = 'WSREP_CLUSTER_STATE_UUID' AND variable_value NOT IN ('', '00000000-0000-0000-0000-000000000000')),
                    CONCAT('the server on port ', @@port, ' of ', @@hostname, ' with the files in ', @@datadir)),
                (SELECT table_schema FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_name = 'workflow_audit')
            """;

    private MariaDbTransactions() {}

    @Override
    void isolate(Connection connection, Isolation isolation) throws SQLException {
        execute(connection, "SET TRANSACTION ISOLATION LEVEL " + isolation.sql());
    }

    /** By a statement: the driver sends nothing if no table was used yet, and the level would then apply to whatever comes next. */
    @Override
    void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Override
    String[] readOnlySettings() {
        return new String[] {"@@global.read_only NOT IN ('0', 'OFF')", "@@session.tx_read_only"};
    }

    @Override
    @Nullable
    String currentSchema(Connection connection) throws SQLException {
        return connection.getCatalog();
    }

    @Override
    String place() {
        return PLACE;
    }
}
