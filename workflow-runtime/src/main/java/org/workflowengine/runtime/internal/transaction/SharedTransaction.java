package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.Completion;

/**
 * A transaction of the engine in which a caller works too: the caller's rows and the engine's steps are committed together, once, or not
 * at all. For the engine's units of work it is a caller's transaction. Used by one thread.
 */
public final class SharedTransaction implements CallersTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(SharedTransaction.class);

    private final OwnTransaction own;
    private final H2FileLock fileLock;
    private final List<Consumer<Completion>> listeners = new ArrayList<>();
    private final LentConnection lent;
    private boolean failed;
    private boolean over;

    SharedTransaction(OwnTransaction own, H2FileLock fileLock) {
        this.own = own;
        this.fileLock = fileLock;
        this.lent = new LentConnection(own.connection(), this::failed);
    }

    /**
     * What a caller does in the transaction.
     *
     * @param <T> what it answers
     * @param <E> what it throws
     */
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T run(CallersTransaction transaction, Connection connection) throws E;
    }

    /** Runs the work, commits, and gives the connection back; if the work throws, all of it is rolled back. */
    public <T extends @Nullable Object, E extends Exception> T run(Work<T, E> work) throws E {
        Completion completion = Completion.ROLLED_BACK;
        fileLock.alone(true);
        try {
            Savepoint all = begun();
            T result = work.run(this, lent.lent());
            end();
            completion = Completion.UNKNOWN;
            demandWhole(all);
            commit();
            completion = Completion.COMMITTED;
            return result;
        } catch (Throwable failure) {
            end();
            if (failure instanceof UnchangedException) {
                completion = Completion.ROLLED_BACK;
            }
            if (SqlStates.isReadOnly(failure)) {
                own.leadsToReadOnlyNode();
            }
            giveBack(failure);
            throw failure;
        } finally {
            if (completion == Completion.COMMITTED) {
                giveBack(null);
            }
            for (Consumer<Completion> listener : listeners) {
                listener.accept(completion);
            }
        }
    }

    /** Runs the work in a caller's transaction, which the caller ends. */
    public static <T extends @Nullable Object, E extends Exception> T join(
            CallersTransaction caller, Connection connection, Work<T, E> work) throws E {
        LentConnection lent = new LentConnection(connection, caller::failed);
        try {
            return work.run(caller, lent.lent());
        } finally {
            lent.end();
            caller.release(connection);
        }
    }

    private Savepoint begun() {
        try {
            return own.connection().setSavepoint();
        } catch (SQLException | RuntimeException e) {
            throw SqlStates.unchanged("beginning a transaction", e);
        }
    }

    private void end() {
        over = true;
        lent.end();
    }

    /**
     * Refuses to commit the rest of a transaction that the database has ended because a statement failed: MariaDB then goes on in a new
     * transaction, and PostgreSQL answers the commit with a silent rollback. The savepoint set at the beginning is gone with the first
     * transaction. H2 does not check whether it exists; there the lent connection and the engine notice that the transaction has ended.
     *
     * <p>The savepoint is also gone after a statement that commits, such as COMMIT, or CREATE TABLE on MariaDB: what was done before is
     * kept.
     */
    private void demandWhole(Savepoint all) {
        if (failed) {
            throw UnchangedException.lostTransaction();
        }
        try {
            own.connection().releaseSavepoint(all);
        } catch (SQLException | RuntimeException e) {
            if (SqlStates.isNoSuchSavepoint(e)) {
                throw OutcomeUnknownException.ofTransaction(e);
            }
            throw SqlStates.unchanged("committing the transaction, which the database has ended before,", e);
        }
    }

    private void commit() {
        try {
            own.commit();
        } catch (Throwable e) {
            throw own.isUndoneBy(e)
                    ? SqlStates.unchanged("committing the transaction", e)
                    : OutcomeUnknownException.ofTransaction(e);
        }
    }

    /** After a commit, nothing that fails here turns the answer into a failure. */
    private void giveBack(@Nullable Throwable failure) {
        fileLock.alone(false);
        try {
            own.close();
        } catch (Throwable e) {
            if (failure != null) {
                failure.addSuppressed(e);
            } else {
                LOG.warn("a transaction is committed, but its connection could not be given back", e);
            }
        }
    }

    @Override
    public Optional<Connection> current() {
        if (over) {
            throw new SetupException(
                    "the transaction is over",
                    "use its host and its connection only inside the work that was handed over",
                    null);
        }
        if (failed) {
            throw UnchangedException.lostTransaction();
        }
        return Optional.of(own.connection());
    }

    @Override
    public boolean afterCompletion(Consumer<Completion> listener) {
        listeners.add(listener);
        return true;
    }

    @Override
    public void failed() {
        failed = true;
    }
}
