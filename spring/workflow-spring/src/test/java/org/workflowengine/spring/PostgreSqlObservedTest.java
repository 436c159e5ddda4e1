package org.workflowengine.spring;

import org.workflowengine.runtime.fixture.TestDatabase;

/** What observers are told of transactions of Spring on PostgreSql. */
class PostgreSqlObservedTest extends ObservedContract {
    PostgreSqlObservedTest() {
        super(TestDatabase::postgres);
    }
}
