package org.workflowengine.spring;

import org.workflowengine.runtime.fixture.TestDatabase;

/** Transactions of Spring on H2. */
class H2TransactionalTest extends TransactionalContract {
    H2TransactionalTest() {
        super(TestDatabase::inMemory);
    }
}
