package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/** PostgreSQL, where a statement that fails ends the transaction around it. */
final class PostgreSqlTransactions extends TransactionRules {
    static final PostgreSqlTransactions RULES = new PostgreSqlTransactions();

    private static final String TRANSACTION_HAS_BEGUN = "25001";

    /**
     * The running server, the database, and the schema whose tables the connection finds if it names none. A server is identified by its
     * start time: addresses differ if it is reached in several ways, and a copy of its files has the same identifier. A standby, to which
     * nobody can write, needs none.
     */
    private static final String PLACE = """
            SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL ELSE
                    pg_catalog.concat('database "', pg_catalog.current_database(), '" of the server started at ',
                        pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.pg_postmaster_start_time()),
                            'YYYY-MM-DD HH24:MI:SS.US')) END,
                (SELECT space.nspname
                FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY AS path (name, place)
                JOIN pg_catalog.pg_namespace space ON space.nspname OPERATOR(pg_catalog.=) path.name
                JOIN pg_catalog.pg_class class ON class.relnamespace OPERATOR(pg_catalog.=) space.oid
                WHERE class.relname OPERATOR(pg_catalog.=) 'workflow_audit'::pg_catalog.name
                    AND class.relpersistence OPERATOR(pg_catalog.<>) 't'::pg_catalog."char"
                ORDER BY path.place LIMIT 1)
            """;

    private PostgreSqlTransactions() {}

    @Override
    void isolate(Connection connection, Isolation isolation) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL " + isolation.sql());
        } catch (SQLException e) {
            if (!TRANSACTION_HAS_BEGUN.equals(e.getSQLState())) {
                throw e;
            }
            // The driver has set a savepoint (autosave=always), after which no level can be set.
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK; BEGIN ISOLATION LEVEL " + isolation.sql());
            }
        }
    }

    @Override
    boolean goesOnAfterFailure() {
        return false;
    }

    @Override
    public boolean canShare() {
        return true;
    }

    @Override
    String share(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    void join(Connection connection, String shared) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The server has made it: digits, letters and hyphens.
            statement.execute("SET TRANSACTION SNAPSHOT '" + shared.replace("'", "") + "'");
        }
    }

    @Override
    void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof String) {
            statement.setObject(index, value, Types.OTHER);
        } else {
            statement.setObject(index, value);
        }
    }

    @Override
    String[] readOnlySettings() {
        return new String[] {
            "pg_catalog.pg_is_in_recovery()",
            "pg_catalog.current_setting('default_transaction_read_only')::pg_catalog.bool"
        };
    }

    /** What the driver knows only by a query does not matter: statements name their schema. */
    @Override
    String currentSchema(Connection connection) {
        return "";
    }

    @Override
    String place() {
        return PLACE;
    }
}
