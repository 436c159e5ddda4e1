package org.workflowengine.runtime;

import java.sql.Connection;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.query.Reading;
import org.workflowengine.runtime.spi.CallersTransaction;

/**
 * One transaction in which engines and other code write: see {@link WorkflowRuntime#inTransaction}. Used by one thread, and only while the work
 * runs.
 */
public final class WorkflowTransaction extends WorkflowHost {
    private final WorkflowRuntime runtime;
    private final CallersTransaction transaction;
    private final Connection connection;

    WorkflowTransaction(WorkflowRuntime runtime, CallersTransaction transaction, Connection connection) {
        this.runtime = runtime;
        this.transaction = transaction;
        this.connection = connection;
    }

    /**
     * The connection of this transaction, for rows of your own. It refuses what would end, split or change the transaction; closing it does
     * nothing.
     *
     * @return the connection, which is not in auto-commit mode
     */
    public Connection connection() {
        return connection;
    }

    @Override
    @SuppressWarnings("exports") // nobody else extends it
    protected TransitionAuthority authority(Definition definition) {
        return runtime.authority(definition, transaction);
    }

    @Override
    protected Reading reading() {
        return runtime.reading(transaction);
    }
}
