package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Without its audit row no case is opened or moved: nothing is committed when the insert fails, or only pretends to work. */
class AuditRowIsMandatoryTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    @Test
    void theDatabaseRefusesTheRow() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = Engine.on(database.runtime());
            Case created = reviews.open("C-1", BY_ALICE).orThrow();
            database.sql("ALTER TABLE workflow_audit ADD CONSTRAINT full_up CHECK (seq < 2 AND case_id <> 'C-2')");
            List<String> before = database.content();

            assertThatThrownBy(() -> created.startReview(BY_ALICE))
                    .isInstanceOf(UnchangedException.class)
                    .hasMessage("recording step 2 failed; nothing was changed");
            assertThatThrownBy(() -> reviews.open("C-2", BY_ALICE)).isInstanceOf(UnchangedException.class);
            assertThat(database.content()).isEqualTo(before);

            database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT full_up");
            assertThat(created.startReview(BY_ALICE).isApplied()).isTrue();
        }
    }

    @Test
    void thereIsNoTableForIt() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = Engine.on(database.runtime());
            Case created = reviews.open("C-1", BY_ALICE).orThrow();
            List<String> before = database.content();
            database.sql("ALTER TABLE workflow_audit RENAME TO mislaid");
            assertThatThrownBy(() -> created.startReview(BY_ALICE)).isInstanceOf(UnchangedException.class);
            database.sql("ALTER TABLE mislaid RENAME TO workflow_audit");
            assertThat(database.content()).isEqualTo(before);
        }
    }

    @Test
    void theDatabaseOnlyPretendsToTakeIt() throws Exception {
        pretending("INSERT INTO workflow_audit", "the database took 0 audit entries for step 2");
    }

    @Test
    void theDatabaseOnlyPretendsToMoveTheCase() throws Exception {
        pretending("UPDATE workflow_case", "it is not where its newest recorded step, 1, has left it");
    }

    /** Statements that begin like this are skipped, and report that they touched no row. */
    private static void pretending(String statement, String found) throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine.on(database.runtime()).open("C-1", BY_ALICE).orThrow();
            AtomicBoolean next = new AtomicBoolean();
            AtomicBoolean skipped = new AtomicBoolean();
            AtomicInteger commits = new AtomicInteger();
            Engine reviews = Engine.on(WorkflowRuntime.on(
                    Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
                        if (call.equals("Connection.prepareStatement")) {
                            next.set(((String) argument)
                                    .replace("\"PUBLIC\".", "")
                                    .startsWith(statement));
                            skipped.set(false);
                        }
                        if (call.equals("Connection.commit")) {
                            commits.incrementAndGet();
                        }
                        if (call.equals("PreparedStatement.execute") && next.get()) {
                            skipped.set(true);
                            return false;
                        }
                        return call.equals("PreparedStatement.getUpdateCount") && skipped.get() ? 0 : effect.make();
                    }),
                    RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
            Case created = reviews.load("C-1");
            List<String> before = database.content();
            commits.set(0);
            assertThatThrownBy(() -> created.startReview(BY_ALICE))
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining(found);
            assertThat(commits).hasValue(0);
            assertThat(database.content()).isEqualTo(before);
        }
    }
}
