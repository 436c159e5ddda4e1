package org.workflowengine.cli;

import org.junit.jupiter.api.Nested;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The commands, on every database. */
class CliTest {
    @Nested
    class OnH2 extends CliContract {
        OnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OnPostgreSql extends CliContract {
        OnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OnMariaDb extends CliContract {
        OnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class WhatIfOnH2 extends WhatIfCliContract {
        WhatIfOnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class WhatIfOnPostgreSql extends WhatIfCliContract {
        WhatIfOnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class WhatIfOnMariaDb extends WhatIfCliContract {
        WhatIfOnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class MigrationsOnH2 extends MigrationsCliContract {
        MigrationsOnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationsOnPostgreSql extends MigrationsCliContract {
        MigrationsOnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class MigrationsOnMariaDb extends MigrationsCliContract {
        MigrationsOnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class RetentionOnH2 extends RetentionCliContract {
        RetentionOnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class RetentionOnPostgreSql extends RetentionCliContract {
        RetentionOnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class RetentionOnMariaDb extends RetentionCliContract {
        RetentionOnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }
}
