package org.workflowengine.runtime;

import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on H2 in memory. */
class H2MemoryTest {
    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Decisions extends DecisionContract {
        Decisions() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class GivenBack extends GivenBackContract {
        GivenBack() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Hardening extends HardeningContract {
        Hardening() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class SelfCheck extends SelfCheckContract {
        SelfCheck() {
            super(TestDatabase::inMemory);
        }

        @Test
        void anotherTrigger() throws SQLException {
            changed("CREATE TRIGGER of_the_owner BEFORE INSERT ON workflow_audit FOR EACH ROW"
                    + " CALL 'org.workflowengine.h2.RefuseChange'");
            named("the schema has no trigger of_the_owner of workflow_audit, found \"before insert for each row call"
                    + " 'org.workflowengine.h2.RefuseChange'\"");
        }

        @Test
        void foreignKeysThatAreNotAskedFor() throws SQLException {
            changed("ALTER TABLE workflow_audit SET REFERENTIAL_INTEGRITY FALSE");
            named("constraint workflow_audit_chain of workflow_audit is another, expected \"");
            changed("ALTER TABLE workflow_audit SET REFERENTIAL_INTEGRITY TRUE");
            accepted();
            changed("SET REFERENTIAL_INTEGRITY FALSE");
            named("constraint workflow_case_audit of workflow_case is another, expected \"");
        }

        @Test
        void columnsOfAnotherKind() throws SQLException {
            changed("ALTER TABLE workflow_audit ALTER COLUMN source DROP NOT NULL");
            named("workflow_audit.source is another, expected \"character varying(128) not null\","
                    + " found \"character varying(128)\"");
            changed("ALTER TABLE workflow_audit ALTER COLUMN source SET NOT NULL");
            accepted();
            changed("CREATE DOMAIN narrow AS VARCHAR(128) CHECK (VALUE <> 'nobody')");
            changed("ALTER TABLE workflow_audit ALTER COLUMN actor SET DATA TYPE narrow");
            named("workflow_audit.actor is another, expected \"character varying(128)\", found \"public.narrow");
            changed("ALTER TABLE workflow_audit ALTER COLUMN actor SET DATA TYPE VARCHAR_IGNORECASE(128)");
            named(
                    "workflow_audit.actor is another, expected \"character varying(128)\", found \"varchar_ignorecase(128)\"");
        }

        @Test
        void aFunctionInThePlaceOfTheSystems() throws SQLException {
            changed("SET BUILTIN_ALIAS_OVERRIDE TRUE");
            changed(
                    "CREATE ALIAS HASH AS 'byte[] hash(String algorithm, String text) throws Exception {"
                            + " return java.security.MessageDigest.getInstance(algorithm).digest(text.getBytes(\"UTF-8\")); }'");
            changed("ALTER TABLE workflow_definition DROP CONSTRAINT workflow_definition_fingerprint");
            changed("ALTER TABLE workflow_definition ADD CONSTRAINT workflow_definition_fingerprint"
                    + " CHECK (fingerprint = HASH('SHA-256', graph))");
            named("constraint workflow_definition_fingerprint of workflow_definition is another, expected \"");
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Erasure extends ErasureContract {
        Erasure() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Checkpoints extends CheckpointContract {
        Checkpoints() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class KeyRotation extends KeyRotationContract {
        KeyRotation() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Verification extends VerificationContract {
        Verification() {
            super(TestDatabase::inMemory);
        }
    }
}
