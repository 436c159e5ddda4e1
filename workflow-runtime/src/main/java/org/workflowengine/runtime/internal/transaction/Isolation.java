package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;

/**
 * The isolation level of a single transaction. That of a session stays with the connection, which behind a pooler such as pgbouncer is
 * another application's as soon as the transaction has ended. H2 knows only that one; it is restored afterwards.
 */
enum Isolation {
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED, "READ COMMITTED"),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ, "REPEATABLE READ");

    private final int level;
    private final String sql;

    Isolation(int level, String sql) {
        this.level = level;
        this.sql = sql;
    }

    /** Whether the default level of a connection is another. */
    boolean differsFrom(int other) {
        return other != level;
    }

    int level() {
        return level;
    }

    /** Its name in SQL. */
    String sql() {
        return sql;
    }
}
