package org.workflowengine.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What {@code @Transactional} says of its transaction, a timeout or that it only reads, holds for the engine inside it. */
abstract class TransactionLimitsContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final DataSource dataSource;
    private final WorkflowRuntime owner;
    private Engine reviews;

    TransactionLimitsContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.dataSource = database.pool();
        this.owner = database.runtime();
    }

    /** The engine's own patience is much longer than any timeout here. */
    @BeforeEach
    void start() {
        Engine.on(owner);
        reviews = Engine.on(SpringWorkflow.runtime(
                dataSource,
                new DataSourceTransactionManager(dataSource),
                RuntimeOptions.defaults().statementTimeout(Duration.ofSeconds(20))));
        reviews.open("C-1", BY_ALICE).orThrow();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    private void within(int seconds, Consumer<Connection> work) {
        TransactionTemplate limited = transaction();
        limited.setTimeout(seconds);
        limited.executeWithoutResult(status -> work.accept(DataSourceUtils.getConnection(dataSource)));
    }

    /** Somebody else has made the step and does not commit. */
    private void whileSomebodyHolds(String caseId, Runnable work) throws SQLException {
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            Engine.on(owner.within(other))
                    .fire(caseId, "START_REVIEW", ALL_TRUE, by("bob").because("mine"))
                    .orThrow();
            work.run();
            other.rollback();
        }
    }

    /** On H2 the wait for a lock is a setting of the session: here it is longer than any timeout. */
    private void patience(Connection connection) {
        if (database.product().equals("H2")) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCK_TIMEOUT 20000");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private UnchangedException failing(Supplier<?> call) {
        UnchangedException failure = catchThrowableOfType(UnchangedException.class, call::get);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private Case firstStep() {
        return reviews.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
    }

    private static void assertTimedOut(UnchangedException failure) {
        assertThat(failure)
                .hasMessageContaining("the deadline of the caller's transaction has passed")
                .hasMessageEndingWith("nothing was changed")
                .matches(UnchangedException::isTransient, "may be tried again");
    }

    @Test
    void aLockThatIsHeldPastTheTimeout() throws Exception {
        whileSomebodyHolds(
                "C-1",
                () -> assertThatThrownBy(() -> within(1, connection -> {
                            patience(connection);
                            UnchangedException failure = failing(this::firstStep);
                            assertTimedOut(failure);
                            assertPatient(connection);
                            // The service carries on as if nothing had happened.
                        }))
                        .isInstanceOf(UnexpectedRollbackException.class));
        assertThat(reviews.load("C-1").seq()).isEqualTo(1);
        within(30, connection -> firstStep());
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
    }

    /** Spring's own rule: from then on the transaction can only be rolled back. */
    @Test
    void aTimeoutThatHasPassed() {
        assertThatThrownBy(() -> within(30, connection -> {
                    firstStep();
                    passDeadline();
                    assertTimedOut(failing(() -> reviews.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE)));
                    assertTimedOut(failing(() -> reviews.find("C-1")));
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(reviews.load("C-1").seq()).isEqualTo(1);
    }

    @Test
    void withinItsTimeout() {
        within(30, connection -> firstStep());
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
    }

    /** Where the database takes the wish for an order, the engine says whose wish it was. */
    @Test
    void aTransactionThatOnlyReads() {
        TransactionTemplate reading = transaction();
        reading.setReadOnly(true);
        assertThat(reading.<Long>execute(status -> reviews.load("C-1").seq())).isEqualTo(1);
        if (database.product().equals("H2")) {
            return;
        }
        assertThatThrownBy(() -> reading.executeWithoutResult(status -> {
                    UnchangedException failure = failing(this::firstStep);
                    assertThat(failure)
                            .hasMessageContaining("the transaction is read-only because")
                            .matches(found -> !found.isTransient(), "would fail again");
                    throw failure;
                }))
                .isInstanceOf(UnchangedException.class);
        transaction().executeWithoutResult(status -> firstStep());
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
    }

    private void passDeadline() {
        ((ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource)).setTimeoutInMillis(0);
    }

    private void assertPatient(Connection connection) {
        if (database.product().equals("H2")) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("CALL LOCK_TIMEOUT()")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(20_000);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
