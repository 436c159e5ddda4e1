package org.workflowengine.runtime.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows whether the engine's caller is inside a transaction of its own: the one place that decides who commits. Inside, the engine writes
 * on the connection of that transaction, and never commits it, rolls it back as a whole, or closes it. Outside, the engine begins a
 * transaction for each call and commits it once.
 */
public interface CallersTransaction {
    /** The caller is never inside a transaction: the engine always begins its own. */
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
     * @return its connection, which is not in auto-commit mode; the engine gives it back by {@link #release}. Empty if the caller is
     *     in none
     * @throws SQLException if no connection can be obtained
     */
    Optional<Connection> current() throws SQLException;

    /**
     * Takes a connection back.
     *
     * @param connection what {@link #current} returned
     */
    default void release(Connection connection) {}

    /**
     * How long the transaction may still take. The engine asks before it does anything in the transaction, before each statement, and
     * before it reports a step as written. A statement may take exactly that long, rounded up to the database's unit of time. Once no
     * time is left, nothing is sent and no step is kept, and {@link #failed} is called.
     *
     * @return the time left, zero or less if the deadline has passed; empty if there is none
     */
    default Optional<Duration> timeLeft() {
        return Optional.empty();
    }

    /** Called after a step was written, before the caller commits it. */
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

    /** Called if the transaction has failed in the database, or has passed its deadline, and must not be committed. */
    void failed();
}
