package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** H2, which knows only the level of a session, and no server that accepts writes later. */
final class H2Transactions extends TransactionRules {
    static final H2Transactions RULES = new H2Transactions();

    private static final String PLACE = """
            SELECT 'database "' || DATABASE() || '" ' || COALESCE('in the file ' || DATABASE_PATH(), 'in memory'),
                (SELECT TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES
                WHERE TABLE_SCHEMA = SCHEMA() AND TABLE_NAME IN ('WORKFLOW_AUDIT', 'workflow_audit'))
            """;

    private H2Transactions() {}

    @Override
    void isolate(Connection connection, Isolation isolation) throws SQLException {
        connection.setTransactionIsolation(isolation.level());
    }

    @Override
    void restore(Connection connection, int defaultLevel) throws SQLException {
        connection.setTransactionIsolation(defaultLevel);
    }

    /** On other databases the query would begin a transaction, whose level is then fixed. */
    @Override
    int levelToRestore(Connection connection) throws SQLException {
        return connection.getTransactionIsolation();
    }

    /** Otherwise H2 would collect all rows. It does not tell the previous value; the default is FALSE. */
    @Override
    void stream(Connection connection, boolean begins) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION " + (begins ? "TRUE" : "FALSE"));
        }
    }

    @Override
    String[] readOnlySettings() {
        return new String[] {"READONLY()"};
    }

    @Override
    String readOnlyForAll() {
        return "this H2 database is opened read-only, because of its URL or the rights to its file";
    }

    @Override
    public H2FileLock fileLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            return row.next() && row.getString(1) != null ? H2FileLock.ON_H2_FILES : H2FileLock.NONE;
        }
    }

    @Override
    @Nullable
    String currentSchema(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    @Override
    String place() {
        return PLACE;
    }

    @Override
    boolean limitsStatements() {
        return false;
    }
}
