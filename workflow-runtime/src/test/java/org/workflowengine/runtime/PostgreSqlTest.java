package org.workflowengine.runtime;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on PostgreSQL. */
class PostgreSqlTest {
    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::postgres);
        }
    }
}
