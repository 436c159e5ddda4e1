package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** Configures MyBatis, and makes sessions whose end does not end the transaction. Thread-safe. */
final class SessionFactory {
    private final Dialect dialect;
    private final Configuration configuration;

    SessionFactory(
            Dialect dialect,
            SchemaName schema,
            Duration statementTimeout,
            BiConsumer<Configuration, Dialect> mappings) {
        this.dialect = dialect;
        try {
            this.configuration = configuration(dialect, schema, statementTimeout, mappings);
        } finally {
            // MyBatis keeps a diary of what a thread does, and clears it only with the next statement, if there is one.
            ErrorContext.instance().reset();
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** A session; one of type BATCH collects statements and sends them when it is flushed. */
    SqlSession session(ExecutorType type, Connection connection, @Nullable Deadline deadline) {
        GivenTransaction transaction = new GivenTransaction(connection, deadline);
        Executor executor = type == ExecutorType.SIMPLE
                ? new UncachedExecutor(configuration, transaction)
                : configuration.newExecutor(transaction, type);
        return new DefaultSqlSession(configuration, executor, false);
    }

    private static Configuration configuration(
            Dialect dialect,
            SchemaName schema,
            Duration statementTimeout,
            BiConsumer<Configuration, Dialect> mappings) {
        Configuration configuration = new Configuration();
        configuration.setDatabaseId(dialect.id());
        // What statements write before each table's name: found at the start and quoted, never taken from input.
        Properties names = new Properties();
        names.setProperty("schema", schema.quoted());
        names.setProperty("byKey", dialect.byIndex("PRIMARY"));
        names.setProperty("byList", dialect.byIndex("workflow_case_list"));
        names.setProperty("byMoved", dialect.byIndex("workflow_case_moved"));
        names.setProperty("oldestFirst", dialect.inOrder("case_id", "seq"));
        names.setProperty("newestFirst", dialect.inOrder("case_id DESC", "seq DESC"));
        configuration.setVariables(names);
        // What was read must not be remembered: the next statement may see what another has committed.
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        if (TransactionRules.of(dialect).limitsStatements()) {
            configuration.setDefaultStatementTimeout((int) statementTimeout.toSeconds());
        }
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        // At level DEBUG MyBatis logs what it binds. Under its own logger name, so it has to be switched on expressly.
        configuration.setLogPrefix("workflow-sql.");
        mappings.accept(configuration, dialect);
        return configuration;
    }
}
