package org.workflowengine.runtime.internal.dialect;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.UnchangedException;

/** What an SQLState or a vendor's code says about a failure. Messages are never looked at: they change with version and language. */
public final class SqlStates {
    private static final String DUPLICATE_KEY = "23505";

    /** MariaDB has one SQLState for all violated constraints, and tells them apart by a number of its own. */
    private static final String MARIADB_CONSTRAINT = "23000";

    private static final int MARIADB_DUPLICATE_KEY = 1062;
    private static final String COMPLETION_UNKNOWN = "40003";

    /** What PostgreSQL's driver reports for a commit that the server has turned into a rollback. */
    private static final String TRANSACTION_HAD_FAILED = "25P02";

    /** Constraint violated, transaction rolled back: the database itself says that it did not commit. */
    private static final Set<String> NOT_COMMITTED = Set.of("23", "40");

    private static final Set<String> ROLLED_BACK = Set.of("40");

    /** Integrity constraints, and what a trigger of MariaDB signals. */
    private static final Set<String> REFUSED = Set.of("23", "45");

    /** What a trigger of MariaDB signals. The driver takes it for transient, as it does with all that it does not know. */
    private static final Set<String> SIGNALLED = Set.of("45");

    /** Type of a value, cardinality, data, and syntax: a table or column that does not exist or has another type. */
    private static final Set<String> DATA_OR_SCHEMA = Set.of("07", "21", "22", "42");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** MariaDB reports a missing privilege with the SQLState of a syntax error. */
    private static final Set<Integer> MARIADB_PRIVILEGE = Set.of(1044, 1142, 1143);

    /**
     * A write where writes are not accepted: on PostgreSQL and MariaDB, in a read-only transaction; on a PostgreSQL replica, every
     * transaction is one.
     */
    private static final String READ_ONLY = "25006";

    /** MariaDB: an option forbids the statement. For the engine's statements that can only be read_only. At the commit it rolls back. */
    private static final int MARIADB_READ_ONLY = 1290;

    /** MariaDB: the same for a table (1036: innodb_read_only), a transaction (1792) or a server (1836) that is read-only. */
    private static final Set<Integer> READ_ONLY_ON_MARIADB = Set.of(MARIADB_READ_ONLY, 1036, 1792, 1836);

    /** H2: the database was opened read-only, and another connection cannot change that. */
    private static final int H2_READ_ONLY = 90097;

    /**
     * Connection, transaction rolled back (serialization, deadlock), and on PostgreSQL resources (too many connections) and operator
     * intervention (a statement that took too long, a server that is shutting down).
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    /** PostgreSQL: the database was dropped. In its class, only this failure will be the same the next time. */
    private static final String DATABASE_DROPPED = "57P04";

    /**
     * A lock that was not granted in time: on PostgreSQL 55P03, on H2 HYT00 and, for a row changed meanwhile, 90131. PostgreSQL has ended
     * the connection, because it or its transaction was idle or open for too long (25P03, 25P04), or lost the snapshot (72000). H2 has
     * lost the connection (90067), or the database is being closed, or closed (90121, 90098), held by another process (90020), or by one
     * connection alone (90135).
     */
    private static final Set<String> TRANSIENT =
            Set.of("25P03", "25P04", "55P03", "72000", "HYT00", "90131", "90067", "90121", "90098", "90020", "90135");

    /**
     * MariaDB: a lock (1205) or a statement (1969, 3024) took too long, a row (1020), a table (1412) or what is prepared (1615) was changed
     * meanwhile, too many connections or transactions (1040, 1203, 1226, 1637), no more memory, locks, threads or disk (1021, 1037, 1041, 1135,
     * 1206), somebody has ended the statement (1317) or the connection (1927).
     */
    private static final Set<Integer> TRANSIENT_ON_MARIADB = Set.of(
            1020, 1021, 1037, 1040, 1041, 1135, 1203, 1205, 1206, 1226, 1317, 1412, 1615, 1637, 1927, 1969, 3024);

    /** PostgreSQL: no such savepoint, or no transaction in which it could be. */
    private static final Set<String> NO_SAVEPOINT = Set.of("3B001", "25P01");

    private static final int MARIADB_NO_SAVEPOINT = 1305;

    private SqlStates() {}

    /** The exception for a failure before the commit. */
    public static UnchangedException unchanged(String doing, Throwable failure) {
        String done = TriggerClasses.areMissing(failure)
                ? doing + " (" + TriggerClasses.NOT_FOUND + ": " + TriggerClasses.ADVICE + ")"
                : doing;
        return new UnchangedException(done, isTransient(failure), failure);
    }

    /** Whether the same may succeed if it is tried again. Looks through the wrappers of the mapper and of pools. */
    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isTransient(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return READ_ONLY.equals(state)
                || READ_ONLY_ON_MARIADB.contains(failure.getErrorCode())
                || (failure instanceof SQLTransientException && !isOfClass(state, SIGNALLED))
                || failure instanceof SQLRecoverableException
                || (isOfClass(state, TRANSIENT_CLASSES) && !DATABASE_DROPPED.equals(state))
                || (state != null && TRANSIENT.contains(state))
                || TRANSIENT_ON_MARIADB.contains(failure.getErrorCode());
    }

    /** Whether a savepoint does not exist because its transaction has ended. H2 does not report it. */
    public static boolean isNoSuchSavepoint(Throwable failure) {
        return failure instanceof SQLException sql
                && (NO_SAVEPOINT.contains(String.valueOf(sql.getSQLState()))
                        || sql.getErrorCode() == MARIADB_NO_SAVEPOINT);
    }

    /** Whether writes are not accepted here. Looks through the wrappers of the mapper. */
    public static boolean isReadOnly(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (READ_ONLY.equals(sql.getSQLState())
                            || READ_ONLY_ON_MARIADB.contains(sql.getErrorCode())
                            || sql.getErrorCode() == H2_READ_ONLY)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the transaction is read-only, for any reason, and not only the server. Looks through the wrappers of the mapper. */
    public static boolean isReadOnlyTransaction(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && READ_ONLY.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row with that key exists already. Looks through the wrappers of the mapper. */
    public static boolean isDuplicateKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return DUPLICATE_KEY.equals(sql.getSQLState())
                        || (MARIADB_CONSTRAINT.equals(sql.getSQLState())
                                && sql.getErrorCode() == MARIADB_DUPLICATE_KEY);
            }
        }
        return false;
    }

    /** Whether a constraint or a trigger has refused a row. Looks through the wrappers of the mapper. */
    public static boolean isRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isOfClass(sql.getSQLState(), REFUSED);
            }
        }
        return false;
    }

    /** Whether the database has rolled back the whole transaction in favour of others. Looks through the wrappers of the mapper. */
    public static boolean isRolledBack(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isOfClass(sql.getSQLState(), ROLLED_BACK) && !COMPLETION_UNKNOWN.equals(sql.getSQLState());
            }
        }
        return false;
    }

    private static boolean isOfClass(@Nullable String state, Set<String> classes) {
        return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
    }

    /**
     * Whether a statement could not be run because of what is in the tables, or because of their shape. H2 has classes of its own for
     * columns that cannot be compared (90110), and MariaDB's driver gives none to a value that it cannot convert. A missing privilege is
     * neither.
     */
    public static boolean isDataOrSchema(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (INSUFFICIENT_PRIVILEGE.equals(state) || MARIADB_PRIVILEGE.contains(failure.getErrorCode())) {
            return false;
        }
        if (state == null) {
            return failure instanceof SQLDataException;
        }
        return state.equals("90110") || isOfClass(state, DATA_OR_SCHEMA);
    }

    /** Whether a commit that failed like this has certainly not happened. Anything else may have: the answer was lost. */
    public static boolean isCertainlyNotCommitted(Throwable failure) {
        @Nullable String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        return (isOfClass(state, NOT_COMMITTED) && !COMPLETION_UNKNOWN.equals(state))
                || TRANSACTION_HAD_FAILED.equals(state)
                || (failure instanceof SQLException sql && sql.getErrorCode() == MARIADB_READ_ONLY);
    }
}
