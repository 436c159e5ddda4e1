package org.workflowengine.runtime.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows whether the engine's caller is inside a transaction of its own: the one place that decides who commits. Inside, the engine
 * writes on the connection of that transaction, and never commits it, rolls it back as a whole, or closes it. Outside, the engine
 * begins a transaction for each call and commits it once.
 */
public interface CallersTransaction {
    /** Nobody is ever inside a transaction: the engine always begins its own. */
    CallersTransaction NONE = new CallersTransaction() {
        @Override
        public Optional<Connection> current() {
            return Optional.empty();
        }

        @Override
        public void failed() {}
    };

    /**
     * The transaction that the caller is in.
     *
     * @return its connection, which is not in auto-commit mode, to be given back by {@link #release}; empty when the caller is in
     *     none
     * @throws SQLException if the connection cannot be had
     */
    Optional<Connection> current() throws SQLException;

    /**
     * Takes a connection back.
     *
     * @param connection what {@link #current} has answered
     */
    default void release(Connection connection) {}

    /**
     * How long the transaction may still take. It is asked before anything is done in the transaction, before each statement, and before a
     * step is called written. A statement is given so long and no longer, rounded up to what the database takes; nothing is sent, and no step
     * is kept, once there is nothing left: that is {@link #failed} then.
     *
     * @return the time left, zero or less when the deadline has passed; empty when there is none
     */
    default Optional<Duration> timeLeft() {
        return Optional.empty();
    }

    /** Told after a step was written, before the caller commits it. */
    default void written() {}

    /**
     * Asks to be told how the transaction ends that the caller is in. It is asked at most once for each unit of work, after its steps were
     * written.
     *
     * @param listener to be told exactly once, after the transaction has ended; it throws nothing
     * @return whether the listener will be told; {@code false} where nobody can know, and what was written stays "joined" to observers
     */
    default boolean afterCompletion(Consumer<Completion> listener) {
        return false;
    }

    /** Told when the transaction has failed in the database, or has passed its deadline, and must not be committed. */
    void failed();
}
