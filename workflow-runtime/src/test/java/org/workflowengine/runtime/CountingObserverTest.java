package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/** A program that counts answers, written with nothing but what is public: it is what a layer for metrics would be. */
class CountingObserverTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database = TestDatabase.inMemory();

    /** The program. */
    private static final class Counters implements WorkflowObserver {
        private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

        @Override
        public void answered(Answer answer) {
            String outcome = answer.refusal().orElse(answer.result().name());
            count(answer, answer.isJoined() ? "joined" : outcome);
        }

        @Override
        public void completed(Answer answer, Completion completion) {
            count(answer, completion.name());
        }

        private void count(Answer answer, String what) {
            counters.computeIfAbsent(
                            answer.workflow() + " " + answer.version() + " " + answer.transition() + " " + what,
                            name -> new LongAdder())
                    .increment();
        }

        Map<String, Long> totals() {
            Map<String, Long> totals = new TreeMap<>();
            counters.forEach((name, counter) -> totals.put(name, counter.sum()));
            return totals;
        }
    }

    /** An application's own transactions, one for each thread. */
    private static final class Transactions implements CallersTransaction {
        private final DataSource dataSource;
        private final ThreadLocal<Connection> connection = new ThreadLocal<>();
        private final ThreadLocal<List<Consumer<Completion>>> listeners = ThreadLocal.withInitial(ArrayList::new);

        Transactions(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        void run(boolean commits, Runnable work) throws SQLException {
            Completion completion = Completion.UNKNOWN;
            try (Connection begun = dataSource.getConnection()) {
                begun.setAutoCommit(false);
                connection.set(begun);
                work.run();
                if (commits) {
                    begun.commit();
                    completion = Completion.COMMITTED;
                } else {
                    begun.rollback();
                    completion = Completion.ROLLED_BACK;
                }
            } finally {
                connection.remove();
                List<Consumer<Completion>> told = listeners.get();
                listeners.remove();
                for (Consumer<Completion> listener : told) {
                    listener.accept(completion);
                }
            }
        }

        @Override
        public Optional<Connection> current() {
            return Optional.ofNullable(connection.get());
        }

        @Override
        public boolean afterCompletion(Consumer<Completion> listener) {
            return listeners.get().add(listener);
        }

        @Override
        public void failed() {}
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void countsEveryAnswerAndWhatBecameOfIt() throws Exception {
        Counters counters = new Counters();
        Transactions transactions = new Transactions(database.pool());
        database.runtime();
        Engine reviews = Engine.on(WorkflowRuntime.on(
                database.pool(),
                transactions,
                RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE).observer(counters)));
        for (int i = 0; i < 3; i++) {
            assertThat(reviews.open("C-" + i, BY_ALICE.requestId("R-1")).isApplied())
                    .isTrue();
        }
        assertThat(reviews.open("C-0", BY_ALICE.requestId("R-1")).isApplied()).isTrue();
        assertThat(reviews.approve("C-0", ALL_TRUE, BY_ALICE).isApplied()).isFalse();
        assertThat(reviews.approve("C-9", ALL_TRUE, BY_ALICE).isApplied()).isFalse();
        assertThat(reviews.fire("C-0", "no such\nname", ALL_TRUE, BY_ALICE).isApplied())
                .isFalse();
        transactions.run(true, () -> start(reviews, "C-0"));
        transactions.run(true, () -> start(reviews, "C-1"));
        transactions.run(false, () -> start(reviews, "C-2"));
        assertThat(counters.totals())
                .isEqualTo(Map.of(
                        "case-review 1 (open) APPLIED", 3L,
                        "case-review 1 (open) REPLAYED", 1L,
                        "case-review 1 APPROVE not-allowed-here", 1L,
                        "case-review 1 APPROVE no-such-case", 1L,
                        "case-review 1 (unknown) unknown-transition", 1L,
                        "case-review 1 START_REVIEW joined", 3L,
                        "case-review 1 START_REVIEW COMMITTED", 2L,
                        "case-review 1 START_REVIEW ROLLED_BACK", 1L));
    }

    private static void start(Engine reviews, String caseId) {
        assertThat(reviews.fire(caseId, "START_REVIEW", ALL_TRUE, BY_ALICE).isApplied())
                .isTrue();
    }

    @Test
    void standsOnNothingInternal() {
        assertThat(new ClassFileImporter()
                        .importClasses(Counters.class, Transactions.class, CountingObserverTest.class).stream()
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .map(dependency -> dependency.getTargetClass().getPackageName()))
                .contains("org.workflowengine.runtime.spi")
                .noneMatch(name -> name.contains(".internal"));
    }
}
