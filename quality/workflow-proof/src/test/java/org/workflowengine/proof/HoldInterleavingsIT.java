package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.Loan.Case;
import org.workflowengine.runtime.fixture.Loan.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.RetentionRule;

/**
 * One caller holds or purges a case. At the same time another one erases, moves, opens, holds or purges it. However their statements
 * interleave, nothing is erased or purged while a hold stands, what is gone has one tombstone, and no purged id comes back. One of them may
 * be undone in a deadlock; then it has changed nothing, and is told so.
 */
class HoldInterleavingsIT {
    private static final Facts NOTHING = new Facts(List.of());
    private static final Instant FAR = Instant.parse("2190-01-01T00:00:00Z");
    private static final RetentionRule ALL =
            RetentionRule.of("proof").endedBefore(FAR).restingBefore(FAR);
    private static final Decision BY_RECORDS = Decision.by("records").because("time");

    /** More than any caller makes. */
    private static final int STEPS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void nothingHeldAndNothingWithoutATombstone(Databases kind) throws Exception {
        try (Run run = Run.whole("interleavings of holds and purges", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Table table = new Table(run, database);
            for (Scenario scenario : Scenario.values()) {
                table.some(scenario, run.times(10));
            }
            table.end();
        }
    }

    /** The check is not blind: without the triggers a purged id comes back, and that is found. */
    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void aSchemaWithoutTriggersIsFound(Databases kind) throws Exception {
        try (Run run = Run.whole("interleavings of purges without triggers", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Table table = new Table(run, database);
            database.dropTriggers();
            List<String> violations = List.of();
            for (int stop = 0; stop < STEPS && violations.isEmpty(); stop++) {
                violations = table.withoutTriggers(Interruption.of(stop, STEPS));
            }
            assertThat(violations)
                    .isNotEmpty()
                    .anyMatch(violation -> violation.contains("is left of a purged case, or was opened again"));
            run.proven("not found");
        }
    }

    /** A transaction that still sees what was there before the case was opened shows neither the case nor its tombstone. */
    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void aSnapshotFromBeforeItAllOpensNothing(Databases kind) throws Exception {
        try (TestDatabase database = kind.open(folder)) {
            WorkflowRuntime runtime = database.runtime();
            Engine sound = Engine.of(runtime, Loan.SECOND);
            Journal journal = new Journal();
            Invariants invariants = new Invariants(database.pool(), List.of(Loan.FIRST, Loan.SECOND));
            for (int level : List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)) {
                String caseId = "C-" + level;
                if (level == Connection.TRANSACTION_SERIALIZABLE && kind == Databases.MARIADB) {
                    // There the mere look for tombstones keeps every purge waiting.
                    continue;
                }
                try (Connection old = database.dataSource().getConnection()) {
                    old.setAutoCommit(false);
                    old.setTransactionIsolation(level);
                    try (Statement look = old.createStatement();
                            ResultSet rows = look.executeQuery("SELECT COUNT(*) FROM workflow_tombstone")) {
                        assertThat(rows.next()).isTrue();
                    }
                    Table.approved(sound, journal, caseId);
                    assertThat(runtime.retention()
                                    .purge(ALL, BY_RECORDS, BundleArchive.none())
                                    .cases())
                            .isEqualTo(1);
                    Answer answer = journal.ask(
                            caseId,
                            "again",
                            true,
                            () -> Engine.of(runtime.within(old), Loan.SECOND)
                                    .open(caseId, Table.decision("again", "olga")));
                    assertThat(answer.verdict()).as(answer.toString()).isIn(Verdict.REFUSED, Verdict.UNCHANGED);
                    old.rollback();
                }
            }
            assertThat(invariants.violations(journal)).isEmpty();
            assertThat(runtime.verification().verifyAll().findings()).isEmpty();
        }
    }

    /** A case that is finished. */
    static void approve(Engine engine, Journal journal, String caseId) {
        Table.approved(engine, journal, caseId);
    }

    /** One caller is stopped after so many steps, and goes on after so many of the other. */
    private record Interruption(List<Integer> choices) {
        static Interruption of(int before, int others) {
            List<Integer> choices = new ArrayList<>(Collections.nCopies(before, 0));
            choices.addAll(Collections.nCopies(others, 1));
            return new Interruption(choices);
        }

        /** Turn by turn as it comes, or with one interruption, which goes deeper. */
        static Interruption random(Random random, boolean byTurns) {
            return byTurns
                    ? new Interruption(random.ints(STEPS, 0, 2).boxed().toList())
                    : of(random.nextInt(20), random.nextInt(STEPS));
        }
    }

    /** Where the case is at first. */
    private enum Begin {
        NOWHERE,
        IN_REVIEW,
        APPROVED,
        RESTING,
        HELD
    }

    /** What one caller wants, and what the other does meanwhile. */
    private enum Scenario {
        HOLD_AND_ERASE(Begin.APPROVED, done -> done.first() || done.second()),
        HOLD_AND_MOVE(Begin.IN_REVIEW, done -> done.first() || done.second()),
        HOLD_AND_SAME_HOLD(Begin.APPROVED, done -> done.first() != done.second()),
        HOLD_AND_PURGE(Begin.APPROVED, done -> done.first() != done.purged() && done.second() == done.purged()),
        RELEASE_AND_ERASE(Begin.HELD, Done::first),
        RELEASE_AND_HOLD_AGAIN(Begin.HELD, Done::first),
        RELEASE_AND_PURGE(Begin.HELD, done -> done.first() && done.second() == done.purged()),
        PURGE_AND_OPEN(Begin.APPROVED, done -> done.first() && !done.second() && done.purged()),
        OPEN_AND_OPEN_TO_PURGE(Begin.NOWHERE, Done::purged),
        PURGE_AND_MOVE(Begin.RESTING, done -> done.first() != done.second() && done.first() == done.purged()),
        PURGE_AND_ERASE(Begin.APPROVED, done -> (done.first() || done.second()) && done.first() == done.purged()),
        PURGE_AND_BULK(Begin.RESTING, done -> done.first() != done.second() && done.first() == done.purged()),
        PURGE_AND_BULK_OPENING(Begin.APPROVED, done -> done.first() && !done.second() && done.purged()),
        TWO_PURGES(Begin.APPROVED, done -> (done.first() || done.second()) && done.purged());

        private final Begin begin;
        private final Predicate<Done> permitted;

        Scenario(Begin begin, Predicate<Done> permitted) {
            this.begin = begin;
            this.permitted = permitted;
        }
    }

    /** Which of the two has done what it wanted, and whether the case is gone. */
    private record Done(boolean first, boolean second, boolean purged) {}

    private static final class Table {
        private final Run run;
        private final TestDatabase database;
        private final Journal journal = new Journal();
        private final Invariants invariants;
        private final WorkflowRuntime runtime;
        private final Engine sound;
        private final Interleaving.Waiting waiting;
        private final List<WorkflowRuntime> runtimes = new ArrayList<>();
        private final List<Engine> engines = new ArrayList<>();
        private volatile Interleaving current;
        private int made;

        Table(Run run, TestDatabase database) {
            this.run = run;
            this.database = database;
            this.invariants = new Invariants(database.pool(), List.of(Loan.FIRST, Loan.SECOND));
            this.runtime = database.runtime();
            this.sound = Engine.of(runtime, Loan.SECOND);
            this.waiting = BlockedSessions.of(database);
            for (int caller = 0; caller < 2; caller++) {
                int number = caller;
                WorkflowRuntime one =
                        WorkflowRuntime.on(Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                            Interleaving now = current;
                            return now == null ? effect.make() : now.around(number, call, effect);
                        }));
                runtimes.add(one);
                engines.add(Engine.of(one, Loan.SECOND));
            }
        }

        void some(Scenario scenario, int times) throws Exception {
            Random random = run.random(scenario.ordinal());
            int purged = 0;
            for (int i = 0; i < times; i++) {
                purged += once(scenario, Interruption.random(random, i % 2 == 0)) ? 1 : 0;
            }
            assertThat(runtime.verification().verifyAll().findings())
                    .as(scenario.name())
                    .isEmpty();
            System.out.println("  " + scenario + ": " + times + " interleavings at random, purged in " + purged);
            run.count("purged", purged);
        }

        /** Whether the case was purged meanwhile. */
        private boolean once(Scenario scenario, Interruption interruption) throws Exception {
            String caseId = "C-" + ++made;
            begin(scenario.begin, caseId);
            List<Answer> answers = run(interruption, () -> first(scenario, caseId), () -> second(scenario, caseId));
            String what = scenario + " " + caseId + " " + interruption.choices() + ": " + answers + causes(answers);
            Done done = new Done(isApplied(answers.get(0)), isApplied(answers.get(1)), isPurged(caseId));
            List<Answer> undone = answers.stream().filter(Table::isUndone).toList();
            assertThat(answers)
                    .as(what)
                    .allMatch(answer -> answer.verdict() == Verdict.APPLIED
                            || answer.verdict() == Verdict.REFUSED
                            || undone.contains(answer));
            assertThat(undone).as(what).hasSizeLessThan(2);
            run.count("undone in a deadlock", undone.size());
            assertThat(scenario.permitted.test(done)).as(done + " of " + what).isTrue();
            assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
            run.count("interleavings", 1);
            away(caseId);
            assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
            return done.purged();
        }

        /** What is found after an opening that was interrupted by all that there is in the life of a case of the same id. */
        List<String> withoutTriggers(Interruption interruption) throws Exception {
            String caseId = "C-" + ++made;
            run(
                    interruption,
                    () -> first(Scenario.OPEN_AND_OPEN_TO_PURGE, caseId),
                    () -> second(Scenario.OPEN_AND_OPEN_TO_PURGE, caseId));
            return invariants.violations(journal, caseId);
        }

        private List<Answer> run(Interruption interruption, Callable<Answer> first, Callable<Answer> second)
                throws Exception {
            Interleaving interleaving = new Interleaving(2, waiting, interruption.choices());
            current = interleaving;
            try {
                return interleaving.run(List.of(first, second));
            } finally {
                current = null;
            }
        }

        private void begin(Begin begin, String caseId) {
            switch (begin) {
                case NOWHERE -> {}
                case IN_REVIEW -> inReview(sound, journal, caseId);
                case APPROVED -> approved(sound, journal, caseId);
                case RESTING -> {
                    inReview(sound, journal, caseId);
                    fire(sound, journal, caseId, "CLOSE", "bob", "close");
                }
                case HELD -> {
                    approved(sound, journal, caseId);
                    hold(sound, caseId, "first hold");
                }
            }
        }

        private Answer first(Scenario scenario, String caseId) throws IOException {
            Engine engine = engines.get(0);
            return switch (scenario) {
                case HOLD_AND_ERASE, HOLD_AND_MOVE, HOLD_AND_SAME_HOLD, HOLD_AND_PURGE -> hold(engine, caseId, "hold");
                case RELEASE_AND_ERASE, RELEASE_AND_HOLD_AGAIN, RELEASE_AND_PURGE -> release(engine, caseId);
                case OPEN_AND_OPEN_TO_PURGE -> open(engine, journal, caseId, "open first");
                default -> purge(0);
            };
        }

        private Answer second(Scenario scenario, String caseId) throws IOException {
            Engine engine = engines.get(1);
            return switch (scenario) {
                case HOLD_AND_ERASE, RELEASE_AND_ERASE, PURGE_AND_ERASE -> {
                    Decision decision = decision("erase", "erin");
                    yield journal.ask(caseId, "erase", true, () -> engine.erase(caseId, 2, decision));
                }
                case HOLD_AND_MOVE -> fire(engine, journal, caseId, "ENDORSE", "bob", "endorse");
                case HOLD_AND_SAME_HOLD, RELEASE_AND_HOLD_AGAIN -> hold(engine, caseId, "hold too");
                case PURGE_AND_OPEN -> open(engine, journal, caseId, "open again");
                case PURGE_AND_MOVE -> fire(engine, journal, caseId, "REOPEN", "bob", "reopen");
                case PURGE_AND_BULK ->
                    bulk(engine, caseId, "reopen", Request.move(caseId, "REOPEN", NOTHING, decision("reopen", "bob")));
                case PURGE_AND_BULK_OPENING ->
                    bulk(engine, caseId, "open again", Request.opening(caseId, decision("open again", "olga")));
                case OPEN_AND_OPEN_TO_PURGE -> {
                    open(engine, journal, caseId, "open");
                    fire(engine, journal, caseId, "SUBMIT", "alice", "submit");
                    fire(engine, journal, caseId, "APPROVE", "bob", "approve");
                    yield purge(1);
                }
                case HOLD_AND_PURGE, RELEASE_AND_PURGE, TWO_PURGES -> purge(1);
            };
        }

        /** Applied if it has purged something; refused if it has kept all. No client's journal has it: tombstones tell. */
        private Answer purge(int caller) throws IOException {
            Verdict verdict;
            Throwable failure = null;
            try {
                boolean some = runtimes.get(caller)
                                .retention()
                                .purge(ALL, BY_RECORDS, BundleArchive.none())
                                .cases()
                        > 0;
                verdict = some ? Verdict.APPLIED : Verdict.REFUSED;
            } catch (UnchangedException e) {
                verdict = Verdict.UNCHANGED;
                failure = e;
            }
            return new Answer(0, 0, false, verdict, 0, null, false, failure, null);
        }

        /** The step, and an opening of another case, which nobody disputes, in one commit. */
        private Answer bulk(Engine engine, String caseId, String mark, Request request) {
            String another = caseId + " beside";
            long begun = journal.begin();
            List<BulkOutcome<Case>> outcomes =
                    engine.applyAll(List.of(request, Request.opening(another, decision("beside", "olga"))));
            Answer beside = journal.answered(
                    begun, another, "beside", true, () -> outcomes.get(1).orThrow());
            assertThat(beside.verdict()).isEqualTo(Verdict.APPLIED);
            return journal.answered(
                    begun, caseId, mark, true, () -> outcomes.get(0).orThrow());
        }

        private Answer hold(Engine engine, String caseId, String mark) {
            Decision decision = decision(mark, "counsel");
            return journal.ask(caseId, mark, true, () -> engine.hold(caseId, "M-1", decision));
        }

        private Answer release(Engine engine, String caseId) {
            Decision decision = decision("release", "counsel");
            return journal.ask(caseId, "release", true, () -> engine.release(caseId, "M-1", decision));
        }

        static void approved(Engine engine, Journal journal, String caseId) {
            inReview(engine, journal, caseId);
            fire(engine, journal, caseId, "APPROVE", "bob", "approve");
        }

        private static void inReview(Engine engine, Journal journal, String caseId) {
            open(engine, journal, caseId, "open");
            fire(engine, journal, caseId, "SUBMIT", "alice", "submit");
        }

        private static Answer open(Engine engine, Journal journal, String caseId, String mark) {
            Decision decision = decision(mark, "olga");
            return journal.ask(caseId, mark, true, () -> engine.open(caseId, decision));
        }

        private static Answer fire(
                Engine engine, Journal journal, String caseId, String transition, String person, String mark) {
            Decision decision = decision(mark, person);
            return journal.ask(caseId, mark, true, () -> engine.fire(caseId, transition, NOTHING, decision));
        }

        static Decision decision(String mark, String person) {
            return Decision.by(person).because(mark).requestId(mark);
        }

        /** Whether the database has undone it for the sake of the other, and it was told that nothing has changed. */
        private static boolean isUndone(Answer answer) {
            return answer.verdict() == Verdict.UNCHANGED
                    && causes(List.of(answer)).stream()
                            .anyMatch(cause -> cause instanceof SQLException sql
                                    && String.valueOf(sql.getSQLState()).startsWith("40"));
        }

        private static List<Throwable> causes(List<Answer> answers) {
            List<Throwable> causes = new ArrayList<>();
            for (Answer answer : answers) {
                for (Throwable cause = answer.failure(); cause != null; cause = cause.getCause()) {
                    causes.add(cause);
                }
            }
            return causes;
        }

        private static boolean isApplied(Answer answer) {
            return answer.verdict() == Verdict.APPLIED;
        }

        private boolean isPurged(String caseId) {
            return runtime.retention().tombstone(caseId).isPresent();
        }

        /** What is finished goes before the next run, after what holds it is released. */
        private void away(String caseId) throws Exception {
            boolean finished = sound.head(caseId)
                    .map(CaseHead::state)
                    .filter(state -> state.equals("APPROVED") || state.equals("CLOSED"))
                    .isPresent();
            if (finished) {
                if (!sound.holds(caseId).isEmpty()) {
                    Decision decision = decision("release at the end", "counsel");
                    journal.ask(caseId, "release at the end", true, () -> sound.release(caseId, "M-1", decision));
                }
                assertThat(runtime.retention()
                                .purge(ALL, BY_RECORDS, BundleArchive.none())
                                .cases())
                        .isEqualTo(1);
                assertThat(isPurged(caseId)).isTrue();
            }
        }

        void end() throws Exception {
            assertThat(invariants.violations(journal)).isEmpty();
            assertThat(database.rows("SELECT case_id FROM workflow_tombstone WHERE case_id IS NOT NULL"))
                    .isEmpty();
            assertThat(run.counted("purged")).isBetween(1L, run.counted("interleavings") - 1);
            run.proven("wrong");
        }
    }
}
