package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A migration and a step of the old version want the same case at the same moment: exactly one wins, and the other is told which. */
abstract class MigrationRacesContract extends VersionsBench {
    private final int rounds;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    MigrationRacesContract(Supplier<TestDatabase> databases, int rounds) {
        super(databases);
        this.rounds = rounds;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aMigrationAgainstAStepOfTheOldVersion() throws Exception {
        for (int round = 0; round < rounds; round++) {
            String caseId = "C-" + round;
            Case held = inReview(caseId);
            List<Outcome<Case>> answers = both(
                    () -> second.migrate(caseId, NOTHING, BY_OPS.expectedSeq(2)),
                    () -> held.make(Transition.PAY_1, BY_ALICE, PolicyFacts.COVERED));
            exactlyOne(caseId, answers);
        }
        isIntact("C-0");
    }

    @Test
    void twoMigrations() throws Exception {
        for (int round = 0; round < rounds; round++) {
            String caseId = "C-" + round;
            inReview(caseId);
            List<Outcome<Case>> answers = both(
                    () -> second.migrate(caseId, NOTHING, BY_OPS), () -> second.migrate(caseId, NOTHING, BY_ALICE));
            exactlyOne(caseId, answers);
        }
        isIntact("C-0");
    }

    /** The same request at two nodes, one of which migrates on touch. */
    @Test
    void twoMovesThatMigrateFirst() throws Exception {
        Policy.Engine touching = second.migratingOnTouch();
        PolicyFacts covered = facts(PolicyFacts.COVERED);
        for (int round = 0; round < rounds; round++) {
            String caseId = "C-" + round;
            inReview(caseId);
            List<Outcome<Case>> answers = both(
                    () -> touching.fire(caseId, "PAY", covered, BY_ALICE.requestId("R-1")),
                    () -> touching.fire(caseId, "PAY", covered, BY_ALICE.requestId("R-1")));
            assertThat(answers).allMatch(Outcome::isApplied);
            assertThat(answers)
                    .extracting(answer -> ((Applied<Case>) answer).replayed())
                    .containsExactlyInAnyOrder(true, false);
            assertThat(entries(caseId)).hasSize(4);
        }
        isIntact("C-0");
    }

    private void exactlyOne(String caseId, List<Outcome<Case>> answers) {
        assertThat(answers).filteredOn(Outcome::isApplied).hasSize(1);
        Applied<Case> winner = (Applied<Case>)
                answers.stream().filter(Outcome::isApplied).findFirst().orElseThrow();
        Refusal loser = answers.stream()
                .filter(answer -> !answer.isApplied())
                .map(VersionsBench::refusal)
                .findFirst()
                .orElseThrow();
        if (loser instanceof Stale stale) {
            assertThat(stale.winner().digest()).isEqualTo(winner.digest());
        } else {
            // It came so late that the head already showed the new version.
            assertThat(loser)
                    .isInstanceOfSatisfying(
                            NotMigratable.class,
                            late -> assertThat(late.head().digest()).isEqualTo(winner.digest()));
        }
        assertThat(entries(caseId)).hasSize(3);
        assertThat(newest(caseId).digest()).isEqualTo(winner.digest());
        assertThat(head(caseId).digest()).isEqualTo(winner.digest());
    }

    private List<Outcome<Case>> both(Callable<Outcome<Case>> one, Callable<Outcome<Case>> two) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Outcome<Case>> first = threads.submit(() -> {
            start.await();
            return one.call();
        });
        Future<Outcome<Case>> second = threads.submit(() -> {
            start.await();
            return two.call();
        });
        return List.of(first.get(), second.get());
    }
}
