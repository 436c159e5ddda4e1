package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/** A layer's own rows and the engine's steps are committed together, once, or not at all. */
abstract class InTransactionContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final List<Completion> completions = new ArrayList<>();
    private final WorkflowRuntime runtime;
    private final Engine reviews;

    InTransactionContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults().observer(new WorkflowObserver() {
            @Override
            public void answered(Answer answer) {}

            @Override
            public void completed(Answer answer, Completion completion) {
                completions.add(completion);
            }
        }));
        this.reviews = Engine.on(runtime);
    }

    @BeforeEach
    void aTableOfTheLayers() throws SQLException {
        database.sql("CREATE TABLE reminder (case_id VARCHAR(64) NOT NULL PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void rowsAndStepsAreCommittedTogether() throws Exception {
        Case opened = runtime.inTransaction(transaction -> {
            remind(transaction, "C-1");
            Case made = Engine.on(transaction).open("C-1", BY_ALICE).orThrow();
            assertThat(made.startReview(BY_ALICE).isApplied()).isTrue();
            assertThat(completions).isEmpty();
            return made;
        });
        assertThat(opened.caseId()).isEqualTo("C-1");
        assertThat(reminders()).isEqualTo(1);
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
        assertThat(completions).containsExactly(Completion.COMMITTED, Completion.COMMITTED);
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void whateverIsThrownUndoesAllOfItAndIsThrownAsItIs() throws Exception {
        List<String> before = database.content();
        for (Throwable thrown :
                List.of(new IOException("full"), new IllegalStateException("no"), new InjectedError())) {
            assertThatThrownBy(() -> runtime.inTransaction(transaction -> {
                        remind(transaction, "C-1");
                        Engine.on(transaction).open("C-1", BY_ALICE).orThrow();
                        throwing(thrown);
                        return "not reached";
                    }))
                    .isSameAs(thrown);
        }
        assertThat(database.content()).isEqualTo(before);
        assertThat(reminders()).isZero();
        assertThat(completions).containsExactly(Completion.ROLLED_BACK, Completion.ROLLED_BACK, Completion.ROLLED_BACK);
    }

    private static void throwing(Throwable thrown) throws IOException {
        if (thrown instanceof IOException checked) {
            throw checked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void aRefusalChangesNothingAndTheRestIsCommitted() throws Exception {
        reviews.open("C-1", BY_ALICE).orThrow();
        Outcome<Case> outcome = runtime.inTransaction(transaction -> {
            remind(transaction, "C-1");
            return Engine.on(transaction).open("C-1", BY_ALICE);
        });
        assertThat(outcome.isApplied()).isFalse();
        assertThat(reminders()).isEqualTo(1);
        assertThat(reviews.load("C-1").seq()).isEqualTo(1);
    }

    @Test
    void theConnectionTakesStatementsAndIsNotEnded() throws Exception {
        runtime.inTransaction(transaction -> {
            Connection connection = transaction.connection();
            assertThat(connection.getAutoCommit()).isFalse();
            for (Change change : List.<Change>of(
                    Connection::commit,
                    Connection::rollback,
                    Connection::setSavepoint,
                    lent -> lent.setAutoCommit(true),
                    lent -> lent.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE),
                    lent -> lent.setReadOnly(true),
                    lent -> lent.setNetworkTimeout(Runnable::run, 4711),
                    lent -> lent.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT),
                    lent -> lent.abort(Runnable::run))) {
                assertThatThrownBy(() -> change.on(connection))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("commits once at the end");
            }
            try (connection) {
                remind(transaction, "C-1");
            }
            remind(transaction, "C-2");
            return null;
        });
        assertThat(reminders()).isEqualTo(2);
    }

    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    @Test
    void nothingOfItCanBeUsedAfterwards() throws Exception {
        AtomicReference<WorkflowTransaction> kept = new AtomicReference<>();
        AtomicReference<Engine> engine = new AtomicReference<>();
        runtime.inTransaction(transaction -> {
            kept.set(transaction);
            engine.set(Engine.on(transaction));
            return null;
        });
        assertThat(kept.get().connection().isClosed()).isTrue();
        assertThatThrownBy(() -> kept.get().connection().createStatement())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is over");
        assertThatThrownBy(() -> engine.get().open("C-1", BY_ALICE))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("the transaction is over");
    }

    @Test
    void aFailureOfTheDatabaseThatTheWorkSwallowsCommitsNothingHalf() throws Exception {
        reviews.open("C-1", BY_ALICE).orThrow();
        List<String> before = database.content();
        Throwable failure = null;
        try {
            runtime.inTransaction(transaction -> {
                Engine.on(transaction).open("C-2", BY_ALICE).orThrow();
                try {
                    remind(transaction, "C-1");
                    remind(transaction, "C-1");
                } catch (SQLException swallowed) {
                    assertThat(swallowed.getSQLState()).isNotBlank();
                }
                return null;
            });
        } catch (UnchangedException e) {
            failure = e;
        }
        // PostgreSQL has ended the transaction with the failed statement; the others have undone that statement alone.
        if (failure == null) {
            assertThat(reviews.load("C-2").seq()).isEqualTo(1);
            assertThat(reminders()).isEqualTo(1);
        } else {
            assertThat(database.content()).isEqualTo(before);
            assertThat(reminders()).isZero();
        }
    }

    /** As for a deadlock: the next statement would silently begin another transaction. */
    @Test
    void whatTheDatabaseHasUndoneIsNotCommittedInPart() throws Exception {
        AtomicReference<Engine> engine = new AtomicReference<>();
        WorkflowRuntime undoing =
                WorkflowRuntime.on(Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
                    if (call.equals("Statement.executeUpdate")
                            && String.valueOf(argument).contains("deadlock")) {
                        throw new SQLException("injected", "40001");
                    }
                    return effect.make();
                }));
        Engine.on(undoing);
        List<String> before = database.content();
        assertThatThrownBy(() -> undoing.inTransaction(transaction -> {
                    engine.set(Engine.on(transaction));
                    engine.get().open("C-1", BY_ALICE).orThrow();
                    try {
                        remind(transaction, "deadlock");
                    } catch (SQLException swallowed) {
                        assertThat(swallowed.getSQLState()).isEqualTo("40001");
                    }
                    remind(transaction, "C-1");
                    return null;
                }))
                .isInstanceOf(UnchangedException.class);
        assertThat(database.content()).isEqualTo(before);
        assertThat(reminders()).isZero();
    }

    /** What was done before such a statement is kept, so that nobody may say that nothing was changed. H2 does not tell. */
    @Test
    void whatAStatementOfTheWorkHasCommittedIsNotCalledUnchanged() throws Exception {
        Throwable failure = catchThrowable(() -> runtime.inTransaction(transaction -> {
            remind(transaction, "C-1");
            try (Statement statement = transaction.connection().createStatement()) {
                statement.execute("COMMIT");
            }
            Engine.on(transaction).open("C-1", BY_ALICE).orThrow();
            return null;
        }));
        assertThat(reminders()).isEqualTo(1);
        if (database.product().equals("H2")) {
            assertThat(failure).isNull();
            assertThat(reviews.find("C-1")).isPresent();
        } else {
            assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
            assertThat(reviews.find("C-1")).isEmpty();
            assertThat(completions).containsExactly(Completion.UNKNOWN);
        }
    }

    /** Every JDBC call of the transaction fails, in each way; some thousand transactions. */
    final void afterEveryFailingCallRowAndStepAreBothThereOrNeitherIs() throws Exception {
        Faults faults = new Faults(database.dataSource());
        WorkflowRuntime failing = WorkflowRuntime.on(faults.dataSource());
        Engine.on(failing);
        Set<String> answers = new TreeSet<>();
        int runs = 0;
        for (Mode mode : Mode.all()) {
            String hit = "none yet";
            for (int call = 1; hit != null; call = faults.after(call)) {
                String caseId = "C-" + ++runs;
                faults.arm(mode, call);
                String answer = answerOf(failing, caseId);
                hit = faults.disarm();
                String what = mode + ", call " + call + " " + hit + ", answered " + answer;
                answers.add(answer);
                assertThat(faults.leaked()).as(what).isZero();
                int rows = database.rows("SELECT case_id FROM reminder WHERE case_id = '" + caseId + "'")
                        .size();
                int steps = database.rows("SELECT seq FROM workflow_audit WHERE case_id = '" + caseId + "'")
                        .size();
                assertThat(steps).as(what).isEqualTo(2 * rows);
                assertThat(rows)
                        .as(what)
                        .isIn(
                                switch (answer) {
                                    case "committed" -> List.of(1);
                                    case "unknown" -> List.of(0, 1);
                                    default -> List.of(0);
                                });
            }
        }
        assertThat(answers).contains("committed", "unknown", "unchanged");
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        System.out.println("InTransactionContract: " + runs + " runs, 0 wrong");
    }

    private static String answerOf(WorkflowRuntime failing, String caseId) {
        try {
            return failing.inTransaction(transaction -> {
                Case opened = Engine.on(transaction).open(caseId, BY_ALICE).orThrow();
                remind(transaction, caseId);
                opened.startReview(BY_ALICE).orThrow();
                return "committed";
            });
        } catch (OutcomeUnknownException e) {
            return "unknown";
        } catch (UnchangedException e) {
            return "unchanged";
        } catch (SQLException | IllegalStateException | InjectedError e) {
            return "thrown";
        }
    }

    private static void remind(WorkflowTransaction transaction, String caseId) throws SQLException {
        try (Statement statement = transaction.connection().createStatement()) {
            statement.executeUpdate("INSERT INTO reminder (case_id) VALUES ('" + caseId + "')");
        }
    }

    private int reminders() throws SQLException {
        return database.rows("SELECT case_id FROM reminder").size();
    }
}
