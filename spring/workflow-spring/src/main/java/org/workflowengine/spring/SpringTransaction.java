package org.workflowengine.spring;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.Completion;

/** The transaction that Spring has begun on a data source for the current thread. Thread-safe. */
final class SpringTransaction implements CallersTransaction {
    private final DataSource dataSource;

    SpringTransaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Connection> current() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return Optional.empty();
        }
        if (holder().isEmpty()) {
            throw new SetupException(
                    "a transaction is active, but not on the engine's data source, so the two would be committed separately",
                    "call the engine inside a transaction of the manager that it was given, or outside any transaction",
                    null);
        }
        return Optional.of(DataSourceUtils.getConnection(dataSource));
    }

    @Override
    public void release(Connection connection) {
        DataSourceUtils.releaseConnection(connection, dataSource);
    }

    /** Spring keeps the deadline as a time of the system clock; Spring's own method throws once it has passed. */
    @Override
    public Optional<Duration> timeLeft() {
        return holder().map(ConnectionHolder::getDeadline)
                .map(deadline -> Duration.between(Instant.now(), deadline.toInstant()));
    }

    /** A caller that swallows the failure cannot commit a partial unit of work. */
    @Override
    public void failed() {
        holder().ifPresent(ConnectionHolder::setRollbackOnly);
    }

    /** Spring's answer after the end, of the transaction or of the savepoint behind which the steps were written. */
    @Override
    public boolean afterCompletion(Consumer<Completion> listener) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new StepsWritten(listener));
        return true;
    }

    /** Whether a transaction is on this data source. */
    Optional<ConnectionHolder> holder() {
        return TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? Optional.of(holder)
                : Optional.empty();
    }
}
