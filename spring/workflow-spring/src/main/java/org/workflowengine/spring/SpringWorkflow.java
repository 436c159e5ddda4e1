package org.workflowengine.spring;

import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.SetupException;

/**
 * The engine in a Spring application: {@code SpringWorkflow.runtime(dataSource, transactionManager)}.
 *
 * <p>Inside {@code @Transactional} a move joins: business rows, state and audit are committed together or not at all, and
 * {@code Applied} means "applied if the transaction commits". A refusal leaves the transaction usable; after a failure that may have
 * damaged it, the transaction can only be rolled back. Outside a transaction each move is a commit of its own.
 *
 * <p>The engine's MyBatis is private: the application's {@code SqlSessionFactory} and mappers are not touched.
 */
public final class SpringWorkflow {
    private SpringWorkflow() {}

    /**
     * A runtime with the default options.
     *
     * @param dataSource as {@link #runtime(DataSource, PlatformTransactionManager, RuntimeOptions)}
     * @param transactionManager as there
     * @return the runtime
     * @throws SetupException as there
     */
    public static WorkflowRuntime runtime(DataSource dataSource, PlatformTransactionManager transactionManager) {
        return runtime(dataSource, transactionManager, RuntimeOptions.defaults());
    }

    /**
     * A runtime that joins the transactions of a manager.
     *
     * @param dataSource the application's; the engine's tables must exist in it
     * @param transactionManager a manager of that data source's connections: {@code JdbcTransactionManager},
     *     {@code DataSourceTransactionManager}, or one that exposes its JDBC connection, such as {@code JpaTransactionManager}
     * @param options what differs from the defaults
     * @return the runtime
     * @throws SetupException if the manager's transactions are not on this data source, or as in {@link WorkflowRuntime#on(DataSource)}
     */
    public static WorkflowRuntime runtime(
            DataSource dataSource, PlatformTransactionManager transactionManager, RuntimeOptions options) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(transactionManager, "transactionManager");
        Objects.requireNonNull(options, "options");
        DataSource target = target(dataSource);
        SpringTransaction caller = new SpringTransaction(target);
        if (!joins(caller, transactionManager)) {
            throw new SetupException(
                    SetupException.Kind.OTHER_TRANSACTION,
                    "a transaction of the transaction manager is not on the data source that the engine was given, so "
                            + "business rows would be committed separately from state and audit",
                    "give both the same DataSource",
                    null);
        }
        return WorkflowRuntime.on(target, caller, options);
    }

    private static boolean joins(SpringTransaction caller, PlatformTransactionManager transactionManager) {
        TransactionTemplate trial = new TransactionTemplate(transactionManager);
        trial.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        try {
            return Boolean.TRUE.equals(trial.execute(status -> caller.holder().isPresent()));
        } catch (TransactionException e) {
            throw new SetupException(
                    SetupException.Kind.UNREACHABLE,
                    "the transaction manager cannot begin a transaction",
                    "see the cause",
                    e);
        }
    }

    /** Spring's managers look through this proxy too. */
    private static DataSource target(DataSource dataSource) {
        return dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null
                ? target(proxy.getTargetDataSource())
                : dataSource;
    }
}
