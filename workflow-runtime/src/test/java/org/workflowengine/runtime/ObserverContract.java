package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.Transition;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/** Observers are told of every answer, after the transaction, and change none. */
abstract class ObserverContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final List<Answer> told = new ArrayList<>();
    private final AtomicInteger borrowed = new AtomicInteger();
    private final AtomicLong nanoseconds = new AtomicLong();
    private Optional<Fault> fault = Optional.empty();
    private final Engine reviews;

    /** What happens to a commit. */
    private enum Fault {
        REFUSED,
        ANSWER_LOST,
        NO_CONNECTION
    }

    ObserverContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        CaseReview.install(database.runtime(), CaseReview.DEFINITION);
        this.reviews = engine(told::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RuntimeOptions options() {
        return RuntimeOptions.defaults().stopwatch(() -> nanoseconds.getAndAdd(1_500));
    }

    private Engine engine(WorkflowObserver observer) {
        return Engine.on(WorkflowRuntime.on(counted(), options().observer(observer)));
    }

    /** Counts the connections that are out, and lets commits fail. */
    private javax.sql.DataSource counted() {
        return Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            if (call.equals("DataSource.getConnection") && fault.equals(Optional.of(Fault.NO_CONNECTION))) {
                throw new SQLException("no connection", "08001");
            }
            if (call.equals("Connection.commit") && fault.isPresent()) {
                return faulty(fault.get(), effect);
            }
            Object result = effect.make();
            borrowed.addAndGet(call.equals("DataSource.getConnection") ? 1 : call.equals("Connection.close") ? -1 : 0);
            return result;
        });
    }

    private static Object faulty(Fault fault, Intercepted.Effect commit) throws Throwable {
        if (fault == Fault.REFUSED) {
            throw new SQLException("a deadlock", "40001");
        }
        commit.make();
        throw new SQLException("the connection is gone", "08006");
    }

    private static Answer answer(String transition, Answer.Result result, String caseId) {
        return Answer.of("case-review", 1, transition, result)
                .withCaseId(caseId)
                .withDuration(Duration.ofNanos(1_500));
    }

    @Test
    void eachAnswer() {
        Case review = reviews.open("C-1", BY_ALICE.requestId("R-1"))
                .orThrow()
                .startReview(BY_ALICE)
                .orThrow();
        assertThat(reviews.open("C-1", BY_ALICE.requestId("R-1")).isApplied()).isTrue();
        assertThat(reviews.open("C-1", BY_ALICE).isApplied()).isFalse();
        assertThat(review.make(Transition.UNDER_REVIEW_APPROVE, BY_ALICE).isApplied())
                .isFalse();
        assertThat(reviews.fire("C-1", "CLOSE", ALL_TRUE, BY_ALICE).isApplied()).isFalse();
        assertThat(reviews.fire("C-2", "CLOSE", ALL_TRUE, BY_ALICE).isApplied()).isFalse();
        assertThat(review.escalate(BY_ALICE).isApplied()).isTrue();
        assertThat(review.escalate(BY_ALICE).isApplied()).isFalse();
        assertThat(reviews.erase("C-1", 1, BY_ALICE).isApplied()).isTrue();
        assertThat(reviews.erase("C-1", 0, BY_ALICE).isApplied()).isFalse();
        assertThat(told)
                .containsExactly(
                        answer("(open)", Answer.Result.APPLIED, "C-1").withSeq(1),
                        answer("START_REVIEW", Answer.Result.APPLIED, "C-1").withSeq(2),
                        answer("(open)", Answer.Result.REPLAYED, "C-1").withSeq(1),
                        answer("(open)", Answer.Result.REFUSED, "C-1").withRefusal("case-already-exists"),
                        answer("APPROVE", Answer.Result.REFUSED, "C-1")
                                .withRefusal("guard-not-satisfied")
                                .withUnmet("UNDER_REVIEW", List.of("RISK_RULES_PASSED", "AMOUNT_WITHIN_THRESHOLD"))
                                .withUnmetTransition("APPROVE"),
                        answer("CLOSE", Answer.Result.REFUSED, "C-1").withRefusal("not-allowed-here"),
                        answer("CLOSE", Answer.Result.REFUSED, "C-2").withRefusal("no-such-case"),
                        answer("ESCALATE", Answer.Result.APPLIED, "C-1").withSeq(3),
                        answer("ESCALATE", Answer.Result.REFUSED, "C-1").withRefusal("stale"),
                        answer("(erase)", Answer.Result.APPLIED, "C-1").withSeq(4),
                        answer("(erase)", Answer.Result.REFUSED, "C-1").withRefusal("invalid-input"));
    }

    /** No definition has answered, and its name would be a label from outside. */
    @Test
    void aRequestWithoutADefinitionIsNotTold() {
        Workflows workflows = Workflows.on(
                WorkflowRuntime.on(database.pool(), options().observer(told::add)), List.of(CaseReview.DEFINITION));
        assertThat(workflows.open("case-reveiw", "C-1", BY_ALICE).isApplied()).isFalse();
        assertThat(workflows
                        .fire("case-reveiw", "C-1", "APPROVE", "{}", BY_ALICE)
                        .isApplied())
                .isFalse();
        assertThat(workflows.erase("C-404", 1, BY_ALICE).isApplied()).isFalse();
        assertThat(told).isEmpty();
        assertThat(workflows.open("case-review", "C-1", BY_ALICE).isApplied()).isTrue();
        assertThat(told)
                .containsExactly(answer("(open)", Answer.Result.APPLIED, "C-1").withSeq(1));
    }

    /** Names from outside are labels without end, and no id is passed on that none can be. */
    @Test
    void whatComesFromOutsideIsNotPassedOn() {
        assertThat(reviews.fire("C-1\n", "APPROVE\u001b", ALL_TRUE, BY_ALICE).isApplied())
                .isFalse();
        assertThat(reviews.fire("C-1", "A".repeat(1_000_000), ALL_TRUE, BY_ALICE)
                        .isApplied())
                .isFalse();
        assertThat(told)
                .containsExactly(
                        answer("(unknown)", Answer.Result.REFUSED, null).withRefusal("invalid-input"),
                        answer("(unknown)", Answer.Result.REFUSED, "C-1").withRefusal("no-such-case"));
    }

    @Test
    void whatFails() {
        fault = Optional.of(Fault.REFUSED);
        assertThatThrownBy(() -> reviews.open("C-1", BY_ALICE)).isInstanceOf(UnchangedException.class);
        fault = Optional.of(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> reviews.open("C-2", BY_ALICE)).isInstanceOf(OutcomeUnknownException.class);
        fault = Optional.empty();
        assertThat(told)
                .containsExactly(
                        answer("(open)", Answer.Result.UNCHANGED, "C-1"),
                        answer("(open)", Answer.Result.UNKNOWN, "C-2"));
    }

    /** The caller's answer is given whatever an observer does, and the others are told. */
    @Test
    void observersThatThrow() {
        List<Throwable> thrown = List.of(
                new IllegalStateException(), new StackOverflowError(), new OutOfMemoryError(), new AssertionError());
        AtomicInteger next = new AtomicInteger();
        List<Answer> others = new ArrayList<>();
        Engine engine = Engine.on(WorkflowRuntime.on(
                database.pool(),
                options()
                        .observer(
                                answer -> ObserverContract.<RuntimeException>sneak(thrown.get(next.getAndIncrement())))
                        .observer(others::add)));
        assertThat(engine.open("C-1", BY_ALICE).isApplied()).isTrue();
        assertThat(engine.open("C-1", BY_ALICE).isApplied()).isFalse();
        assertThat(engine.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).isApplied())
                .isTrue();
        assertThat(engine.applyAll(List.of(Request.move("C-1", "ESCALATE", ALL_TRUE, BY_ALICE))))
                .allMatch(outcome -> outcome.isApplied());
        assertThat(next).hasValue(4);
        assertThat(others).hasSize(4);
        assertThat(reviews.load("C-1").seq()).isEqualTo(3);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void aStopwatchThatFails() {
        Engine engine = Engine.on(WorkflowRuntime.on(
                database.pool(), options().observer(told::add).stopwatch(() -> {
                    throw new IllegalStateException();
                })));
        assertThat(engine.open("C-1", BY_ALICE).isApplied()).isTrue();
        assertThat(told).isEmpty();
    }

    /** By names alone, what cannot be a request is an answer too. */
    @Test
    void answersToNamesAlone() {
        WorkflowRuntime runtime = WorkflowRuntime.on(
                counted(), options().schemaMode(SchemaMode.CREATE).observer(told::add));
        Workflows workflows =
                Workflows.on(runtime, List.of(CaseReview.DEFINITION, CaseReview.definition("case-review", 2)));
        assertThat(reviews.open("C-1", BY_ALICE).isApplied()).isTrue();
        told.clear();
        assertThat(workflows
                        .fire("case-review", "C-1", "START_REVIEW", "{\"NO_SUCH\":true}", BY_ALICE)
                        .isApplied())
                .isFalse();
        assertThat(workflows
                        .fire("case-review", "C-1", "START_REVIEW", "{\"REQUIRED_FIELDS_COMPLETE\":true}", BY_ALICE)
                        .isApplied())
                .isTrue();
        fault = Optional.of(Fault.NO_CONNECTION);
        assertThatThrownBy(() -> workflows.fire("case-review", "C-1", "ESCALATE", "{}", BY_ALICE))
                .isInstanceOf(UnchangedException.class);
        fault = Optional.empty();
        assertThat(told)
                .containsExactly(
                        answer("START_REVIEW", Answer.Result.REFUSED, "C-1").withRefusal("invalid-input"),
                        answer("START_REVIEW", Answer.Result.APPLIED, "C-1").withSeq(2),
                        Answer.of("case-review", 2, "ESCALATE", Answer.Result.UNCHANGED)
                                .withCaseId("C-1")
                                .withDuration(Duration.ofNanos(1_500)));
    }

    /** When observers are told, the connection is given back, and others see the step and can go on from it. */
    @Test
    void afterTheTransaction() {
        Engine other = Engine.on(database.runtime());
        List<Long> seen = new ArrayList<>();
        Engine engine = engine(answer -> {
            assertThat(borrowed).hasValue(0);
            String transition = answer.transition().equals("(open)") ? "START_REVIEW" : "ESCALATE";
            seen.add(other.fire("C-1", transition, ALL_TRUE, BY_ALICE).orThrow().seq());
        });
        assertThat(engine.open("C-1", BY_ALICE).isApplied()).isTrue();
        assertThat(seen).containsExactly(2L);
        assertThat(engine.fire("C-1", "CLOSE", ALL_TRUE, BY_ALICE).isApplied()).isFalse();
        assertThat(seen).containsExactly(2L, 3L);
    }

    @Test
    void eachOfManyAfterTheCommitOfItsChunk() {
        Engine other = Engine.on(database.runtime());
        List<String> seen = new ArrayList<>();
        Engine engine = engine(answer -> {
            told.add(answer);
            assertThat(borrowed).hasValue(0);
            seen.add(other.find("C-1").isPresent() + " " + other.find("C-3").isPresent());
        });
        List<Request> requests = List.of(
                Request.opening("C-1", BY_ALICE.requestId("R-1")),
                Request.opening("C-1", BY_ALICE.requestId("R-1")),
                Request.move("C-1", "NO_SUCH", ALL_TRUE, BY_ALICE),
                Request.opening("C-3", BY_ALICE));
        assertThat(engine.applyAll(requests, BulkOptions.defaults().chunkSize(2)))
                .hasSize(4);
        assertThat(told)
                .containsExactly(
                        answer("(open)", Answer.Result.APPLIED, "C-1").withSeq(1),
                        answer("(open)", Answer.Result.REPLAYED, "C-1").withSeq(1),
                        answer("(unknown)", Answer.Result.REFUSED, "C-1").withRefusal("unknown-transition"),
                        answer("(open)", Answer.Result.APPLIED, "C-3").withSeq(1));
        assertThat(seen).containsExactly("true false", "true false", "true true", "true true");
    }

    /** A chunk that cannot be made as a whole is told step by step, and each request once. */
    @Test
    void eachOfManyThatFail() {
        List<Request> requests =
                List.of(Request.opening("C-1", BY_ALICE), Request.move("C-9", "CLOSE", ALL_TRUE, BY_ALICE));
        fault = Optional.of(Fault.REFUSED);
        assertThat(reviews.applyAll(requests)).noneMatch(outcome -> outcome.isApplied());
        fault = Optional.of(Fault.ANSWER_LOST);
        assertThat(reviews.applyAll(requests)).noneMatch(outcome -> outcome.isApplied());
        fault = Optional.empty();
        assertThat(told)
                .containsExactly(
                        answer("(open)", Answer.Result.UNCHANGED, "C-1"),
                        answer("CLOSE", Answer.Result.REFUSED, "C-9").withRefusal("no-such-case"),
                        answer("(open)", Answer.Result.UNKNOWN, "C-1"),
                        answer("CLOSE", Answer.Result.REFUSED, "C-9").withRefusal("no-such-case"));
    }

    /** On a connection that was handed over nobody knows what becomes of it. */
    @Test
    void joinedAndNotFollowed() throws Exception {
        WorkflowRuntime runtime = WorkflowRuntime.on(database.pool(), options().observer(new WorkflowObserver() {
            @Override
            public void answered(Answer answer) {
                told.add(answer);
            }

            @Override
            public void completed(Answer answer, Completion completion) {
                throw new AssertionError("nobody can know");
            }
        }));
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            Engine inside = Engine.on(runtime.within(connection));
            assertThat(inside.open("C-1", BY_ALICE.requestId("R-1")).isApplied())
                    .isTrue();
            assertThat(inside.open("C-1", BY_ALICE.requestId("R-1")).isApplied())
                    .isTrue();
            assertThat(inside.open("C-1", BY_ALICE).isApplied()).isFalse();
            connection.rollback();
        }
        assertThat(told)
                .containsExactly(
                        answer("(open)", Answer.Result.APPLIED, "C-1")
                                .withSeq(1)
                                .withJoined(false),
                        answer("(open)", Answer.Result.REPLAYED, "C-1").withSeq(1),
                        answer("(open)", Answer.Result.REFUSED, "C-1").withRefusal("case-already-exists"));
    }

    /** A transaction port as simple as one can be. */
    private final class Port implements CallersTransaction {
        private final List<Consumer<Completion>> listeners = new ArrayList<>();
        private Connection connection;

        void ends(Completion completion, Runnable work) throws SQLException {
            try (Connection begun = database.pool().getConnection()) {
                begun.setAutoCommit(false);
                connection = begun;
                work.run();
                if (completion == Completion.COMMITTED) {
                    begun.commit();
                } else {
                    begun.rollback();
                }
            } finally {
                connection = null;
            }
            List<Consumer<Completion>> all = List.copyOf(listeners);
            listeners.clear();
            all.forEach(listener -> listener.accept(completion));
        }

        @Override
        public Optional<Connection> current() {
            return Optional.ofNullable(connection);
        }

        @Override
        public boolean afterCompletion(Consumer<Completion> listener) {
            listeners.add(listener);
            return true;
        }

        @Override
        public void failed() {}
    }

    @Test
    void joinedAndFollowed() throws Exception {
        Port port = new Port();
        List<String> ended = new ArrayList<>();
        Engine engine =
                Engine.on(WorkflowRuntime.on(database.pool(), port, options().observer(new WorkflowObserver() {
                    @Override
                    public void answered(Answer answer) {
                        told.add(answer);
                    }

                    @Override
                    public void completed(Answer answer, Completion completion) {
                        assertThat(told).contains(answer);
                        ended.add(answer.transition() + " of " + answer.caseId().orElseThrow() + " " + completion);
                    }
                })));
        port.ends(Completion.ROLLED_BACK, () -> {
            assertThat(engine.open("C-1", BY_ALICE).isApplied()).isTrue();
            assertThat(engine.open("C-1", BY_ALICE).isApplied()).isFalse();
            assertThat(ended).isEmpty();
        });
        assertThat(ended).containsExactly("(open) of C-1 ROLLED_BACK");
        port.ends(Completion.COMMITTED, () -> {
            assertThat(engine.applyAll(List.of(
                            Request.opening("C-1", BY_ALICE),
                            Request.move("C-1", "NO_SUCH", ALL_TRUE, BY_ALICE),
                            Request.move("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE))))
                    .hasSize(3);
            assertThat(engine.erase("C-1", 1, BY_ALICE).isApplied()).isTrue();
        });
        port.ends(
                Completion.UNKNOWN,
                () -> assertThat(engine.open("C-2", BY_ALICE).isApplied()).isTrue());
        assertThat(engine.open("C-3", BY_ALICE).isApplied()).isTrue();
        assertThat(ended)
                .containsExactly(
                        "(open) of C-1 ROLLED_BACK",
                        "(open) of C-1 COMMITTED",
                        "START_REVIEW of C-1 COMMITTED",
                        "(erase) of C-1 COMMITTED",
                        "(open) of C-2 UNKNOWN");
        assertThat(told.stream().filter(Answer::isJoined)).hasSize(5).allMatch(Answer::isFollowed);
        assertThat(told)
                .last()
                .isEqualTo(answer("(open)", Answer.Result.APPLIED, "C-3").withSeq(1));
    }

    /** Something is always answered or thrown, whatever call fails, and what is told is just that. */
    @Test
    void whateverCallFailsTheAnswerIsTold() throws Exception {
        Faults faults = new Faults(database.dataSource());
        Engine engine =
                Engine.on(WorkflowRuntime.on(faults.dataSource(), options().observer(told::add)));
        int calls = 0;
        for (Faults.Failure failure : Faults.Failure.values()) {
            String hit = "";
            for (int call = 1; hit != null; call++) {
                String caseId = failure + "-" + call;
                faults.arm(new Faults.Mode(failure, false, Faults.Extent.ONE), call);
                Answer.Result expected =
                        result(() -> engine.open(caseId, BY_ALICE).isApplied());
                hit = faults.disarm();
                Answer answer = answer("(open)", expected, caseId);
                assertThat(told).last().isEqualTo(expected == Answer.Result.APPLIED ? answer.withSeq(1) : answer);
                calls++;
            }
        }
        assertThat(told).hasSize(calls);
        assertThat(told.stream().map(Answer::result))
                .contains(Answer.Result.APPLIED, Answer.Result.UNCHANGED, Answer.Result.UNKNOWN, Answer.Result.FAILED);
    }

    private static Answer.Result result(Supplier<Boolean> work) {
        try {
            return work.get() ? Answer.Result.APPLIED : Answer.Result.REFUSED;
        } catch (UnchangedException e) {
            return Answer.Result.UNCHANGED;
        } catch (OutcomeUnknownException e) {
            return Answer.Result.UNKNOWN;
        } catch (InjectedError e) {
            return Answer.Result.FAILED;
        }
    }

    /** Nothing that could be erased, and nothing that identifies somebody but the case's id, is in what is told. */
    @Test
    void whatIsNeverTold() {
        Decision secret =
                by("mallory").because("a secret reason").requestId("REQ-9").onBehalfOf("trent");
        assertThat(reviews.open("C-1", secret).isApplied()).isTrue();
        assertThat(reviews.fire("C-1", "START_REVIEW", ALL_TRUE, secret).isApplied())
                .isFalse();
        assertThat(told).hasSize(2);
        for (Answer answer : told) {
            assertThat(answer.toString())
                    .doesNotContain("mallory", "secret", "REQ-9", "trent", "RISK_RULES_PASSED", "C-1");
        }
    }
}
