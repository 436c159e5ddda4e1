package org.workflowengine.runtime.internal.transaction;

import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.Transaction;

/**
 * Sends each query to the database. Nothing that was read is remembered, so no key is made to find it by: for the statement that records
 * a step, MyBatis would collect all of its parameters once more.
 */
final class UncachedExecutor extends SimpleExecutor {
    UncachedExecutor(Configuration configuration, Transaction transaction) {
        super(configuration, transaction);
    }

    @Override
    @SuppressWarnings("rawtypes") // as MyBatis declares it
    public <E> List<E> query(MappedStatement statement, Object parameter, RowBounds rows, ResultHandler handler)
            throws SQLException {
        ErrorContext.instance()
                .resource(statement.getResource())
                .activity("executing a query")
                .object(statement.getId());
        return doQuery(statement, parameter, rows, handler, statement.getBoundSql(parameter));
    }
}
