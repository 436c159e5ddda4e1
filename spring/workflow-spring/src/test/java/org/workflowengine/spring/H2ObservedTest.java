package org.workflowengine.spring;

import org.workflowengine.runtime.fixture.TestDatabase;

/** What observers are told of transactions of Spring on H2. */
class H2ObservedTest extends ObservedContract {
    H2ObservedTest() {
        super(TestDatabase::inMemory);
    }
}
