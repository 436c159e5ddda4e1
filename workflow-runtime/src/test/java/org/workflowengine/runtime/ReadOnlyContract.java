package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.core.BulkOutcome.Failed;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A step where nothing can be written: what a new connection heals is told from what the caller has wished. */
abstract class ReadOnlyContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final WorkflowRuntime owner;
    private final Engine reviews;

    /** Whether connections that are opened from now on lead to where nothing can be written. */
    private final AtomicBoolean readOnly = new AtomicBoolean();

    private final AtomicInteger opened = new AtomicInteger();

    ReadOnlyContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.owner = database.runtime();
        this.reviews = Engine.on(owner);
    }

    @BeforeEach
    void cases() {
        reviews.open("C-1", BY_ALICE).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A session of which every transaction is read-only, as all of a replica's are. */
    private DataSource node() {
        return Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
            Object result = effect.make();
            if (result instanceof Connection connection) {
                opened.incrementAndGet();
                if (readOnly.get()) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(
                                database.product().equals("PostgreSQL")
                                        ? "SET default_transaction_read_only = on"
                                        : "SET SESSION tx_read_only = 1");
                    }
                }
            }
            return result;
        });
    }

    private HikariDataSource pool(boolean wished) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(node());
        settings.setMaximumPoolSize(1);
        settings.setReadOnly(wished);
        return new HikariDataSource(settings);
    }

    private static UnchangedException failing(Engine engine, Decision decision) {
        UnchangedException failure = catchThrowableOfType(
                UnchangedException.class, () -> engine.fire("C-1", "START_REVIEW", ALL_TRUE, decision));
        assertThat(failure).isNotNull().hasMessageEndingWith("nothing was changed");
        return failure;
    }

    private static void assertNode(UnchangedException failure) {
        assertThat(failure)
                .hasMessageContaining("this connection cannot write: it leads to a replica")
                .matches(UnchangedException::isTransient, "may be tried again");
    }

    private static void assertWish(UnchangedException failure) {
        assertThat(failure)
                .hasMessageContaining("the transaction is read-only because its connection is set to read-only")
                .matches(found -> !found.isTransient(), "would fail again");
    }

    /** The pool sees nothing wrong with its connection; the engine lets it open another. */
    @Test
    void theSameRequestIsAppliedAfterAFailOver() throws Exception {
        try (HikariDataSource pool = pool(false)) {
            WorkflowRuntime runtime = WorkflowRuntime.on(pool);
            Engine there = Engine.on(runtime);
            readOnly.set(true);
            pool.getHikariPoolMXBean().softEvictConnections();
            opened.set(0);
            assertThat(there.load("C-1").seq()).isEqualTo(1);
            assertThat(there.history("C-1").check(CaseReview.DEFINITION)).isEmpty();
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
            runtime.verification().checkpoint(new StringWriter());
            assertThat(opened.get()).isEqualTo(1);

            Decision request = BY_ALICE.requestId("R-1");
            assertNode(failing(there, request));
            assertNode(failing(there, request));
            assertThat(there.applyAll(List.of(Request.opening("C-2", BY_ALICE))))
                    .singleElement()
                    .isInstanceOfSatisfying(Failed.class, failed -> assertNode((UnchangedException) failed.failure()));
            assertThat(there.resolve("C-1", "R-1")).isEmpty();

            readOnly.set(false);
            assertNode(failing(there, request));
            Applied<Case> applied = (Applied<Case>) there.fire("C-1", "START_REVIEW", ALL_TRUE, request);
            assertThat(applied.seq()).isEqualTo(2);
            assertThat(applied.replayed()).isFalse();
            int soFar = opened.get();
            there.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
            assertThat(opened.get()).as("a connection that works stays").isEqualTo(soFar);
        }
        assertThat(owner.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void theCallersTransactionAtAReadOnlyNodeIsTransient() throws Exception {
        readOnly.set(true);
        try (Connection connection = node().getConnection()) {
            connection.setAutoCommit(false);
            Engine inside = Engine.on(owner.within(connection));
            assertThat(inside.load("C-1").seq()).isEqualTo(1);
            assertNode(failing(inside, BY_ALICE));
            connection.rollback();
            assertThat(connection.isValid(5)).as("it is the caller's to close").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET TRANSACTION READ ONLY", "Connection.setReadOnly"})
    void aTransactionThatTheCallerHasMadeSo(String wish) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            if (wish.startsWith("SET")) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(wish);
                }
            } else {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
            }
            Engine inside = Engine.on(owner.within(connection));
            assertThat(inside.load("C-1").seq()).isEqualTo(1);
            assertWish(failing(inside, BY_ALICE));
            // Only the step was taken back.
            assertThat(inside.load("C-1").seq()).isEqualTo(1);
            connection.rollback();
            connection.setReadOnly(false);
            inside.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
            connection.commit();
        }
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
    }

    /** On MariaDB that makes the sessions such that a start refuses them. */
    @Test
    void aReadOnlyPoolIsAnsweredAsSuch() {
        try (HikariDataSource pool = pool(true)) {
            if (database.product().equals("MariaDB")) {
                assertThatThrownBy(() -> WorkflowRuntime.on(pool))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("begins every transaction read-only");
                return;
            }
            Engine there = Engine.on(WorkflowRuntime.on(pool));
            assertWish(failing(there, BY_ALICE));
            assertWish(failing(there, BY_ALICE));
            assertThat(opened.get()).as("another would be the same").isEqualTo(1);
        }
    }
}
