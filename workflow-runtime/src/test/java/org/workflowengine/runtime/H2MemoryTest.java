package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on H2 in memory. */
class H2MemoryTest {
    private static final Decision BY_ALICE = by("alice").because("claim received");

    @Nested
    class StartLog extends StartLogContract {
        StartLog() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Observers extends ObserverContract {
        Observers() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Migrations extends MigrationContract {
        Migrations() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationsOnTouch extends MigrationOnTouchContract {
        MigrationsOnTouch() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OldRequests extends OldRequestsContract {
        OldRequests() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationsInBulk extends MigrationInBulkContract {
        MigrationsInBulk() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class VersionLinks extends VersionLinksContract {
        VersionLinks() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Imports extends ImportContract {
        Imports() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Holds extends HoldContract {
        Holds() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class RetentionOfCases extends RetentionContract {
        RetentionOfCases() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Obligations extends ObligationContract {
        Obligations() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class MigrationRaces extends MigrationRacesContract {
        MigrationRaces() {
            super(TestDatabase::inMemory, 200);
        }
    }

    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class InTransaction extends InTransactionContract {
        InTransaction() {
            super(TestDatabase::inMemory);
        }

        @Test
        void everyFailingCall() throws Exception {
            afterEveryFailingCallRowAndStepAreBothThereOrNeitherIs();
        }
    }

    @Nested
    class ByName extends ByNameContract {
        ByName() {
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
    class SameDatabase extends SameDatabaseContract {
        SameDatabase() {
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
        void anAddedTriggerIsNamed() throws SQLException {
            changed("CREATE TRIGGER of_the_owner BEFORE INSERT ON workflow_audit FOR EACH ROW"
                    + " CALL 'org.workflowengine.h2.RefuseChange'");
            named("the schema has no trigger of_the_owner of workflow_audit, found \"before insert for each row call"
                    + " 'org.workflowengine.h2.RefuseChange'\"");
        }

        @Test
        void foreignKeysThatAreSwitchedOffAreNamed() throws SQLException {
            changed("ALTER TABLE workflow_audit SET REFERENTIAL_INTEGRITY FALSE");
            named("constraint workflow_audit_chain of workflow_audit differs, expected \"");
            changed("ALTER TABLE workflow_audit SET REFERENTIAL_INTEGRITY TRUE");
            accepted();
            changed("SET REFERENTIAL_INTEGRITY FALSE");
            named("constraint workflow_case_audit of workflow_case differs, expected \"");
        }

        @Test
        void columnsOfAnotherKindAreNamed() throws SQLException {
            changed("ALTER TABLE workflow_audit ALTER COLUMN source DROP NOT NULL");
            named("workflow_audit.source differs, expected \"character varying(128) not null\","
                    + " found \"character varying(128)\"");
            changed("ALTER TABLE workflow_audit ALTER COLUMN source SET NOT NULL");
            accepted();
            changed("CREATE DOMAIN narrow AS VARCHAR(128) CHECK (VALUE <> 'nobody')");
            changed("ALTER TABLE workflow_audit ALTER COLUMN actor SET DATA TYPE narrow");
            named("workflow_audit.actor differs, expected \"character varying(128)\", found \"public.narrow");
            changed("ALTER TABLE workflow_audit ALTER COLUMN actor SET DATA TYPE VARCHAR_IGNORECASE(128)");
            named(
                    "workflow_audit.actor differs, expected \"character varying(128)\", found \"varchar_ignorecase(128)\"");
        }

        @Test
        void aFunctionInPlaceOfTheSystemsIsNamed() throws SQLException {
            changed("SET BUILTIN_ALIAS_OVERRIDE TRUE");
            changed(
                    "CREATE ALIAS HASH AS 'byte[] hash(String algorithm, String text) throws Exception {"
                            + " return java.security.MessageDigest.getInstance(algorithm).digest(text.getBytes(\"UTF-8\")); }'");
            changed("ALTER TABLE workflow_definition DROP CONSTRAINT workflow_definition_fingerprint");
            changed("ALTER TABLE workflow_definition ADD CONSTRAINT workflow_definition_fingerprint"
                    + " CHECK (fingerprint = HASH('SHA-256', graph))");
            named("constraint workflow_definition_fingerprint of workflow_definition differs, expected \"");
        }
    }

    @Nested
    class WhatIf extends WhatIfContract {
        WhatIf() {
            super(TestDatabase::inMemory);
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
    class Pages extends PagesContract {
        Pages() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class CaseSearches extends CaseSearchContract {
        CaseSearches() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::inMemory);
        }

        /** A page is two statements here, and neither sees what the other has seen. */
        @Test
        void aCaseThatComesBackBetweenTwoStatementsIsShownOnce() {
            try (TestDatabase database = TestDatabase.inMemory()) {
                AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
                Engine reviews =
                        Engine.on(database.runtime(RuntimeOptions.defaults().clock(now::get)));
                for (int i = 0; i < 4; i++) {
                    reviews.open("C-" + i, BY_ALICE)
                            .orThrow()
                            .startReview(BY_ALICE)
                            .orThrow();
                }
                AtomicInteger statements = new AtomicInteger();
                Engine reading = Engine.on(WorkflowRuntime.on(Intercepted.dataSource(
                        database.pool(), (call, argument, effect) -> {
                            Object answer = effect.make();
                            if (call.equals("PreparedStatement.execute") && statements.incrementAndGet() == 1) {
                                now.set(now.get().plusSeconds(1));
                                reviews.fire("C-1", "REQUEST_INFO", ALL_TRUE, BY_ALICE)
                                        .orThrow();
                                reviews.fire("C-1", "RESUME", ALL_TRUE, BY_ALICE)
                                        .orThrow();
                            }
                            return answer;
                        })));
                Case first = reviews.load("C-0");
                statements.set(0);
                assertThat(reading.cases()
                                .inState(State.UNDER_REVIEW)
                                .after(first)
                                .list())
                        .extracting(Case::caseId)
                        .containsExactly("C-2", "C-3", "C-1");
                assertThat(statements).hasValue(2);
            }
        }
    }

    @Nested
    class Erasure extends ErasureContract {
        Erasure() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class Since extends SinceContract {
        Since() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class UnfinishedRuns extends UnfinishedRunContract {
        UnfinishedRuns() {
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
