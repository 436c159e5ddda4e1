package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.dialect.TriggerClasses;

/**
 * Tells why writes are not accepted: the node is read-only, and a new connection may lead to another one; or the caller has made the
 * transaction read-only.
 */
public final class ReadOnly {
    private static final String NODE =
            "this connection cannot write: it leads to a replica, or to a server or session that is"
                    + " set to read-only; a new connection may lead to one that can write";
    private static final String WISH =
            "the transaction is read-only because its connection is set to read-only, by readOnly = true,"
                    + " Connection.setReadOnly or SET TRANSACTION READ ONLY, of the caller or of the pool: use one that may write";

    private ReadOnly() {}

    /** The exception for a write that was not accepted. */
    public static UnchangedException unchanged(
            String doing, Transaction transaction, Dialect dialect, Throwable failure) {
        String forAll = TransactionRules.of(dialect).readOnlyForAll();
        if (forAll != null) {
            return new UnchangedException(doing + " (" + forAll + ")", false, failure);
        }
        if (isWished(transaction, dialect, failure)) {
            return new UnchangedException(doing + " (" + WISH + ")", false, failure);
        }
        transaction.leadsToReadOnlyNode();
        return new UnchangedException(doing + " (" + NODE + ")", true, failure);
    }

    /** Whether this transaction is read-only on purpose, while others of the same session at the same node may write. */
    private static boolean isWished(Transaction transaction, Dialect dialect, Throwable failure) {
        try {
            transaction.undo();
            Connection connection = transaction.connection();
            return connection.isReadOnly()
                    || (SqlStates.isReadOnlyTransaction(failure)
                            && reason(dialect, connection).isEmpty());
        } catch (SQLException | RuntimeException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    /** Why every transaction of a session is read-only; null if it is not. */
    public static Optional<String> reason(Dialect dialect, Connection connection) throws SQLException {
        String[] settings = TransactionRules.of(dialect).readOnlySettings();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + String.join(", ", settings))) {
            row.next();
            for (int i = 0; i < settings.length; i++) {
                if (row.getBoolean(i + 1)) {
                    return Optional.of(settings[i]);
                }
            }
            return Optional.empty();
        }
    }

    /** The refusal of a start that had to write something, or the given one if the cause is another. */
    public static SetupException refusal(String problem, String remedy, @Nullable Throwable failure) {
        return failure != null && SqlStates.isReadOnly(failure)
                ? new SetupException(
                        problem
                                + ", because writes are not possible here: a replica, or a server, session or H2 file that is"
                                + " set to read-only",
                        "do it once on the primary, where writes are possible",
                        failure)
                : TriggerClasses.refusal(problem, remedy, failure);
    }
}
