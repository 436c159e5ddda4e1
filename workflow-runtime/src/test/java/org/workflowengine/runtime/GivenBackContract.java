package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.OneConnection;
import org.workflowengine.runtime.fixture.Serialized;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A connection comes back as it was given out, whatever was done with it: its next user may be another application. */
abstract class GivenBackContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

    private final Supplier<TestDatabase> databases;

    GivenBackContract(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    /** Everything that the library does with a connection of a data source. */
    @ParameterizedTest
    @CsvSource({
        "true, " + Connection.TRANSACTION_READ_COMMITTED,
        "true, " + Connection.TRANSACTION_REPEATABLE_READ,
        "false, " + Connection.TRANSACTION_REPEATABLE_READ,
        "false, " + Connection.TRANSACTION_SERIALIZABLE
    })
    void whateverIsDone(boolean autoCommit, int isolation) throws Exception {
        try (TestDatabase database = databases.get();
                OneConnection one = new OneConnection(database, autoCommit, isolation)) {
            DataSource pool = one.dataSource();
            assertThatThrownBy(() -> WorkflowRuntime.on(pool)).hasMessageContaining("the database lacks");
            WorkflowRuntime runtime = WorkflowRuntime.on(pool, CREATE);
            WorkflowRuntime.renewInstallation(pool);
            assertThat(WorkflowRuntime.upgrade(pool)).isEqualTo(Installation.SCHEMA_VERSION);
            runtime = WorkflowRuntime.on(pool, CREATE);
            Engine reviews = Engine.on(runtime);
            assertThatThrownBy(() -> moves(runtime(pool, SchemaMode.NONE), "C-0\0"))
                    .isNotNull();
            moves(runtime(pool, SchemaMode.VALIDATE), "C-1");
            moves(runtime(pool, SchemaMode.NONE), "C-2");
            assertThatThrownBy(() -> WorkflowRuntime.renewInstallation(pool)).hasMessageContaining("keeps its id");
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
            assertThat(runtime.verification().verify("C-1").isIntact()).isTrue();
            runtime.verification().checkpoint(new StringWriter());
            database.dropTriggers();
            database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id = 'C-1' AND seq = 1");
            assertThat(runtime.verification().verifyAll().isIntact()).isFalse();
            assertThatThrownBy(() -> WorkflowRuntime.on(pool)).hasMessageContaining("the database lacks trigger");
            assertThat(reviews.find("C-1")).isPresent();
            database.sql("ALTER TABLE workflow_audit RENAME TO elsewhere");
            WorkflowException failure =
                    catchThrowableOfType(WorkflowException.class, () -> reviews.open("C-3", BY_ALICE));
            // What the database says has to cross a wire too.
            assertThat(Serialized.copy(failure))
                    .hasToString(failure.toString())
                    .hasRootCauseMessage(root(failure).getMessage());
            assertThat(runtime.verification().verifyAll().isIntact()).isFalse();
            assertThat(one.givenBack()).isGreaterThan(50);
        }
    }

    /** Each call to the database fails once. */
    @ParameterizedTest
    @CsvSource({"true, " + Connection.TRANSACTION_REPEATABLE_READ, "false, " + Connection.TRANSACTION_REPEATABLE_READ})
    void whateverFails(boolean autoCommit, int isolation) throws Exception {
        try (TestDatabase database = databases.get();
                OneConnection one = new OneConnection(database, autoCommit, isolation)) {
            DataSource pool = one.dataSource();
            WorkflowRuntime runtime = WorkflowRuntime.on(pool, CREATE);
            Engine reviews = Engine.on(runtime);
            List<Runnable> works = List.of(
                    () -> WorkflowRuntime.on(pool),
                    () -> runtime.verification().verifyAll(),
                    () -> reviews.open("C-" + System.nanoTime(), BY_ALICE).orThrow(),
                    () -> reviews.applyAll(List.of(Request.opening("B-" + System.nanoTime(), BY_ALICE))));
            int failed = 0;
            for (Runnable work : works) {
                for (int call = 1; call == 1 || one.hit() != null; call++) {
                    one.failAt(call);
                    try {
                        work.run();
                    } catch (WorkflowException e) {
                        failed++;
                    }
                }
                one.failAt(0);
            }
            assertThat(failed).isGreaterThan(15);
            assertThat(one.givenBack()).isGreaterThan(failed);
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static Engine runtime(DataSource pool, SchemaMode mode) {
        return Engine.on(WorkflowRuntime.on(pool, RuntimeOptions.defaults().schemaMode(mode)));
    }

    private static void moves(Engine reviews, String caseId) throws SQLException {
        Case created = reviews.open(caseId, BY_ALICE.requestId("R-1")).orThrow();
        assertThat(reviews.open(caseId, BY_ALICE).isApplied()).isFalse();
        created.startReview(BY_ALICE).orThrow();
        assertThat(created.startReview(BY_ALICE).isApplied()).isFalse();
        assertThat(reviews.fire(caseId, "NO_SUCH", ALL_TRUE, BY_ALICE).isApplied())
                .isFalse();
        reviews.erase(caseId, 2, by("dpo").because("article 17")).orThrow();
        reviews.applyAll(List.of(
                Request.move(caseId, "ESCALATE", ALL_TRUE, BY_ALICE),
                Request.opening(caseId + "-a", BY_ALICE),
                Request.opening(caseId + "-a", BY_ALICE),
                Request.opening(caseId + "-b", BY_ALICE)));
        assertThat(reviews.history(caseId).entries()).hasSize(4);
        assertThat(reviews.resolve(caseId, "R-1")).isPresent();
        assertThat(reviews.find("C-9")).isEmpty();
        assertThat(reviews.cases().countByState()).isNotEmpty();
    }
}
