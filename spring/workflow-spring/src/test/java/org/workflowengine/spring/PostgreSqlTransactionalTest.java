package org.workflowengine.spring;

import org.workflowengine.runtime.fixture.TestDatabase;

/** Transactions of Spring on PostgreSql. */
class PostgreSqlTransactionalTest extends TransactionalContract {
    PostgreSqlTransactionalTest() {
        super(TestDatabase::postgres);
    }
}
