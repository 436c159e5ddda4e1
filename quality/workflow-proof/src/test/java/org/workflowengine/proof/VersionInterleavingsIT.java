package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A migration and something else want the same case, and every way in which their statements can interleave is tried: one winner each. */
class VersionInterleavingsIT {
    private static final PolicyFacts NOTHING = Policy.facts();
    private static final PolicyFacts COVERED = Policy.facts(PolicyFacts.COVERED);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL"})
    void oneWinnerEach(Databases kind) throws Exception {
        try (Run run = Run.whole("interleavings of versions", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Table table = new Table(run, database);
            for (Scenario scenario : Scenario.values()) {
                if (scenario.isLong || !(kind == Databases.H2_MEMORY || run.isWhole())) {
                    table.some(scenario, run.times(15));
                } else {
                    table.every(scenario);
                }
            }
            table.end();
        }
    }

    /** What the other caller wants while the first one migrates; all name the step at which they have seen the case. */
    private enum Scenario {
        A_MOVE_OF_THE_OLD_VERSION(false, false),
        A_BULK_MOVE_OF_THE_OLD_VERSION(false, false),
        ANOTHER_MIGRATION(false, false),
        THE_SAME_MIGRATION(true, false),
        A_BULK_MIGRATION(false, false),
        A_MOVE_THAT_MIGRATES_FIRST(false, false),
        AN_ERASURE(false, true);

        private final boolean sameRequest;
        /** More statements, and too many ways to try them all. */
        private final boolean isLong;

        Scenario(boolean sameRequest, boolean isLong) {
            this.sameRequest = sameRequest;
            this.isLong = isLong;
        }
    }

    /** A database, and engines of both versions for each caller. */
    private static final class Table {
        private final Run run;
        private final Journal journal = new Journal();
        private final Invariants invariants;
        private final Engine sound;
        private final Interleaving.Waiting waiting;
        private final List<Engine> old = new ArrayList<>();
        private final List<Engine> fresh = new ArrayList<>();
        private volatile Interleaving current;
        private int made;

        Table(Run run, TestDatabase database) {
            this.run = run;
            this.invariants = new Invariants(database.pool(), List.of(Policy.FIRST, Policy.SECOND));
            this.sound = Engine.of(database.runtime(), Policy.FIRST);
            Engine.of(database.runtime(), Policy.SECOND);
            this.waiting = BlockedSessions.of(database);
            for (int caller = 0; caller < 2; caller++) {
                int number = caller;
                WorkflowRuntime runtime =
                        WorkflowRuntime.on(Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                            Interleaving now = current;
                            return now == null ? effect.make() : now.around(number, call, effect);
                        }));
                old.add(Engine.of(runtime, Policy.FIRST));
                fresh.add(Engine.of(runtime, Policy.SECOND));
            }
        }

        void every(Scenario scenario) throws Exception {
            List<Integer> choices = List.of();
            int ways = 0;
            while (choices != null) {
                Interleaving interleaving = new Interleaving(2, waiting, choices);
                once(scenario, interleaving, choices);
                ways++;
                choices = interleaving.next();
            }
            assertThat(ways).as(scenario.name()).isGreaterThan(10);
            System.out.println("  " + scenario + ": " + ways + " interleavings");
        }

        void some(Scenario scenario, int times) throws Exception {
            Random random = run.random(scenario.ordinal());
            for (int i = 0; i < times; i++) {
                List<Integer> choices = random.ints(60, 0, 2).boxed().toList();
                once(scenario, new Interleaving(2, waiting, choices), choices);
            }
            System.out.println("  " + scenario + ": " + times + " interleavings at random");
        }

        private void once(Scenario scenario, Interleaving interleaving, List<Integer> choices) throws Exception {
            String caseId = "C-" + ++made;
            Decision open = decision(caseId, "open", 0);
            Case opened = sound.open(caseId, open).orThrow();
            journal.ask(caseId, "open", true, () -> sound.open(caseId, open));
            Decision review = decision(caseId, "review", 1);
            journal.ask(
                    caseId,
                    "review",
                    true,
                    () -> opened.make(Policy.Transition.REVIEW_1, review, PolicyFacts.COMPLETE));
            List<Callable<Answer>> calls = List.of(
                    () -> journal.ask(
                            caseId, "1", true, () -> fresh.get(0).migrate(caseId, NOTHING, decision(caseId, "1", 2))),
                    () -> other(scenario, caseId));
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
            run.count(
                    answers.get(0).verdict() == Verdict.APPLIED
                                    && !answers.get(0).replayed()
                            ? "won by the first"
                            : "won by the second",
                    1);
        }

        private Answer other(Scenario scenario, String caseId) {
            String mark = scenario.sameRequest ? "1" : "2";
            Decision decision = decision(caseId, mark, 2);
            Engine before = old.get(1);
            Engine after = fresh.get(1);
            return switch (scenario) {
                case A_MOVE_OF_THE_OLD_VERSION ->
                    journal.ask(caseId, mark, true, () -> before.fire(caseId, "PAY", COVERED, decision));
                case A_BULK_MOVE_OF_THE_OLD_VERSION ->
                    bulk(before, caseId, mark, Request.move(caseId, "PAY", COVERED, decision));
                case ANOTHER_MIGRATION, THE_SAME_MIGRATION ->
                    journal.ask(caseId, mark, true, () -> after.migrate(caseId, NOTHING, decision));
                case A_BULK_MIGRATION -> bulk(after, caseId, mark, Request.migration(caseId, NOTHING, decision));
                case A_MOVE_THAT_MIGRATES_FIRST ->
                    journal.ask(
                            caseId, mark, true, () -> after.migratingOnTouch().fire(caseId, "PAY", COVERED, decision));
                case AN_ERASURE -> journal.ask(caseId, mark, true, () -> before.erase(caseId, 1, decision));
            };
        }

        /** With an opening of another case, which nobody disputes, in one commit. */
        private Answer bulk(Engine engine, String caseId, String mark, Request request) {
            String another = caseId + " beside";
            long begun = journal.begin();
            List<BulkOutcome<Case>> outcomes =
                    engine.applyAll(List.of(request, Request.opening(another, decision(another, "beside", 0))));
            Answer beside = journal.answered(
                    begun, another, "beside", true, () -> outcomes.get(1).orThrow());
            assertThat(beside.verdict()).isEqualTo(Verdict.APPLIED);
            return journal.answered(
                    begun, caseId, mark, true, () -> outcomes.get(0).orThrow());
        }

        private Decision decision(String caseId, String mark, long seq) {
            Beside beside = Beside.request(caseId);
            journal.beside(caseId, mark, beside);
            Decision decision = beside.in(Decision.by("alice").because(mark)).requestId(mark);
            return seq == 0 ? decision : decision.expectedSeq(seq);
        }

        void end() throws Exception {
            assertThat(invariants.violations(journal)).isEmpty();
            assertThat(run.counted("won by the first")).isPositive();
            assertThat(run.counted("won by the second")).isPositive();
            run.proven("wrong");
        }
    }
}
