package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.BulkOutcome.Answered;
import org.workflowengine.runtime.core.BulkOutcome.Failed;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Many requests with few commits: each is answered as if it had been made alone, in the order given. */
abstract class BulkContract {
    private static final Decision BY_BATCH = Decision.bySystem("nightly").because("end of day");
    private static final BulkOptions THREES = BulkOptions.defaults().chunkSize(3);

    private final TestDatabase database;
    private final Engine reviews;

    BulkContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.reviews = Engine.on(database.runtime());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Request open(String caseId) {
        return Request.opening(caseId, BY_BATCH.requestId("open"));
    }

    private static Request move(String caseId, String transition) {
        return Request.move(caseId, transition, ALL_TRUE, BY_BATCH.requestId(transition));
    }

    /** Ten requests in four chunks; cases are opened and moved on within one chunk and across chunks. */
    private static final List<Request> REQUESTS = List.of(
            open("C-2"),
            open("C-1"),
            move("C-1", "START_REVIEW"),
            move("C-2", "CLOSE"),
            move("C-1", "ESCALATE"),
            move("C-9", "CLOSE"),
            open("C-1\0"),
            move("C-1", "NO_SUCH"),
            move("C-2", "START_REVIEW"),
            open("C-3"));

    private static final List<String> ANSWERS = List.of(
            "C-2 at 1",
            "C-1 at 1",
            "C-1 at 2",
            "NotAllowedHere",
            "C-1 at 3",
            "NoSuchCase",
            "InvalidInput",
            "UnknownTransition",
            "C-2 at 2",
            "C-3 at 1");

    @Test
    void theOutcomesAreInTheOrderOfTheRequests() throws Exception {
        for (int size : new int[] {1, 2, 3, 500}) {
            List<Integer> progress = new ArrayList<>();
            List<Request> requests = REQUESTS.stream()
                    .map(request -> renamed(request, request.caseId() + "/" + size))
                    .toList();
            List<BulkOutcome<Case>> outcomes = reviews.applyAll(
                    requests, BulkOptions.defaults().chunkSize(size).progress(progress::add));
            assertThat(shown(outcomes))
                    .map(answer -> answer.replace("/" + size, ""))
                    .isEqualTo(ANSWERS);
            assertThat(progress).hasSize((9 + size) / size).endsWith(10).isSorted();
            assertThat(reviews.load("C-1/" + size).state()).isEqualTo(State.ESCALATED);
            for (String caseId : List.of("C-1", "C-2", "C-3")) {
                assertThat(reviews.history(caseId + "/" + size).check(CaseReview.DEFINITION))
                        .isEmpty();
            }
        }
    }

    private static Request renamed(Request request, String caseId) {
        return request.transition().equals("(open)")
                ? open(caseId)
                : Request.move(caseId, request.transition(), request.facts(), request.decision());
    }

    @Test
    void theSameListAgainChangesNothing() throws Exception {
        List<BulkOutcome<Case>> first = reviews.applyAll(REQUESTS, THREES);
        List<String> before = database.content();
        List<BulkOutcome<Case>> second = reviews.applyAll(REQUESTS, THREES);
        assertThat(shown(second)).isEqualTo(ANSWERS);
        assertThat(second.stream().filter(BulkOutcome::isApplied).map(BulkContract::applied))
                .allMatch(Applied::replayed);
        assertThat(second.stream()
                        .filter(BulkOutcome::isApplied)
                        .map(outcome -> applied(outcome).digest()))
                .isEqualTo(first.stream()
                        .filter(BulkOutcome::isApplied)
                        .map(outcome -> applied(outcome).digest())
                        .toList());
        assertThat(database.content()).isEqualTo(before);
        // And within one call.
        assertThat(reviews.applyAll(List.of(open("C-5"), open("C-5"))).stream()
                        .map(outcome -> applied(outcome).replayed()))
                .containsExactly(false, true);
    }

    /** A list of steps is written in another way than one step, and must mean the same. */
    @Test
    void textsThatAreHardToQuoteAreStoredAsGiven() {
        List<String> texts = List.of(
                "NULL",
                "null",
                "{}",
                "{a,b}",
                "a\"b",
                "a\\b",
                "\\\"",
                ",",
                "'",
                "''",
                "$1",
                "#{caseId}",
                "a\nb",
                "ä€𝄞",
                "(1,2)");
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Decision decision = by("alice").because(texts.get(i));
            // With a request id and without one, in turn.
            requests.add(Request.opening("T-" + i, i % 2 == 0 ? decision : decision.requestId("open " + i)));
            requests.add(Request.move("T-" + i, "START_REVIEW", ALL_TRUE, decision));
        }
        assertThat(reviews.applyAll(requests)).allMatch(BulkOutcome::isApplied);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(reviews.history("T-" + i).entries())
                    .extracting(AuditEntry::reason)
                    .containsOnly(texts.get(i));
            assertThat(reviews.history("T-" + i).check(CaseReview.DEFINITION)).isEmpty();
        }
    }

    @Test
    void anEmptyListIsAnswered() {
        assertThat(reviews.applyAll(List.of())).isEmpty();
    }

    /** Somebody is faster, after the chunk was decided and before it is written. */
    @Test
    void aCaseThatSomebodyElseMovesMeanwhileIsStale() throws Exception {
        reviews.applyAll(List.of(open("C-1"), open("C-2"), open("C-3")));
        AtomicInteger written = new AtomicInteger();
        Engine bulk = engine((call, argument, effect) -> {
            // The one or the other, as the database takes many steps.
            boolean writes = call.equals("PreparedStatement.executeBatch") || call.equals("Connection.createArrayOf");
            if (writes && written.getAndIncrement() == 0) {
                reviews.fire("C-2", "START_REVIEW", ALL_TRUE, by("alice").because("mine"))
                        .orThrow();
            }
            return effect.make();
        });
        List<BulkOutcome<Case>> outcomes = bulk.applyAll(List.of(
                move("C-1", "START_REVIEW"),
                move("C-2", "START_REVIEW"),
                move("C-2", "ESCALATE"),
                move("C-3", "START_REVIEW")));
        assertThat(shown(outcomes)).containsExactly("C-1 at 2", "NotAllowedHere", "C-2 at 3", "C-3 at 2");
        assertThat(reviews.history("C-2").check(CaseReview.DEFINITION)).isEmpty();
    }

    @Test
    void aChunkWhoseCommitIsUnknownIsReportedRequestByRequest() throws Exception {
        reviews.applyAll(List.of(open("C-0")));
        for (boolean arrives : new boolean[] {true, false}) {
            AtomicInteger commits = new AtomicInteger();
            Engine bulk = engine((call, argument, effect) -> {
                if (call.equals("Connection.commit") && commits.getAndIncrement() == 0) {
                    if (arrives) {
                        effect.make();
                    }
                    throw new SQLException("injected", "08006");
                }
                return effect.make();
            });
            List<Request> requests =
                    List.of(open("C-0"), open("A-" + arrives), move("A-" + arrives, "CLOSE"), open("B-" + arrives));
            List<BulkOutcome<Case>> outcomes = bulk.applyAll(requests, THREES);
            assertThat(shown(outcomes))
                    .containsExactly("C-0 at 1", "unknown open", "NotAllowedHere", "B-" + arrives + " at 1");
            assertThat(reviews.resolve("A-" + arrives, "open").isPresent()).isEqualTo(arrives);
            List<BulkOutcome<Case>> again = reviews.applyAll(requests, THREES);
            assertThat(applied(again.get(1)).replayed()).isEqualTo(arrives);
            assertThat(reviews.load("A-" + arrives).seq()).isEqualTo(1);
        }
    }

    @Test
    void theRestIsUnchangedOnceTheDatabaseIsGone() throws Exception {
        // Not while the runtime starts.
        AtomicInteger connections = new AtomicInteger(Integer.MIN_VALUE);
        Engine bulk = engine((call, argument, effect) -> {
            if (call.equals("DataSource.getConnection") && connections.incrementAndGet() > 3) {
                throw new SQLException("injected", "08001");
            }
            return effect.make();
        });
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            requests.add(open("C-" + i));
        }
        connections.set(0);
        List<BulkOutcome<Case>> outcomes =
                bulk.applyAll(requests, BulkOptions.defaults().chunkSize(10));
        assertThat(outcomes).hasSize(3_000);
        assertThat(outcomes.subList(0, 30)).allMatch(BulkOutcome::isApplied);
        assertThat(outcomes.subList(30, 3_000))
                .allSatisfy(outcome -> assertThat(((Failed<Case>) outcome).failure())
                        .isInstanceOfSatisfying(
                                UnchangedException.class,
                                e -> assertThat(e.isTransient()).isTrue()));
        // Nobody waits 2,970 times for a connection.
        assertThat(connections.get()).isLessThan(8);
    }

    @Test
    void bulkWorksInsideTheCallersTransaction() throws Exception {
        reviews.applyAll(List.of(open("C-0")));
        WorkflowRuntime runtime = database.runtime();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Engine inside = Engine.on(runtime.within(connection));
            assertThat(shown(inside.applyAll(REQUESTS, THREES))).isEqualTo(ANSWERS);
            connection.rollback();
            assertThat(database.rows("SELECT case_id FROM workflow_case")).containsExactly("[C-0]");
            assertThat(shown(inside.applyAll(REQUESTS, THREES))).isEqualTo(ANSWERS);
            connection.commit();
        }
        assertThat(reviews.load("C-1").seq()).isEqualTo(3);
    }

    /** Any list, in chunks of any size, is answered as the same requests one after the other. */
    @Test
    void anyListIsAnsweredAsOneByOne() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("BulkContract: seed " + seed);
        Random random = new Random(seed);
        List<String> transitions = CaseReview.DEFINITION.transitionIds();
        for (int round = 0; round < 20; round++) {
            List<Request> together = new ArrayList<>();
            List<Request> alone = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int number = random.nextInt(4);
                Decision decision = random.nextInt(3) == 0 ? BY_BATCH.requestId("R-" + random.nextInt(20)) : BY_BATCH;
                decision = random.nextInt(8) == 0 ? decision.expectedSeq(1 + random.nextInt(4)) : decision;
                String transition = transitions.get(random.nextInt(transitions.size()));
                boolean opening = random.nextInt(5) == 0;
                for (String prefix : List.of("A", "B")) {
                    String caseId = prefix + round + "-" + number;
                    (prefix.equals("A") ? together : alone)
                            .add(
                                    opening
                                            ? Request.opening(caseId, decision)
                                            : Request.move(caseId, transition, ALL_TRUE, decision));
                }
            }
            List<String> expected = new ArrayList<>();
            for (Request request : alone) {
                expected.addAll(shown(reviews.applyAll(List.of(request))));
            }
            List<BulkOutcome<Case>> outcomes =
                    reviews.applyAll(together, BulkOptions.defaults().chunkSize(1 + random.nextInt(70)));
            assertThat(shown(outcomes))
                    .map(answer -> answer.replace("A", "B"))
                    .isEqualTo(expected.stream()
                            .map(answer -> answer.replace("A", "B"))
                            .toList());
        }
        for (String row : database.rows("SELECT case_id FROM workflow_case")) {
            assertThat(reviews.history(row.substring(1, row.length() - 1)).check(CaseReview.DEFINITION))
                    .isEmpty();
        }
    }

    /** What makes many steps cheap costs a single one more, and so it is made as if it had been asked for alone. */
    @Test
    void aChunkOfOneMakesTheCallsOfOneStep() throws Exception {
        List<String> calls = new ArrayList<>();
        Engine counted = engine((call, argument, effect) -> {
            if (call.contains("prepareStatement") || call.startsWith("PreparedStatement.execute")) {
                calls.add(call + " " + argument);
            } else if (call.equals("Connection.commit")) {
                calls.add(call);
            }
            return effect.make();
        });
        assertThat(counted.open("C-1", BY_BATCH).isApplied()).isTrue();
        calls.clear();
        assertThat(counted.fire("C-1", "START_REVIEW", ALL_TRUE, BY_BATCH).isApplied())
                .isTrue();
        List<String> alone = List.copyOf(calls);
        assertThat(alone).contains("Connection.commit");
        assertThat(counted.open("C-2", BY_BATCH).isApplied()).isTrue();
        calls.clear();
        assertThat(counted.applyAll(List.of(Request.move("C-2", "START_REVIEW", ALL_TRUE, BY_BATCH))))
                .allMatch(BulkOutcome::isApplied);
        assertThat(calls).isEqualTo(alone);
    }

    @Test
    void manyRequestsShareOneCommit() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        AtomicReference<Integer> executions = new AtomicReference<>(0);
        Engine bulk = engine((call, argument, effect) -> {
            commits.addAndGet(call.equals("Connection.commit") ? 1 : 0);
            executions.updateAndGet(count -> count + (call.startsWith("PreparedStatement.execute") ? 1 : 0));
            return effect.make();
        });
        commits.set(0);
        executions.set(0);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            requests.add(open("C-" + i));
            requests.add(move("C-" + i, "START_REVIEW"));
        }
        assertThat(bulk.applyAll(requests)).allMatch(BulkOutcome::isApplied);
        assertThat(commits.get()).isEqualTo(4);
        // Of a chunk: requests, heads, tombstones of what is to be opened, audit entries, new cases, moved cases.
        assertThat(executions.get()).isEqualTo(4 * 6);
    }

    /** However many steps a case makes in a chunk, they are sent together, and each is seen by every guard. */
    @Test
    void manyStepsOfFewCasesAreSentTogether() throws Exception {
        AtomicInteger executions = new AtomicInteger();
        Engine bulk = engine((call, argument, effect) -> {
            executions.addAndGet(call.startsWith("PreparedStatement.execute") ? 1 : 0);
            return effect.make();
        });
        List<Request> one = walk("C-1", 400);
        executions.set(0);
        assertThat(bulk.applyAll(one)).allMatch(BulkOutcome::isApplied);
        // Heads, tombstones, audit entries, the new case, its moves.
        assertThat(executions.get()).isEqualTo(5);

        List<Request> several = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            several.addAll(walk("D-" + i, 30 + i));
        }
        executions.set(0);
        assertThat(bulk.applyAll(several)).allMatch(BulkOutcome::isApplied);
        // The moves of several cases at once, and those that only one case still makes, are two.
        assertThat(executions.get()).isLessThanOrEqualTo(6);
        for (String caseId : List.of("C-1", "D-0", "D-9")) {
            assertThat(reviews.history(caseId).check(CaseReview.DEFINITION)).isEmpty();
        }
        assertThat(reviews.load("C-1").seq()).isEqualTo(400);
        assertThat(reviews.load("D-9").seq()).isEqualTo(39);
    }

    private static List<Request> walk(String caseId, int steps) {
        List<Request> walk = new ArrayList<>();
        walk.add(Request.opening(caseId, BY_BATCH));
        walk.add(Request.move(caseId, "START_REVIEW", ALL_TRUE, BY_BATCH));
        while (walk.size() < steps) {
            walk.add(Request.move(caseId, walk.size() % 2 == 0 ? "REQUEST_INFO" : "RESUME", ALL_TRUE, BY_BATCH));
        }
        return walk;
    }

    private Engine engine(Intercepted.Interceptor interceptor) {
        DataSource intercepted = Intercepted.dataSource(database.pool(), interceptor);
        return Engine.on(WorkflowRuntime.on(intercepted));
    }

    private static List<String> shown(List<BulkOutcome<Case>> outcomes) {
        return outcomes.stream().map(BulkContract::shown).toList();
    }

    private static String shown(BulkOutcome<Case> outcome) {
        if (outcome instanceof Failed<Case> failed) {
            return failed.failure() instanceof OutcomeUnknownException unknown
                    ? "unknown " + unknown.requestId().orElseThrow()
                    : failed.failure().toString();
        }
        return outcome.isApplied()
                ? applied(outcome).handle().caseId() + " at " + applied(outcome).seq()
                : ((Refused<Case>) outcome.orThrow()).refusal().getClass().getSimpleName();
    }

    private static Applied<Case> applied(BulkOutcome<Case> outcome) {
        return (Applied<Case>) ((Answered<Case>) outcome).outcome();
    }
}
