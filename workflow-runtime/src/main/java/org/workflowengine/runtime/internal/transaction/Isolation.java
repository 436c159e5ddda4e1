package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.workflowengine.runtime.internal.dialect.Dialect;

/**
 * The isolation level of a single transaction. That of a session stays with the connection, which behind a pooler such as pgbouncer is another
 * application's as soon as the transaction has ended. H2 knows no other, and is given it back.
 */
enum Isolation {
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED, "READ COMMITTED"),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ, "REPEATABLE READ");

    private static final String TRANSACTION_HAS_BEGUN = "25001";

    private final int level;
    private final String sql;

    Isolation(int level, String sql) {
        this.level = level;
        this.sql = sql;
    }

    /** Whether the usual level of a connection is another. */
    boolean differsFrom(int usual) {
        return usual != level;
    }

    /** Sets the level of the transaction that the next statement begins. The connection is not in auto-commit mode, and in no transaction. */
    void set(Dialect dialect, Connection connection) throws SQLException {
        if (dialect == Dialect.H2) {
            connection.setTransactionIsolation(level);
            return;
        }
        try {
            execute(connection, "SET TRANSACTION ISOLATION LEVEL " + sql);
        } catch (SQLException e) {
            if (!TRANSACTION_HAS_BEGUN.equals(e.getSQLState())) {
                throw e;
            }
            // PostgreSQL's driver has set a savepoint (autosave=always), behind which no level can be set.
            execute(connection, "ROLLBACK; BEGIN ISOLATION LEVEL " + sql);
        }
    }

    /**
     * Rolls back a transaction for which a level was set. On MariaDB by a statement: the driver sends nothing where no table was used yet,
     * and the level would be that of whatever comes next.
     */
    static void rollback(Dialect dialect, Connection connection) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            execute(connection, "ROLLBACK");
        } else {
            connection.rollback();
        }
    }

    /** Gives a connection its usual level back, after the transaction. */
    static void restore(Dialect dialect, Connection connection, int usual) throws SQLException {
        if (dialect == Dialect.H2) {
            connection.setTransactionIsolation(usual);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
