package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Two engines want the same case, and every way in which their statements can interleave is tried: one winner each. */
class InterleavingsIT {
    /** On MariaDB the trigger of both locks the step that the first then erases: the second is undone for its sake. */
    private static final List<Integer> DEADLOCK_OF_ERASURES =
            List.of(0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void oneWinnerEach(Databases kind) throws Exception {
        try (Run run = Run.whole("interleavings", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Table table = new Table(run, database);
            for (Scenario scenario : Scenario.values()) {
                if (scenario.isErasure() || !(kind == Databases.H2_MEMORY || run.isWhole())) {
                    table.some(scenario, run.times(30));
                } else {
                    table.every(scenario);
                }
            }
            table.atRandomWithThree(run.times(30));
            table.end();
        }
    }

    static void smoke(Run run, TestDatabase database) throws Exception {
        Table table = new Table(run, database);
        table.every(Scenario.SAME_REQUEST);
        table.end();
    }

    /** What two callers want. */
    private enum Scenario {
        DIFFERENT_TRANSITIONS(false),
        SAME_TRANSITION(false),
        SAME_REQUEST(true),
        SAME_REQUEST_BY_HANDLE(true),
        TWO_REMINDERS(false),
        TWO_ERASURES(false),
        SAME_ERASURE(true),
        TWO_OPENINGS(false),
        SAME_OPENING(true),
        TRANSITION_AGAINST_BULK(false),
        SAME_REQUEST_AGAINST_BULK(true);

        private final boolean sameRequest;

        Scenario(boolean sameRequest) {
            this.sameRequest = sameRequest;
        }

        /** Twice as many statements as a move, and too many ways to try them all. */
        boolean isErasure() {
            return this == TWO_ERASURES || this == SAME_ERASURE;
        }
    }

    /** The table at which they sit: a database, and an engine for each caller. */
    private static final class Table {
        private final Run run;
        private final Journal journal = new Journal();
        private final Invariants invariants;
        private final Engine sound;
        private final Interleaving.Waiting waiting;
        private final List<Engine> callers = new ArrayList<>();
        private volatile Interleaving current;
        private int made;

        Table(Run run, TestDatabase database) {
            this.run = run;
            this.invariants = new Invariants(database.pool(), Reviews.DEFINITION);
            this.sound = Engine.on(database.runtime());
            this.waiting = BlockedSessions.of(database);
            for (int caller = 0; caller < 3; caller++) {
                int number = caller;
                callers.add(Engine.on(WorkflowRuntime.on(
                        Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                            Interleaving now = current;
                            return now == null ? effect.make() : now.around(number, call, effect);
                        }))));
            }
        }

        void every(Scenario scenario) throws Exception {
            List<Integer> choices = List.of();
            int ways = 0;
            while (choices != null) {
                Interleaving interleaving = new Interleaving(2, waiting, choices);
                once(scenario, 2, interleaving, choices);
                ways++;
                choices = interleaving.next();
            }
            assertThat(ways).as(scenario.name()).isGreaterThan(10);
            System.out.println("  " + scenario + ": " + ways + " interleavings");
        }

        void some(Scenario scenario, int times) throws Exception {
            Random random = run.random(scenario.ordinal());
            once(scenario, 2, new Interleaving(2, waiting, DEADLOCK_OF_ERASURES), DEADLOCK_OF_ERASURES);
            for (int i = 0; i < times; i++) {
                List<Integer> choices = random.ints(60, 0, 2).boxed().toList();
                once(scenario, 2, new Interleaving(2, waiting, choices), choices);
            }
            System.out.println("  " + scenario + ": " + times + " interleavings at random");
        }

        void atRandomWithThree(int times) throws Exception {
            Random random = run.random(3);
            for (int i = 0; i < times; i++) {
                List<Integer> choices = random.ints(60, 0, 3).boxed().toList();
                Scenario scenario = Scenario.values()[random.nextInt(Scenario.values().length)];
                once(scenario, 3, new Interleaving(3, waiting, choices), choices);
            }
        }

        private void once(Scenario scenario, int number, Interleaving interleaving, List<Integer> choices)
                throws Exception {
            String caseId = "C-" + ++made;
            List<Callable<Answer>> calls = calls(scenario, number, caseId);
            current = interleaving;
            List<Answer> answers;
            try {
                answers = interleaving.run(calls);
            } finally {
                current = null;
            }
            String what = scenario + " " + choices + ": " + answers;
            assertThat(answers)
                    .as(what)
                    .filteredOn(answer -> answer.verdict() == Verdict.APPLIED && !answer.replayed())
                    .hasSize(1);
            assertThat(answers)
                    .as(what)
                    .filteredOn(answer -> answer.verdict() != Verdict.APPLIED || answer.replayed())
                    .allMatch(answer -> scenario.sameRequest ? answer.replayed() : answer.verdict() == Verdict.REFUSED);
            assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
            run.count("interleavings", 1);
            run.count("steps", interleaving.steps());
        }

        private List<Callable<Answer>> calls(Scenario scenario, int number, String caseId) {
            boolean opening = scenario == Scenario.TWO_OPENINGS || scenario == Scenario.SAME_OPENING;
            if (!opening) {
                Decision decision = decision("open");
                journal.ask(caseId, "open", true, () -> sound.open(caseId, decision));
            }
            if (scenario == Scenario.DIFFERENT_TRANSITIONS || scenario == Scenario.TWO_REMINDERS) {
                journal.ask(caseId, "start", true, () -> sound.load(caseId).startReview(decision("start")));
            }
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int caller = 0; caller < number; caller++) {
                Engine reviews = callers.get(caller);
                String mark = scenario.sameRequest ? "move" : "move " + caller;
                Beside beside = Beside.request(caseId);
                journal.beside(caseId, mark, beside);
                Decision decision = beside.in(decision(mark));
                boolean first = caller == 0;
                calls.add(
                        switch (scenario) {
                            case TWO_OPENINGS, SAME_OPENING ->
                                () -> journal.ask(caseId, mark, true, () -> reviews.open(caseId, decision));
                            case SAME_TRANSITION, SAME_REQUEST ->
                                () -> journal.ask(
                                        caseId,
                                        mark,
                                        true,
                                        () -> reviews.fire(caseId, "START_REVIEW", ALL_TRUE, decision));
                            case SAME_REQUEST_BY_HANDLE -> {
                                Case handle = reviews.load(caseId);
                                yield () -> journal.ask(caseId, mark, true, () -> handle.startReview(decision));
                            }
                            case DIFFERENT_TRANSITIONS -> {
                                Case handle = reviews.load(caseId);
                                yield () -> journal.ask(
                                        caseId,
                                        mark,
                                        true,
                                        () -> first ? handle.reject(decision) : handle.escalate(decision));
                            }
                            case TWO_REMINDERS -> {
                                Case handle = reviews.load(caseId);
                                yield () -> journal.ask(caseId, mark, true, () -> handle.remind(decision));
                            }
                            case TWO_ERASURES, SAME_ERASURE ->
                                () -> journal.ask(caseId, mark, true, () -> reviews.erase(caseId, 1, decision));
                            case TRANSITION_AGAINST_BULK, SAME_REQUEST_AGAINST_BULK ->
                                first
                                        ? () -> journal.ask(
                                                caseId,
                                                mark,
                                                true,
                                                () -> reviews.fire(caseId, "START_REVIEW", ALL_TRUE, decision))
                                        : () -> bulk(reviews, caseId, mark, decision);
                        });
            }
            return calls;
        }

        /** The move, and an opening of another case, which nobody disputes, in one commit. */
        private Answer bulk(Engine reviews, String caseId, String mark, Decision decision) {
            String another = caseId + " beside " + mark + Thread.currentThread().getId();
            Decision open = decision("beside");
            long begun = journal.begin();
            List<BulkOutcome<Case>> outcomes = reviews.applyAll(
                    List.of(Request.move(caseId, "START_REVIEW", ALL_TRUE, decision), Request.opening(another, open)));
            Answer beside = journal.answered(
                    begun, another, "beside", true, () -> outcomes.get(1).orThrow());
            assertThat(beside.verdict()).isEqualTo(Verdict.APPLIED);
            return journal.answered(
                    begun, caseId, mark, true, () -> outcomes.get(0).orThrow());
        }

        private static Decision decision(String mark) {
            return Decision.by("alice").because(mark).requestId(mark);
        }

        void end() throws Exception {
            assertThat(invariants.violations(journal)).isEmpty();
            run.proven("wrong");
        }
    }
}
