package org.workflowengine.spring;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The limits of Spring's transactions, on each database. */
class TransactionLimitsTest {
    @Nested
    class OnH2 extends TransactionLimitsContract {
        OnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OnPostgreSql extends TransactionLimitsContract {
        OnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OnMariaDb extends TransactionLimitsContract {
        OnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }
}
