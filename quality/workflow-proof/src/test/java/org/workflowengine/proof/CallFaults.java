package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.RetentionRule;

/** Operations on one database, with up to two faults at a time; each is asked for once more afterwards. */
final class CallFaults {
    /** One call, before and after its effect, with each kind of failure. */
    static final List<Mode> SIX = Mode.all().stream()
            .filter(mode -> mode.extent() == Faults.Extent.ONE && mode.failure() != Faults.Failure.ROLLED_BACK)
            .toList();

    static final List<Mode> SMOKE = List.of(
            new Mode(Faults.Failure.CONNECTION_LOST, false, Faults.Extent.ONE),
            new Mode(Faults.Failure.CONNECTION_LOST, true, Faults.Extent.ALL_THAT_FOLLOW));

    /** Everything is looked at after so many purges, and at the end: all tombstones are read for it, and each purge adds two. */
    private static final int PURGES_BEFORE_A_LOOK = 25;

    /** More calls than any operation makes. */
    private static final int MOST_CALLS = 150;

    private static final RetentionRule ALL_FINISHED =
            RetentionRule.of("proof").endedBefore(Instant.parse("2190-01-01T00:00:00Z"));
    private static final Decision BY_RECORDS = Decision.by("records").because("time");

    private final Run run;
    private final Journal journal = new Journal();
    private final Invariants invariants;
    private final Faults first;
    private final Faults second;
    private final WorkflowRuntime sound;
    private final WorkflowRuntime failing;
    private int made;

    CallFaults(Run run, TestDatabase database, Definition... versions) {
        this.run = run;
        this.invariants = new Invariants(database.pool(), List.of(versions));
        this.first = new Faults(database.pool());
        this.second = new Faults(first.dataSource());
        // The one that creates the schema comes first.
        this.sound = database.runtime();
        this.failing = WorkflowRuntime.on(second.dataSource());
    }

    /** Does without faults what has to be there before, and then only asks: now, and once more. */
    interface Preparation {
        Supplier<? extends Outcome<?>> of(String caseId, Decision decision);
    }

    /**
     * One thing that can be asked.
     *
     * @param beside whether something comes with the request of which the invariants know
     */
    record Operation(String name, boolean hasRequestId, boolean beside, Preparation preparation) {
        Operation(String name, boolean hasRequestId, Preparation preparation) {
            this(name, hasRequestId, true, preparation);
        }
    }

    WorkflowRuntime sound() {
        return sound;
    }

    /** The one whose calls fail. */
    WorkflowRuntime failing() {
        return failing;
    }

    Journal journal() {
        return journal;
    }

    /** In the caller's own transaction. The engine promises nothing about the caller's own calls: if one fails, the outcome is unknown. */
    Outcome<?> inTheCallersTransaction(Function<WorkflowHost, Outcome<?>> work) {
        DataSource callers = second.dataSource();
        try (Connection connection = callers.getConnection()) {
            connection.setAutoCommit(false);
            Outcome<?> outcome = work.apply(failing.within(connection));
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

    /**
     * Each call of each operation fails in each mode. In an ordinary build that is every twelfth one, beginning somewhere else for each mode and
     * in each build: six modes together try about two of five calls, and {@code -Psoak} tries all.
     */
    void everyCall(List<Operation> operations, List<Mode> modes) throws Exception {
        Random random = run.random(2);
        int apart = run.oneIn(12);
        for (Operation operation : operations) {
            for (Mode mode : modes) {
                int call = 1 + random.nextInt(apart);
                while (hit(operation, mode, call)) {
                    call += apart;
                }
            }
        }
    }

    /**
     * A purge of two cases, of which every call fails: both are gone or both are there, and a purge that is run again finishes it.
     *
     * @param finished makes a case that is finished
     * @param oneIn of the calls that only pass a value, which are many and all alike, one in so many fails
     */
    void everyCallOfAPurge(Consumer<String> finished, List<Mode> modes, int oneIn) throws Exception {
        assertThat(purgeHit(finished, modes.get(0), Integer.MAX_VALUE)).isFalse();
        List<String> calls = first.calls();
        Random random = run.random(1);
        for (Mode mode : modes) {
            boolean hit = true;
            for (int call = 1; hit; call++) {
                if (call > calls.size() || !Faults.passesAValue(calls.get(call - 1)) || random.nextInt(oneIn) == 0) {
                    hit = purgeHit(finished, mode, call);
                }
            }
        }
        assertThat(invariants.violations(journal)).isEmpty();
    }

    private boolean purgeHit(Consumer<String> finished, Mode mode, int call) throws Exception {
        List<String> cases = List.of("P-" + ++made, "P-" + ++made);
        cases.forEach(finished);
        first.arm(mode, call);
        boolean told = false;
        try {
            told = failing.retention()
                            .purge(ALL_FINISHED, BY_RECORDS, BundleArchive.none())
                            .cases()
                    == 2;
            assertThat(told).isTrue();
        } catch (UnchangedException | OutcomeUnknownException | IllegalStateException | InjectedError e) {
            run.count("purges that failed", 1);
        }
        boolean hit = first.disarm() != null;
        String what = "purge, " + mode + ", call " + call;
        assertThat(first.leaked()).as(what).isZero();
        List<Boolean> gone = cases.stream()
                .map(caseId -> sound.retention().tombstone(caseId).isPresent())
                .distinct()
                .toList();
        assertThat(gone).as(what).hasSize(1);
        assertThat(gone.get(0) || !told).as(what).isTrue();
        long left = sound.retention()
                .purge(ALL_FINISHED, BY_RECORDS, BundleArchive.none())
                .cases();
        assertThat(left).as(what).isEqualTo(gone.get(0) ? 0 : 2);
        for (String caseId : cases) {
            assertThat(sound.retention().tombstone(caseId)).as(what).isPresent();
        }
        run.count("runs", 1);
        if (run.counted("runs") % PURGES_BEFORE_A_LOOK == 0) {
            assertThat(invariants.violations(journal)).as("up to " + what).isEmpty();
        }
        run.count(gone.get(0) ? "purged" : "not purged", 1);
        return hit;
    }

    /** What is read by somebody whose calls fail is what a sound one reads, or fails. */
    <E> void everyRead(List<Function<E, Object>> reads, E sound, E failing, List<Mode> modes) throws SQLException {
        Random random = run.random(3);
        int apart = run.oneIn(12);
        for (Function<E, Object> read : reads) {
            Object expected = read.apply(sound);
            for (Mode mode : modes) {
                int call = 1 + random.nextInt(apart);
                while (hit(() -> read.apply(failing), expected, mode, call)) {
                    call += apart;
                }
            }
        }
    }

    void pairs(List<Operation> operations, int times) throws Exception {
        Random random = run.random(1);
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
    private boolean hit(Operation operation, Mode mode, int call, Runnable another, Faults outermost) throws Exception {
        String caseId = "C-" + ++made;
        Decision plain = Decision.by("alice").because("move");
        if (operation.beside()) {
            Beside beside = Beside.request(caseId);
            journal.beside(caseId, "move", beside);
            plain = beside.in(plain);
        }
        Supplier<? extends Outcome<?>> request =
                operation.preparation().of(caseId, operation.hasRequestId() ? plain.requestId("move") : plain);
        first.arm(mode, call);
        another.run();
        Answer answer = journal.ask(caseId, "move", operation.hasRequestId(), request);
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
        Answer again = journal.ask(caseId, "move", operation.hasRequestId(), request);
        assertThat(again.verdict())
                .as(what)
                .isIn(operation.hasRequestId() ? List.of(Verdict.APPLIED) : List.of(Verdict.APPLIED, Verdict.REFUSED));
        assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
        run.count("runs", 1);
        run.count(answer.verdict().name().toLowerCase(Locale.ROOT), 1);
        return hit;
    }

    /** Whether the caller threw it, or it was injected into one of the caller's own calls. */
    private static boolean isTheCallers(Throwable failure) {
        return failure instanceof CallersFailure || "injected".equals(failure.getMessage());
    }

    private boolean hit(Supplier<Object> read, Object expected, Mode mode, int call) throws SQLException {
        first.arm(mode, call);
        try {
            assertThat(read.get()).as(mode + ", call " + call).isEqualTo(expected);
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
