package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Two engines want the same case at the same moment: exactly one wins, and the other is told who did. */
abstract class RacesContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private static final int ROUNDS = 25;

    private final TestDatabase database;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    RacesContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void oneWinsAndTheOtherIsTold() throws Exception {
        Engine one = Engine.on(database.runtime());
        Engine two = Engine.on(database.runtime());
        for (int round = 0; round < ROUNDS; round++) {
            differentMoves(database, one, two, "moves " + round);
            sameRequest(database, one, two, "request " + round);
            twoOpenings(database, one, two, "openings " + round);
            byName(database, one, two, "names " + round);
        }
        List<String> cases = database.rows("SELECT case_id FROM workflow_case");
        assertThat(cases).hasSize(4 * ROUNDS);
        for (String row : cases) {
            assertThat(one.history(row.substring(1, row.length() - 1)).check(CaseReview.DEFINITION))
                    .isEmpty();
        }
    }

    private void differentMoves(TestDatabase database, Engine one, Engine two, String caseId) throws Exception {
        one.open(caseId, BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        Case first = one.load(caseId);
        Case second = two.load(caseId);
        Results results = race(() -> first.reject(BY_ALICE), () -> second.escalate(BY_ALICE));
        assertThat(results.loser()).isInstanceOfSatisfying(Stale.class, stale -> {
            assertThat(stale.winner().seq()).isEqualTo(3);
            assertThat(stale.winner().digest()).isEqualTo(results.winner().digest());
        });
        assertThat(steps(database, caseId)).isEqualTo(3);
    }

    private void sameRequest(TestDatabase database, Engine one, Engine two, String caseId) throws Exception {
        one.open(caseId, BY_ALICE).orThrow();
        Case first = one.load(caseId);
        Case second = two.load(caseId);
        Decision request = BY_ALICE.requestId("R-1");
        List<Outcome<Case>> answers = both(() -> first.startReview(request), () -> second.startReview(request));
        assertThat(answers).allMatch(Outcome::isApplied);
        assertThat(answers)
                .extracting(answer -> ((Applied<Case>) answer).replayed())
                .containsExactlyInAnyOrder(true, false);
        assertThat(answers)
                .extracting(answer -> ((Applied<Case>) answer).digest())
                .containsOnly(first(answers).digest());
        assertThat(steps(database, caseId)).isEqualTo(2);
    }

    private void twoOpenings(TestDatabase database, Engine one, Engine two, String caseId) throws Exception {
        Results results = race(
                () -> one.open(caseId, BY_ALICE),
                () -> two.open(caseId, by("bob").because("mine")));
        assertThat(results.loser())
                .isInstanceOfSatisfying(
                        CaseAlreadyExists.class,
                        exists -> assertThat(exists.head().digest())
                                .isEqualTo(results.winner().digest()));
        assertThat(steps(database, caseId)).isEqualTo(1);
    }

    private void byName(TestDatabase database, Engine one, Engine two, String caseId) throws Exception {
        one.open(caseId, BY_ALICE).orThrow();
        Results results = race(
                () -> one.fire(caseId, "START_REVIEW", ALL_TRUE, BY_ALICE),
                () -> two.fire(caseId, "START_REVIEW", ALL_TRUE, BY_ALICE));
        // Who came so late that the head already showed the new state was not in a race any more.
        assertThat(results.loser()).isInstanceOfAny(Stale.class, NotAllowedHere.class);
        assertThat(steps(database, caseId)).isEqualTo(2);
    }

    private record Results(Applied<Case> winner, Object loser) {}

    private Results race(Callable<Outcome<Case>> one, Callable<Outcome<Case>> two) throws Exception {
        List<Outcome<Case>> answers = both(one, two);
        assertThat(answers).filteredOn(Outcome::isApplied).hasSize(1);
        Applied<Case> winner = first(answers.stream().filter(Outcome::isApplied).toList());
        Object loser = answers.stream()
                .filter(answer -> !answer.isApplied())
                .map(answer -> ((Refused<Case>) answer).refusal())
                .findFirst()
                .orElseThrow();
        return new Results(winner, loser);
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

    private static Applied<Case> first(List<Outcome<Case>> answers) {
        return (Applied<Case>) answers.get(0);
    }

    private static int steps(TestDatabase database, String caseId) throws Exception {
        return database.rows("SELECT seq FROM workflow_audit WHERE case_id = '" + caseId + "'")
                .size();
    }
}
