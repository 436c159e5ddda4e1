package org.workflowengine.spring;

import org.workflowengine.runtime.fixture.TestDatabase;

/** What observers are told of transactions of Spring on MariaDb. */
class MariaDbObservedTest extends ObservedContract {
    MariaDbObservedTest() {
        super(TestDatabase::mariaDb);
    }
}
