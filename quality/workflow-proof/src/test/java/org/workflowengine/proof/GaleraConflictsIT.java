package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.Intercepted;

/** Two nodes that do not see each other yet: what the loser of a race is told, what a node that lags behind, and what after a kill. */
@Tag("galera")
class GaleraConflictsIT extends GaleraSuite {
    @Test
    void aSessionThatDoesNotWaitForOtherNodesIsRefused() throws Exception {
        DataSource hasty =
                new MariaDbDataSource(cluster.url(database, 1).replace("wsrep_sync_wait=5", "wsrep_sync_wait=1"));
        assertThatThrownBy(() -> WorkflowRuntime.on(hasty))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("wsrep_sync_wait is 1");
    }

    /** Both have written, and only then both commit. */
    @ParameterizedTest
    @EnumSource(CommitRace.class)
    void ofTwoCommitsAtOnceOneIsMade(CommitRace race) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Engine one = beforeCommit(0, () -> both.await(30, TimeUnit.SECONDS));
        Engine two = beforeCommit(1, () -> both.await(30, TimeUnit.SECONDS));
        Engine reviews = Engine.on(WorkflowRuntime.on(pools.get(2)));
        try (Run run = Run.whole("two commits at once, " + race, GALERA)) {
            for (int i = 0; i < run.times(30); i++) {
                String caseId = opened(reviews, race, "B-" + i);
                List<Outcome<Case>> answers =
                        atOnce(List.of(() -> race.ask(one, caseId, "alice"), () -> race.ask(two, caseId, "bob")));
                assertThat(answers).filteredOn(CommitRace::hasWon).hasSize(1);
                boolean isAlices = CommitRace.hasWon(answers.get(0));
                race.assertLost(
                        answers.get(isAlices ? 1 : 0),
                        (Applied<Case>) answers.get(isAlices ? 0 : 1),
                        isAlices ? "alice" : "bob");
                assertThat(reviews.history(caseId).check(Reviews.DEFINITION)).isEmpty();
                run.count("races", 1);
            }
            run.proven("wrong answers");
        }
    }

    /** One has written when the other, on another node, does all of it. */
    @ParameterizedTest
    @EnumSource(CommitRace.class)
    void aCommitThatComesTooLateIsToldWhoWasFaster(CommitRace race) throws Exception {
        Engine reviews = Engine.on(WorkflowRuntime.on(pools.get(0)));
        AtomicReference<Callable<Outcome<Case>>> faster = new AtomicReference<>();
        AtomicReference<Outcome<Case>> winner = new AtomicReference<>();
        Engine late = beforeCommit(1, () -> {
            winner.set(faster.get().call());
            return null;
        });
        try (Run run = Run.whole("commits that come too late, " + race, GALERA)) {
            for (int i = 0; i < run.times(30); i++) {
                String caseId = opened(reviews, race, "L-" + i);
                faster.set(() -> race.ask(reviews, caseId, "alice"));
                Outcome<Case> loser = race.ask(late, caseId, "bob");
                race.assertLost(loser, (Applied<Case>) winner.get(), "alice");
                assertThat(reviews.history(caseId).check(Reviews.DEFINITION)).isEmpty();
                run.count("races", 1);
            }
            run.proven("wrong answers");
        }
    }

    private static String opened(Engine reviews, CommitRace race, String caseId) {
        if (race != CommitRace.OPENINGS) {
            reviews.open(caseId, by("carol").because("received")).orThrow();
        }
        return caseId;
    }

    /** An engine on a node that does something else before each commit. */
    private Engine beforeCommit(int node, Callable<?> first) {
        return Engine.on(WorkflowRuntime.on(committing(pools.get(node), commit -> {
            first.call();
            return commit.make();
        })));
    }

    /** What the demand for {@code wsrep_sync_wait} is for. */
    @Test
    void aNodeThatLagsBehindAnswersWithThePastUnlessItWaits() throws Exception {
        Engine reviews = Engine.on(WorkflowRuntime.on(pools.get(0)));
        Engine waiting = Engine.on(WorkflowRuntime.on(pools.get(1)));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection console = pools.get(1).getConnection();
                Statement statement = console.createStatement()) {
            // Node 1 applies nothing as long as this is held.
            statement.execute("FLUSH TABLES WITH READ LOCK");
            reviews.open("C-1", by("alice").because("received")).orThrow();
            statement.execute("SET SESSION wsrep_sync_wait = 0");
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM workflow_case")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
            Future<Optional<Case>> found = other.submit(() -> waiting.find("C-1"));
            statement.execute("UNLOCK TABLES");
            assertThat(found.get()).isPresent();
        } finally {
            other.shutdownNow();
        }
    }

    /** Two commits are at a node when it is killed: one has been made and its answer is lost, one does not arrive. */
    @Test
    void whatIsUnknownIsResolvedAtAnotherNode() throws Exception {
        Engine survivor = Engine.on(WorkflowRuntime.on(pools.get(0)));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        DataSource victim = new MariaDbDataSource(cluster.url(database, 2));
        Engine made = Engine.on(WorkflowRuntime.on(committing(victim, commit -> {
            written.await();
            commit.make();
            cluster.kill(2);
            killed.countDown();
            throw new SQLException("the answer is lost", "08006");
        })));
        Engine cut = Engine.on(WorkflowRuntime.on(committing(victim, commit -> {
            written.countDown();
            killed.await();
            return commit.make();
        })));
        try (Run run = Run.whole("unknown at a killed node", GALERA)) {
            Decision request = by("alice").because("received").requestId("R-1");
            atOnce(List.of(() -> assertUnknown(made, "C-1", request), () -> assertUnknown(cut, "C-2", request)));
            assertThat(survivor.resolve("C-1", "R-1")).isPresent();
            assertThat(survivor.resolve("C-2", "R-1")).isEmpty();
            assertThat(((Applied<Case>) survivor.open("C-1", request)).replayed())
                    .isTrue();
            assertThat(((Applied<Case>) survivor.open("C-2", request)).replayed())
                    .isFalse();
            cluster.start(2);
            Engine back = Engine.on(WorkflowRuntime.on(pools.get(2)));
            for (String caseId : List.of("C-1", "C-2")) {
                assertThat(back.history(caseId).entries())
                        .isEqualTo(survivor.history(caseId).entries())
                        .hasSize(1);
            }
            run.count("unknown and made", 1);
            run.count("unknown and not made", 1);
            run.proven("applied twice");
        }
    }

    private static Void assertUnknown(Engine reviews, String caseId, Decision request) {
        assertThatThrownBy(() -> reviews.open(caseId, request)).isInstanceOf(OutcomeUnknownException.class);
        return null;
    }

    private interface Commit {
        Object around(Intercepted.Effect commit) throws Throwable;
    }

    private static DataSource committing(DataSource node, Commit commit) {
        return Intercepted.dataSource(
                node,
                (call, argument, effect) -> call.equals("Connection.commit") ? commit.around(effect) : effect.make());
    }
}
