package org.workflowengine.runtime.internal.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.dialect.SqlStates;

/**
 * A connection that is lent for one transaction: it takes statements, but the transaction cannot be ended, split or changed through it.
 * Closing it does nothing, so code that closes its connections can be used. It notices when the database undoes the whole transaction for
 * a statement, as for a deadlock, because the next statement would silently begin another one. Used by one thread.
 */
final class LentConnection {
    private static final Set<String> REFUSED = Set.of(
            "abort",
            "commit",
            "releaseSavepoint",
            "rollback",
            "setAutoCommit",
            "setCatalog",
            "setClientInfo",
            "setHoldability",
            "setNetworkTimeout",
            "setReadOnly",
            "setSavepoint",
            "setSchema",
            "setTransactionIsolation",
            "setTypeMap");

    /** SQLSTATE: invalid transaction termination. */
    private static final String INVALID_TERMINATION = "2D000";

    /** SQLSTATE: connection does not exist. */
    private static final String NO_CONNECTION = "08003";

    private final Connection connection;
    private final Connection lent;
    private final Runnable undone;
    private boolean over;

    /** Lends a connection; {@code undone} is told when the database has undone the transaction. */
    LentConnection(Connection connection, Runnable undone) {
        this.connection = connection;
        this.undone = undone;
        this.lent = proxy(Connection.class, this::answer);
    }

    /** What is handed over. */
    Connection lent() {
        return lent;
    }

    /** Takes it back. */
    void end() {
        over = true;
    }

    private interface Answering {
        @Nullable
        Object to(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "equals" -> arguments != null && proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> type.getSimpleName() + " lent for one transaction";
                        default -> answering.to(method, arguments);
                    };
                }));
    }

    private @Nullable Object answer(Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("close")) {
            return null;
        }
        if (name.equals("isClosed")) {
            return over || connection.isClosed();
        }
        if (REFUSED.contains(name)) {
            throw new SQLException(
                    name
                            + " is not possible on the connection of inTransaction, which commits once at the end: throw an exception to"
                            + " undo all of it",
                    INVALID_TERMINATION);
        }
        if (over) {
            throw new SQLException("the transaction that this connection was lent for is over", NO_CONNECTION);
        }
        Object result = invoke(connection, method, arguments);
        return result instanceof Statement statement ? watched(statement, method.getReturnType()) : result;
    }

    private Object watched(Statement statement, Class<?> type) {
        return proxy(
                type,
                (method, arguments) ->
                        method.getName().equals("getConnection") ? lent : invoke(statement, method, arguments));
    }

    private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable failure = Objects.requireNonNull(e.getCause());
            if (SqlStates.isRolledBack(failure)) {
                undone.run();
            }
            throw failure;
        }
    }
}
