package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.apache.ibatis.session.SqlSession;
import org.workflowengine.runtime.spi.Completion;

/** A transaction in which a unit of work reads and writes; what was written and not committed is undone when it is closed. */
public interface Transaction extends AutoCloseable {
    <T> T mapper(Class<T> type);

    /** A session in the same transaction that collects statements and sends them when it is flushed. */
    SqlSession batch();

    Connection connection();

    /** Whether a caller commits it. */
    default boolean isJoined() {
        return false;
    }

    /** As {@link org.workflowengine.runtime.spi.CallersTransaction#afterCompletion}. */
    default boolean afterCompletion(Consumer<Completion> listener) {
        return false;
    }

    /** Whether the caller's transaction has taken longer than it may. */
    default boolean isPastDeadline() {
        return false;
    }

    /** Called once, before the first statement that writes. */
    void beforeWriting() throws SQLException;

    /** Commits what was written, or leaves it to the caller's transaction. */
    void commit() throws SQLException;

    boolean isCommitted();

    /** Whether it is certain that nothing is kept when {@link #commit} has failed like this. */
    boolean isUndoneBy(Throwable failedCommit);

    /** Called when a statement has failed. */
    void failed();

    /** Whether each statement sees what others have committed before it. */
    boolean seesLatest() throws SQLException;

    /** Rolls back what was written, so that a transaction in which a statement has failed can be used again. */
    void undo() throws SQLException;

    /** Called when the node at the other end accepts no writes. */
    void leadsToReadOnlyNode();

    /**
     * Ends a transaction that the database has rolled back, so that another one can read on the same connection.
     *
     * @return {@code false} if the caller has to end the transaction
     */
    boolean startOver() throws SQLException;

    @Override
    void close() throws SQLException;
}
