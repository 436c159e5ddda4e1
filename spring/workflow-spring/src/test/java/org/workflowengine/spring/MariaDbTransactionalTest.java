package org.workflowengine.spring;

import org.workflowengine.runtime.fixture.TestDatabase;

/** Transactions of Spring on MariaDb. */
class MariaDbTransactionalTest extends TransactionalContract {
    MariaDbTransactionalTest() {
        super(TestDatabase::mariaDb);
    }
}
