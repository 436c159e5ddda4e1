package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Every JDBC call of every operation fails, before and after its effect; then the same request is sent once more. Pairs of faults,
 * drawn at random, follow: alone, with the next call or with all that follow.
 */
class CallFaultsIT {
    /** More calls than any operation makes. */
    private static final int MOST_CALLS = 150;

    /** One call, before and after its effect, with each kind of failure. */
    private static final List<Mode> SIX = Mode.all().stream()
            .filter(mode -> mode.extent() == Faults.Extent.ONE && mode.failure() != Faults.Failure.ROLLED_BACK)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void everyFailingCall(Databases kind) throws Exception {
        try (Run run = Run.whole("call faults", kind.toString());
                TestDatabase database = kind.open(folder)) {
            CallFaults faults = new CallFaults(run, database);
            faults.everyCall(SIX);
            faults.pairs(run.times(300, 500_000));
            faults.end();
        }
    }

    static void smoke(Run run, TestDatabase database) throws Exception {
        CallFaults faults = new CallFaults(run, database);
        faults.everyCall(List.of(
                new Mode(Faults.Failure.CONNECTION_LOST, false, Faults.Extent.ONE),
                new Mode(Faults.Failure.CONNECTION_LOST, true, Faults.Extent.ALL_THAT_FOLLOW)));
        faults.end();
    }

    /** One thing that can be asked; the handle is null when the case is still to be opened. */
    private interface Write {
        Outcome<?> ask(Caller caller, String caseId, Case handle, Decision decision);
    }

    private record Operation(String name, boolean opened, boolean hasRequestId, Write write) {}

    private interface Read {
        Object from(Engine reviews);
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (boolean hasRequestId : List.of(true, false)) {
            operations.add(new Operation(
                    "open",
                    false,
                    hasRequestId,
                    (caller, caseId, handle, decision) -> caller.reviews().open(caseId, decision)));
            operations.add(new Operation(
                    "move by handle",
                    true,
                    hasRequestId,
                    (caller, caseId, handle, decision) -> handle.startReview(decision)));
            operations.add(new Operation(
                    "fire",
                    true,
                    hasRequestId,
                    (caller, caseId, handle, decision) ->
                            caller.reviews().fire(caseId, "START_REVIEW", ALL_TRUE, decision)));
        }
        operations.add(new Operation(
                "bulk",
                true,
                true,
                (caller, caseId, handle, decision) -> caller.reviews()
                        .applyAll(List.of(Request.move(caseId, "START_REVIEW", ALL_TRUE, decision)))
                        .get(0)
                        .orThrow()));
        operations.add(new Operation(
                "erase",
                true,
                true,
                (caller, caseId, handle, decision) -> caller.reviews().erase(caseId, 1, decision)));
        operations.add(new Operation("in the caller's transaction", true, true, CallFaultsIT::inTheCallersTransaction));
        return operations;
    }

    /** What the caller's own calls throw is nobody's promise: then he knows as little as after a lost commit. */
    private static Outcome<?> inTheCallersTransaction(Caller caller, String caseId, Case handle, Decision decision) {
        try (Connection connection = caller.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Outcome<?> outcome =
                    Engine.on(caller.runtime().within(connection)).fire(caseId, "START_REVIEW", ALL_TRUE, decision);
            connection.commit();
            return outcome;
        } catch (SQLException | SetupException e) {
            throw new CallersFailure(e);
        }
    }

    /** Thrown by the caller's own half of a transaction. */
    private static final class CallersFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        CallersFailure(Exception cause) {
            super(cause);
        }
    }

    /** Whoever asks: his engine, and what connects it. */
    private record Caller(Engine reviews, WorkflowRuntime runtime, DataSource dataSource) {}

    private static List<Read> reads() {
        Decision again = Decision.by("alice").because("read").requestId("read");
        return List.of(
                reviews -> reviews.load("read"),
                reviews -> reviews.find("nothing"),
                reviews -> reviews.history("read"),
                reviews -> reviews.history("read", 0, 1),
                reviews -> reviews.atSeq("read", 1),
                reviews -> reviews.asOf("read", Instant.MAX),
                reviews -> reviews.options("read", ALL_TRUE),
                reviews -> reviews.resolve("read", "read"),
                reviews -> reviews.resolve("read", "never sent"),
                reviews -> reviews.cases().inState(State.CREATED).limit(1).list(),
                reviews -> reviews.fire("read", "CLOSE", ALL_TRUE, again.requestId("refused")),
                reviews -> reviews.open("read", again));
    }

    /** The operations on one database, with up to two faults at a time. */
    private static final class CallFaults {
        private final Run run;
        private final Journal journal = new Journal();
        private final Invariants invariants;
        private final Faults first;
        private final Faults second;
        private final Engine sound;
        private final Engine reviews;
        private final Caller caller;
        private int made;

        CallFaults(Run run, TestDatabase database) {
            this.run = run;
            this.invariants = new Invariants(database.pool(), Reviews.DEFINITION);
            this.sound = Engine.on(database.runtime());
            this.first = new Faults(database.pool());
            this.second = new Faults(first.dataSource());
            WorkflowRuntime runtime = WorkflowRuntime.on(second.dataSource());
            this.reviews = Engine.on(runtime);
            this.caller = new Caller(reviews, runtime, second.dataSource());
            journal.ask(
                    "read",
                    "read",
                    true,
                    () -> sound.open(
                            "read", Decision.by("alice").because("read").requestId("read")));
        }

        void everyCall(List<Mode> modes) throws Exception {
            for (Operation operation : operations()) {
                for (Mode mode : modes) {
                    int call = 1;
                    while (hit(operation, mode, call)) {
                        call++;
                    }
                }
            }
            for (Read read : reads()) {
                Object expected = read.from(sound);
                for (Mode mode : modes) {
                    int call = 1;
                    while (hit(read, expected, mode, call)) {
                        call++;
                    }
                }
            }
        }

        void pairs(int times) throws Exception {
            Random random = run.random(1);
            List<Operation> operations = operations();
            List<Mode> modes = Mode.all();
            for (int i = 0; i < times; i++) {
                Mode mode = modes.get(random.nextInt(modes.size()));
                int call = 1 + random.nextInt(MOST_CALLS / 2);
                hit(
                        operations.get(random.nextInt(operations.size())),
                        modes.get(random.nextInt(modes.size())),
                        1 + random.nextInt(MOST_CALLS / 2),
                        () -> second.arm(mode, call),
                        second);
                run.count("pairs of faults", 1);
            }
        }

        private boolean hit(Operation operation, Mode mode, int call) throws Exception {
            return hit(operation, mode, call, () -> {}, first);
        }

        /** The outermost of the faults that are armed is the one that knows what the engine was given and has closed. */
        private boolean hit(Operation operation, Mode mode, int call, Runnable another, Faults outermost)
                throws Exception {
            String caseId = "C-" + ++made;
            Case handle = operation.opened() ? opened(caseId) : null;
            Beside beside = Beside.request(caseId);
            journal.beside(caseId, "move", beside);
            Decision plain = beside.in(Decision.by("alice").because("move"));
            Decision decision = operation.hasRequestId() ? plain.requestId("move") : plain;
            first.arm(mode, call);
            another.run();
            Answer answer = journal.ask(
                    caseId,
                    "move",
                    operation.hasRequestId(),
                    () -> operation.write().ask(caller, caseId, handle, decision));
            // The inner one first: closing a connection goes through it.
            boolean hit = first.disarm() != null;
            second.disarm();
            String what = operation.name() + ", " + mode + ", call " + call + ", answered " + answer;
            assertThat(outermost.leaked()).as(what).isZero();
            assertThat(answer.verdict()).as(what).isNotEqualTo(Verdict.REFUSED);
            assertThat(answer.failure() == null
                            || answer.verdict() != Verdict.NONE
                            || answer.failure() instanceof InjectedError
                            || isTheCallers(answer.failure()))
                    .as(what)
                    .isTrue();
            assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();

            // The same request once more: with a request id it ends applied, whatever happened before.
            Answer again = journal.ask(
                    caseId,
                    "move",
                    operation.hasRequestId(),
                    () -> operation.write().ask(caller, caseId, handle, decision));
            assertThat(again.verdict())
                    .as(what)
                    .isIn(
                            operation.hasRequestId()
                                    ? List.of(Verdict.APPLIED)
                                    : List.of(Verdict.APPLIED, Verdict.REFUSED));
            assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
            run.count("runs", 1);
            run.count(answer.verdict().name().toLowerCase(Locale.ROOT), 1);
            return hit;
        }

        /** An exception of his own, or one that was injected into his own call. */
        private static boolean isTheCallers(Throwable failure) {
            return failure instanceof CallersFailure || "injected".equals(failure.getMessage());
        }

        private Case opened(String caseId) {
            Decision decision = Decision.by("alice").because("open").requestId("open");
            Answer answer = journal.ask(caseId, "open", true, () -> sound.open(caseId, decision));
            assertThat(answer.verdict()).isEqualTo(Verdict.APPLIED);
            return reviews.load(caseId);
        }

        private boolean hit(Read read, Object expected, Mode mode, int call) throws Exception {
            first.arm(mode, call);
            try {
                assertThat(read.from(reviews)).as(mode + ", call " + call).isEqualTo(expected);
            } catch (UnchangedException | InjectedError e) {
                run.count("reads that failed", 1);
            }
            boolean hit = first.disarm() != null;
            assertThat(first.leaked()).isZero();
            run.count("runs", 1);
            return hit;
        }

        void end() throws Exception {
            assertThat(invariants.violations(journal)).isEmpty();
            run.proven("wrong");
            assertThat(run.counted("unknown")).isPositive();
        }
    }
}
