package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.Loan.Case;
import org.workflowengine.runtime.fixture.Loan.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * One caller makes a step that has an obligation. At the same time another one changes who may make it. However their statements
 * interleave, nobody who is excluded makes the step. No request names the step that its caller has seen, so the second one is judged by
 * what the first one has left.
 */
class ObligationInterleavingsIT {
    private static final Facts NOTHING = new Facts(List.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void nobodyWhoIsExcluded(Databases kind) throws Exception {
        try (Run run = Run.whole("interleavings with obligations", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Table table = new Table(run, database);
            for (Scenario scenario : Scenario.values()) {
                table.some(scenario, run.times(10));
            }
            table.end();
        }
    }

    /** The check is not blind: without obligations the engine makes such steps, and each kind is found. */
    @Test
    void anEngineThatIgnoresThemIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine lax = Engine.of(database.runtime(), Loan.LAX);
            Journal journal = new Journal();
            make(lax, journal, "C-1", "SUBMIT by alice", "APPROVE by alice");
            make(lax, journal, "C-2", "SUBMIT by alice", "ENDORSE by bob", "ENDORSE by bob", "GRANT by carol");
            make(lax, journal, "C-3", "SUBMIT by alice");
            lax.erase("C-3", 2, Decision.by("erin").because("erase").requestId("erase"))
                    .orThrow();
            lax.fire(
                            "C-3",
                            "APPROVE",
                            NOTHING,
                            Decision.by("bob").because("last").requestId("last"))
                    .orThrow();
            assertThat(new Invariants(database.pool(), List.of(Loan.FIRST, Loan.SECOND))
                            .violations(journal).stream().filter(violation -> violation.contains("may not be made")))
                    .containsExactly(
                            "I1 C-1#3: APPROVE may not be made by who made it: [alice] also made step 2",
                            "I1 C-2#5: GRANT may not be made by who made it: 1 of 2 have made ENDORSE before step 5",
                            "I1 C-3#4: APPROVE may not be made by who made it: who has brought it into REVIEW was erased"
                                    + " before");
        }
    }

    private static void make(Engine engine, Journal journal, String caseId, String... steps) {
        Decision open = Decision.by("olga").because("open").requestId("open");
        journal.ask(caseId, "open", true, () -> engine.open(caseId, open));
        for (int i = 0; i < steps.length; i++) {
            String[] step = steps[i].split(" by ", -1);
            String mark = "step " + i;
            Decision decision = Decision.by(step[1]).because(mark).requestId(mark);
            journal.ask(caseId, mark, true, () -> engine.fire(caseId, step[0], NOTHING, decision));
        }
    }

    /** Alice has submitted, bob has endorsed; what one caller wants, and what the other does meanwhile. */
    private enum Scenario {
        /** Bob approves, and in one chunk he gives it back and submits it himself. */
        APPROVE_WHILE_SUBMITTED_AGAIN,
        /** Bob approves, and alice's submission is erased. */
        APPROVE_WHILE_ERASED,
        /** Bob grants on two endorsements, one of which is only being made. */
        GRANT_WHILE_ENDORSED,
        /** Bob grants on two endorsements, one of which is being erased. */
        GRANT_WHILE_ERASED,
        /** Alice approves what bob submits again meanwhile. */
        APPROVE_ONES_OWN_WHILE_SUBMITTED_AGAIN
    }

    private static final class Table {
        private final Run run;
        private final Journal journal = new Journal();
        private final Invariants invariants;
        private final Engine sound;
        private final Interleaving.Waiting waiting;
        private final List<Engine> engines = new ArrayList<>();
        private volatile Interleaving current;
        private int made;

        Table(Run run, TestDatabase database) {
            this.run = run;
            this.invariants = new Invariants(database.pool(), List.of(Loan.FIRST, Loan.SECOND));
            this.sound = Engine.of(database.runtime(), Loan.SECOND);
            this.waiting = BlockedSessions.of(database);
            for (int caller = 0; caller < 2; caller++) {
                int number = caller;
                WorkflowRuntime runtime =
                        WorkflowRuntime.on(Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                            Interleaving now = current;
                            return now == null ? effect.make() : now.around(number, call, effect);
                        }));
                engines.add(Engine.of(runtime, Loan.SECOND));
            }
        }

        void some(Scenario scenario, int times) throws Exception {
            Random random = run.random(scenario.ordinal());
            int applied = 0;
            for (int i = 0; i < times; i++) {
                List<Integer> choices = random.ints(60, 0, 2).boxed().toList();
                applied += once(scenario, new Interleaving(2, waiting, choices), choices) ? 1 : 0;
            }
            System.out.println(
                    "  " + scenario + ": " + times + " interleavings at random, the step made in " + applied);
            run.count("made", applied);
            run.count("not made", times - applied);
        }

        /** Whether the step with the obligation was made. */
        private boolean once(Scenario scenario, Interleaving interleaving, List<Integer> choices) throws Exception {
            String caseId = "C-" + ++made;
            Decision open = decision(caseId, "olga", "open");
            journal.ask(caseId, "open", true, () -> sound.open(caseId, open));
            fire(sound, caseId, "SUBMIT", "alice", "submit");
            fire(sound, caseId, "ENDORSE", "bob", "endorse");
            if (scenario == Scenario.GRANT_WHILE_ERASED) {
                fire(sound, caseId, "ENDORSE", "carol", "endorse too");
            }
            List<Callable<Answer>> calls = List.of(() -> obliged(scenario, caseId), () -> meanwhile(scenario, caseId));
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
                    .allMatch(answer -> answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED);
            assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
            run.count("interleavings", 1);
            return answers.get(0).verdict() == Verdict.APPLIED;
        }

        private Answer obliged(Scenario scenario, String caseId) {
            return switch (scenario) {
                case APPROVE_WHILE_SUBMITTED_AGAIN, APPROVE_WHILE_ERASED ->
                    fire(engines.get(0), caseId, "APPROVE", "bob", "decide");
                case APPROVE_ONES_OWN_WHILE_SUBMITTED_AGAIN ->
                    fire(engines.get(0), caseId, "APPROVE", "alice", "decide");
                case GRANT_WHILE_ENDORSED, GRANT_WHILE_ERASED -> fire(engines.get(0), caseId, "GRANT", "bob", "decide");
            };
        }

        private Answer meanwhile(Scenario scenario, String caseId) {
            Engine engine = engines.get(1);
            return switch (scenario) {
                case APPROVE_WHILE_SUBMITTED_AGAIN, APPROVE_ONES_OWN_WHILE_SUBMITTED_AGAIN ->
                    submittedAgain(engine, caseId);
                case APPROVE_WHILE_ERASED -> erased(engine, caseId, 2);
                case GRANT_WHILE_ENDORSED -> fire(engine, caseId, "ENDORSE", "carol", "endorse too");
                case GRANT_WHILE_ERASED -> erased(engine, caseId, 4);
            };
        }

        private Answer erased(Engine engine, String caseId, long seq) {
            Decision decision = decision(caseId, "erin", "erase");
            return journal.ask(caseId, "erase", true, () -> engine.erase(caseId, seq, decision));
        }

        private Answer submittedAgain(Engine engine, String caseId) {
            long begun = journal.begin();
            List<BulkOutcome<Case>> outcomes = engine.applyAll(List.of(
                    Request.move(caseId, "RETURN", NOTHING, decision(caseId, "bob", "give back")),
                    Request.move(caseId, "SUBMIT", NOTHING, decision(caseId, "bob", "submit again"))));
            journal.answered(
                    begun, caseId, "give back", true, () -> outcomes.get(0).orThrow());
            return journal.answered(
                    begun, caseId, "submit again", true, () -> outcomes.get(1).orThrow());
        }

        private Answer fire(Engine engine, String caseId, String transition, String person, String mark) {
            Decision decision = decision(caseId, person, mark);
            return journal.ask(caseId, mark, true, () -> engine.fire(caseId, transition, NOTHING, decision));
        }

        /** Without a principal: {@link Beside} would send one of its own, and who it is matters here. */
        private static Decision decision(String caseId, String person, String mark) {
            return Decision.by(person).because(mark).requestId(mark);
        }

        void end() throws Exception {
            assertThat(invariants.violations(journal)).isEmpty();
            assertThat(run.counted("made")).isPositive();
            assertThat(run.counted("not made")).isPositive();
            run.proven("wrong");
        }
    }
}
