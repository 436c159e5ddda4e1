package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.HeardLog;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/** One line at level DEBUG for each answer, and never what could be erased. */
class AnswersLogTest {
    private static final Decision SECRET = by("mallory")
            .because("a secret reason")
            .requestId("REQ-9")
            .onBehalfOf("trent")
            .evidence("rules", "\"hidden\"");

    private final TestDatabase database = TestDatabase.inMemory();
    private final RuntimeOptions options = RuntimeOptions.defaults().stopwatch(new Stopwatch()::next);
    private HeardLog.Ear ear;

    private static final class Stopwatch {
        private long reading;

        private long next() {
            reading += 1_500_000;
            return reading;
        }
    }

    @BeforeEach
    void listen() {
        CaseReview.install(database.runtime(), CaseReview.DEFINITION);
        ear = HeardLog.listen(Level.DEBUG);
    }

    @AfterEach
    void close() {
        ear.close();
        database.close();
    }

    private Engine engine(RuntimeOptions options) {
        Engine engine = Engine.on(WorkflowRuntime.on(database.pool(), options));
        ear.taken();
        return engine;
    }

    @Test
    void eachAnswer() {
        Engine reviews = engine(options);
        assertThat(reviews.open("C-1", SECRET).isApplied()).isTrue();
        assertThat(reviews.open("C-1", SECRET).isApplied()).isTrue();
        assertThat(reviews.approve("C-\"9\"", ALL_TRUE, SECRET).isApplied()).isFalse();
        assertThat(reviews.fire("C-1\nfaked line", "a\nb", ALL_TRUE, SECRET).isApplied())
                .isFalse();
        assertThat(reviews.applyAll(List.of(
                        Request.move("C-1", "START_REVIEW", ALL_TRUE, SECRET.requestId("REQ-10")),
                        Request.move("C-1", "CLOSE", ALL_TRUE, SECRET.requestId("REQ-11")))))
                .hasSize(2);
        assertThat(ear.taken())
                .containsExactly(
                        "DEBUG Answer: case \"C-1\": case-review version 1, (open): APPLIED in 1.500 ms",
                        "DEBUG Answer: case \"C-1\": case-review version 1, (open): REPLAYED in 1.500 ms",
                        "DEBUG Answer: case \"C-\\\"9\\\"\": case-review version 1, APPROVE: REFUSED (no-such-case) in 1.500 ms",
                        "DEBUG Answer: case (without an id): case-review version 1, (unknown): REFUSED (invalid-input) in 1.500 ms",
                        "DEBUG Answer: case \"C-1\": case-review version 1, START_REVIEW: APPLIED in 1.500 ms",
                        "DEBUG Answer: case \"C-1\": case-review version 1, CLOSE: REFUSED (not-allowed-here) in 1.500 ms");
    }

    /** A port that hands out one connection, and asks for what comes when somebody wants to be told. */
    private record Port(Connection connection, Function<Consumer<Completion>, Boolean> asked)
            implements CallersTransaction {
        @Override
        public Optional<Connection> current() {
            return Optional.of(connection);
        }

        @Override
        public boolean afterCompletion(Consumer<Completion> listener) {
            return asked.apply(listener);
        }

        @Override
        public void failed() {}
    }

    private void openIn(Function<Consumer<Completion>, Boolean> asked) throws Exception {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            Engine reviews = Engine.on(WorkflowRuntime.on(database.pool(), new Port(connection, asked), options));
            ear.taken();
            assertThat(reviews.open("C-1", SECRET).isApplied()).isTrue();
            connection.commit();
        }
    }

    @Test
    void whatBecameOfAJoinedStep() throws Exception {
        List<Consumer<Completion>> listeners = new ArrayList<>();
        openIn(listeners::add);
        assertThat(ear.taken())
                .containsExactly(
                        "DEBUG Answer: case \"C-1\": case-review version 1, (open): APPLIED, joined in 1.500 ms");
        listeners.forEach(listener -> listener.accept(Completion.COMMITTED));
        assertThat(ear.taken())
                .containsExactly(
                        "DEBUG Answer: case \"C-1\": case-review version 1, (open): APPLIED, joined in 1.500 ms; its"
                                + " transaction is over: COMMITTED");
    }

    /** The engine cannot tell, and is not kept from answering. */
    @Test
    void aPortThatFails() throws Exception {
        openIn(listener -> {
            throw new IllegalStateException("of the port");
        });
        assertThat(ear.taken())
                .containsExactly(
                        "WARN Answer: the transaction port has failed while the engine told of an answer, which stays as it is."
                                + " Later failures of it are logged at level DEBUG",
                        "DEBUG Answer: case \"C-1\": case-review version 1, (open): APPLIED, joined in 1.500 ms");
    }

    /** A warning the first time, for each class of observer and with its exception; level DEBUG from then on. */
    @Test
    void anObserverThatThrows() {
        IllegalStateException first = new IllegalStateException();
        Engine reviews = engine(
                options.observer(new Broken(first)).observer(new Broken(first)).observer(new Other()));
        assertThat(reviews.open("C-1", SECRET).isApplied()).isTrue();
        List<String> lines = ear.taken();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("WARN"))
                .containsExactly(
                        "WARN Answer: " + Broken.class.getName()
                                + " has failed while the engine told of an answer, which stays as it is. Later failures of it are"
                                + " logged at level DEBUG",
                        "WARN Answer: " + Other.class.getName()
                                + " has failed while the engine told of an answer, which stays as it is. Later failures of it are"
                                + " logged at level DEBUG");
        assertThat(lines).contains("DEBUG Answer: " + Broken.class.getName() + " has failed again");
        assertThat(ear.causes()).hasSize(3).contains(first);
    }

    private record Broken(RuntimeException thrown) implements WorkflowObserver {
        @Override
        public void answered(Answer answer) {
            throw thrown;
        }
    }

    private static final class Other implements WorkflowObserver {
        @Override
        public void answered(Answer answer) {
            throw new AssertionError();
        }
    }

    /** At every level, over everything that this test class makes the engine log. */
    @Test
    void whatIsNeverLogged() {
        Engine reviews = engine(options.observer(answer -> {}));
        assertThat(reviews.open("C-1", SECRET).isApplied()).isTrue();
        assertThat(reviews.fire("C-1", "START_REVIEW", ALL_TRUE, SECRET).isApplied())
                .isFalse();
        assertThat(reviews.fire("C-1", "START_REVIEW", ALL_TRUE, SECRET.requestId("REQ-10"))
                        .isApplied())
                .isTrue();
        assertThat(reviews.erase("C-1", 1, SECRET.requestId("REQ-11")).isApplied())
                .isTrue();
        List<String> lines = ear.taken();
        assertThat(lines).hasSize(4);
        assertThat(String.join("\n", lines))
                .doesNotContain("mallory", "secret", "REQ-", "trent", "hidden", "REQUIRED_FIELDS_COMPLETE", "true");
    }
}
