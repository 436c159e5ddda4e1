package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.dialect.Dialect;

/** How transactions, and the sessions around them, differ between databases: one class for each. Thread-safe. */
public abstract sealed class TransactionRules permits H2Transactions, MariaDbTransactions, PostgreSqlTransactions {
    /**
     * The rules of a database.
     *
     * @param dialect the database
     * @return its rules
     */
    public static TransactionRules of(Dialect dialect) {
        return switch (dialect) {
            case H2 -> H2Transactions.RULES;
            case POSTGRESQL -> PostgreSqlTransactions.RULES;
            case MARIADB -> MariaDbTransactions.RULES;
        };
    }

    /** Sets the level of the transaction that the next statement begins. The connection is not in auto-commit mode, and in no transaction. */
    abstract void isolate(Connection connection, Isolation isolation) throws SQLException;

    /** Rolls back a transaction for which a level was set. */
    void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** Restores the default level of a connection after the transaction. Does nothing if the level was that of the transaction only. */
    void restore(Connection connection, int defaultLevel) throws SQLException {}

    /** The level that {@link #restore} needs, from a connection that is not in use yet. */
    int levelToRestore(Connection connection) throws SQLException {
        return Connection.TRANSACTION_NONE;
    }

    /** Prepares a session to return rows one after the other. */
    void stream(Connection connection, boolean begins) throws SQLException {}

    /** Whether a transaction can go on after a statement that has failed. */
    boolean goesOnAfterFailure() {
        return true;
    }

    /** Whether several connections can show the same moment. */
    public boolean canShare() {
        return false;
    }

    /** What other connections need to {@link #join} what this one shows. Nothing was read yet. */
    String share(Connection connection) throws SQLException {
        throw new SQLFeatureNotSupportedException("one snapshot for several connections");
    }

    /** Shows what another connection shows. Nothing was read yet. */
    void join(Connection connection, String shared) throws SQLException {
        throw new SQLFeatureNotSupportedException("one snapshot for several connections");
    }

    /** Binds a value; a text is bound so that it is compared as the column is. */
    void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setObject(index, value);
    }

    /** SQL expressions; if one of them is true, every transaction of a session is read-only. */
    abstract String[] readOnlySettings();

    /** Why no connection to this database can ever write, after a write was not accepted; null if another connection may. */
    @Nullable
    String readOnlyForAll() {
        return null;
    }

    /**
     * The lock with which transactions on this database take turns: those on a server and in memory do not.
     *
     * @param connection to the database
     * @return what each transaction takes before it begins
     * @throws SQLException if the database cannot be asked
     */
    public H2FileLock fileLock(Connection connection) throws SQLException {
        return H2FileLock.NONE;
    }

    /** What decides, beside URL and user, which tables a statement without a schema finds. */
    abstract @Nullable String currentSchema(Connection connection) throws SQLException;

    /** A query for the database, null if that does not matter, and for the schema with the engine's tables, null if there are none. */
    abstract String place();

    /**
     * Whether a statement itself can have a limit. On H2 that would take another statement and stay with the connection, so the wait for
     * locks is bounded instead.
     */
    boolean limitsStatements() {
        return true;
    }
}
