package org.workflowengine.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/** Observers are told what became of the steps that were written in a transaction of Spring's: just what the database says afterwards. */
abstract class ObservedContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final List<String> told = new ArrayList<>();
    private DataSourceTransactionManager transactions;
    private Engine reviews;
    private boolean commitsAreLost;

    ObservedContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    private final class Told implements WorkflowObserver {
        @Override
        public void answered(Answer answer) {
            assertThat(answer.isFollowed()).isEqualTo(answer.isJoined());
            told.add(answer.caseId().orElseThrow() + " " + answer.result() + (answer.isJoined() ? " joined" : ""));
        }

        @Override
        public void completed(Answer answer, Completion completion) {
            told.add(answer.caseId().orElseThrow() + " " + completion);
        }
    }

    @BeforeEach
    void start() {
        CaseReview.install(database.runtime(), CaseReview.DEFINITION);
        DataSource dataSource = Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            Object result = effect.make();
            if (call.equals("Connection.commit") && commitsAreLost) {
                throw new SQLException("the connection is gone", "08006");
            }
            return result;
        });
        transactions = new DataSourceTransactionManager(dataSource);
        reviews = Engine.on(SpringWorkflow.runtime(
                dataSource, transactions, RuntimeOptions.defaults().observer(new Told())));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private TransactionTemplate transaction(int propagation) {
        return new TransactionTemplate(transactions, new DefaultTransactionDefinition(propagation));
    }

    private TransactionTemplate transaction() {
        return transaction(TransactionDefinition.PROPAGATION_REQUIRED);
    }

    private void open(String caseId) {
        assertThat(reviews.open(caseId, BY_ALICE).isApplied()).isTrue();
    }

    /** The cases told as committed are those that are there. */
    private void agreesWithTheDatabase() throws SQLException {
        List<String> committed = told.stream()
                .filter(line -> line.endsWith(" COMMITTED") || line.endsWith(" APPLIED"))
                .map(line -> "[" + line.substring(0, line.indexOf(' ')) + "]")
                .sorted()
                .toList();
        assertThat(database.rows("SELECT case_id FROM workflow_case ORDER BY case_id"))
                .isEqualTo(committed);
    }

    @Test
    void withoutATransaction() throws Exception {
        open("C-1");
        assertThat(told).containsExactly("C-1 APPLIED");
        agreesWithTheDatabase();
    }

    @Test
    void committed() throws Exception {
        transaction().executeWithoutResult(status -> {
            open("C-1");
            assertThat(reviews.open("C-1", BY_ALICE).isApplied()).isFalse();
            assertThat(reviews.applyAll(List.of(Request.opening("C-2", BY_ALICE), Request.opening("C-3", BY_ALICE))))
                    .allMatch(outcome -> outcome.isApplied());
            assertThat(told)
                    .containsExactly("C-1 APPLIED joined", "C-1 REFUSED", "C-2 APPLIED joined", "C-3 APPLIED joined");
        });
        assertThat(told).hasSize(7).endsWith("C-1 COMMITTED", "C-2 COMMITTED", "C-3 COMMITTED");
        agreesWithTheDatabase();
    }

    @Test
    void rolledBack() throws Exception {
        transaction().executeWithoutResult(status -> {
            open("C-1");
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    open("C-2");
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction().executeWithoutResult(outer -> {
                    open("C-3");
                    transaction().executeWithoutResult(inner -> inner.setRollbackOnly());
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(told)
                .containsExactly(
                        "C-1 APPLIED joined",
                        "C-1 ROLLED_BACK",
                        "C-2 APPLIED joined",
                        "C-2 ROLLED_BACK",
                        "C-3 APPLIED joined",
                        "C-3 ROLLED_BACK");
        agreesWithTheDatabase();
    }

    @Test
    void unknown() throws Exception {
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    open("C-1");
                    commitsAreLost = true;
                }))
                .isInstanceOf(TransactionSystemException.class);
        assertThat(told).containsExactly("C-1 APPLIED joined", "C-1 UNKNOWN");
        assertThat(database.rows("SELECT case_id FROM workflow_case")).containsExactly("[C-1]");
    }

    @Test
    void inANewTransaction() throws Exception {
        transaction().executeWithoutResult(outer -> {
            open("C-1");
            transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult(inner -> open("C-2"));
            assertThat(told).containsExactly("C-1 APPLIED joined", "C-2 APPLIED joined", "C-2 COMMITTED");
            outer.setRollbackOnly();
        });
        assertThat(told).hasSize(4).endsWith("C-1 ROLLED_BACK");
        agreesWithTheDatabase();
    }

    /** A nested transaction is rolled back to its savepoint, while the outer one commits. */
    @Test
    void inANestedTransaction() throws Exception {
        TransactionTemplate nested = transaction(TransactionDefinition.PROPAGATION_NESTED);
        transaction().executeWithoutResult(outer -> {
            open("C-1");
            nested.executeWithoutResult(inner -> {
                open("C-2");
                inner.setRollbackOnly();
            });
            open("C-3");
            nested.executeWithoutResult(inner -> {
                open("C-4");
                nested.executeWithoutResult(innermost -> {
                    open("C-5");
                    innermost.setRollbackOnly();
                });
            });
        });
        assertThat(told.subList(5, 10))
                .containsExactlyInAnyOrder(
                        "C-1 COMMITTED", "C-2 ROLLED_BACK", "C-3 COMMITTED", "C-4 COMMITTED", "C-5 ROLLED_BACK");
        agreesWithTheDatabase();
    }

    /** Nothing was written before the savepoint, so that nobody was asked about it. */
    @Test
    void backToASavepointFromBeforeTheFirstStep() throws Exception {
        transaction().executeWithoutResult(status -> {
            Object first = status.createSavepoint();
            open("C-1");
            Object second = status.createSavepoint();
            open("C-2");
            status.rollbackToSavepoint(second);
            assertThat(reviews.find("C-1")).isPresent();
            status.rollbackToSavepoint(first);
            open("C-3");
        });
        assertThat(told).hasSize(6).endsWith("C-1 ROLLED_BACK", "C-2 ROLLED_BACK", "C-3 COMMITTED");
        agreesWithTheDatabase();
    }
}
