package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.History;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A payload goes because the law demands it; the step, the chain and the record of the erasure stay. */
abstract class ErasureContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final Decision BY_DPO = by("dpo").because("request 4711 under article 17");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong minutes = new AtomicLong();
    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Engine reviews;

    ErasureContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(
                RuntimeOptions.defaults().clock(() -> NOON.plusSeconds(60 * minutes.getAndIncrement())));
        this.reviews = Engine.on(runtime);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** C-1 is under review, at step 2. */
    private Case underReview() {
        return reviews.open("C-1", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE.requestId("R-1"))
                .orThrow();
    }

    @Test
    void actorReasonAndFactsGoAndWhoHadThemErasedIsOnRecord() {
        Case before = underReview();
        AuditEntry step = reviews.atSeq("C-1", 2).orElseThrow();

        Applied<CaseHead> applied = applied(reviews.erase("C-1", 2, BY_DPO));

        AuditEntry erased = reviews.atSeq("C-1", 2).orElseThrow();
        assertThat(erased.actor()).isNull();
        assertThat(erased.reason()).isNull();
        assertThat(erased.facts()).isNull();
        assertThat(erased.isErased()).isTrue();
        assertThat(AuditEntry.saltOf(erased)).isEmpty();
        assertThat(erased.payloadDigest()).isEqualTo(step.payloadDigest());
        assertThat(erased.digest()).isEqualTo(step.digest());
        assertThat(erased.actorKind()).isEqualTo(step.actorKind());

        AuditEntry record = reviews.atSeq("C-1", 3).orElseThrow();
        assertThat(record.transition()).isEqualTo("(erase)");
        assertThat(record.fromState()).isEqualTo("UNDER_REVIEW");
        assertThat(record.toState()).isEqualTo("UNDER_REVIEW");
        assertThat(record.actor()).isEqualTo("dpo");
        assertThat(record.reason()).isEqualTo("request 4711 under article 17");
        assertThat(record.facts()).isEqualTo("{\"ERASED_SEQ\":\"2\"}");
        assertThat(record.previousDigest()).isEqualTo(step.digest());

        assertThat(applied.seq()).isEqualTo(3);
        assertThat(applied.digest()).isEqualTo(record.digest());
        assertThat(applied.replayed()).isFalse();
        assertThat(applied.handle().state()).isEqualTo(State.UNDER_REVIEW.id());
        assertThat(applied.handle().enteredAt()).isEqualTo(before.enteredAt());
        assertThat(reviews.head("C-1")).contains(applied.handle());
        assertThat(runtime.verification().verifyAll()).hasToString("intact, 1 erased: 1 cases, 3 entries");
    }

    @Test
    void theCaseGoesOnAndItsHistoryCanStillBeFollowed() {
        underReview();
        reviews.erase("C-1", 1, BY_DPO).orThrow();
        reviews.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        reviews.erase("C-1", 2, BY_DPO).orThrow();
        reviews.erase("C-1", 4, BY_DPO).orThrow();
        History history = reviews.history("C-1");
        assertThat(history.entries())
                .extracting(AuditEntry::transition)
                .containsExactly("(open)", "START_REVIEW", "(erase)", "ESCALATE", "(erase)", "(erase)");
        assertThat(history.rebuild(CaseReview.DEFINITION)).isEqualTo(State.ESCALATED);
        assertThat(history.check(CaseReview.DEFINITION)).isEmpty();
        Instant third = history.entries().get(2).recordedAt();
        assertThat(history.asOf(third)).contains(history.entries().get(2));
        assertThat(reviews.asOf("C-1", third)).contains(history.entries().get(2));
        assertThat(reviews.load("C-1").enteredAt())
                .isEqualTo(history.entries().get(3).recordedAt());
        assertThat(runtime.verification().verify("C-1")).hasToString("intact, 3 erased: 1 cases, 6 entries");
    }

    @Test
    void aClosedCaseCanBeErasedFrom() {
        underReview();
        reviews.fire("C-1", "REJECT", ALL_TRUE, BY_ALICE).orThrow();
        reviews.fire("C-1", "CLOSE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(reviews.erase("C-1", 4, BY_DPO).orThrow().state()).isEqualTo(State.CLOSED.id());
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void theWorkListKeepsItsOrder() {
        underReview();
        reviews.open("C-2", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        List<Instant> before = reviews.cases().inState(State.UNDER_REVIEW).list().stream()
                .map(Case::enteredAt)
                .toList();
        reviews.erase("C-1", 1, BY_DPO).orThrow();
        List<Case> after = reviews.cases().inState(State.UNDER_REVIEW).list();
        assertThat(after).extracting(Case::caseId).containsExactly("C-1", "C-2");
        assertThat(after).extracting(Case::enteredAt).isEqualTo(before);
    }

    @Test
    void whatCannotBeErasedIsRefused() throws Exception {
        underReview();
        reviews.erase("C-1", 2, BY_DPO).orThrow();
        List<String> before = database.content();
        assertThat(refusal(reviews.erase("C-2", 1, BY_DPO))).isEqualTo(new NoSuchCase("C-2"));
        assertThat(refusal(reviews.erase("C-1", 4, BY_DPO)))
                .isEqualTo(new NotErasable("C-1", 4, NotErasable.Cause.NO_SUCH_STEP));
        assertThat(refusal(reviews.erase("C-1", 2, BY_DPO)))
                .isEqualTo(new NotErasable("C-1", 2, NotErasable.Cause.ERASED_ALREADY));
        assertThat(refusal(reviews.erase("C-1", 3, BY_DPO)))
                .isEqualTo(new NotErasable("C-1", 3, NotErasable.Cause.RECORDS_AN_ERASURE));
        assertThat(refusal(reviews.erase("C-1", 3, BY_DPO)).explanation())
                .isEqualTo("step 3 of case \"C-1\" cannot be erased: it records an erasure, which stays on record");
        for (long impossible : new long[] {Long.MIN_VALUE, -1, 0, 1L + Integer.MAX_VALUE, Long.MAX_VALUE}) {
            assertThat(refusal(reviews.erase("C-1", impossible, BY_DPO)))
                    .isEqualTo(new InvalidInput("seq", String.valueOf(impossible), "from 1 to 2147483647"));
        }
        assertThat(refusal(reviews.erase("C-1", 1, by("").because("x")))).isInstanceOf(InvalidInput.class);
        assertThat(refusal(reviews.erase("C-1", 1, BY_DPO.expectedSeq(2)))).isInstanceOf(Stale.class);
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void theSameRequestTwiceErasesOnce() {
        Case before = underReview();
        Decision request = BY_DPO.requestId("E-1");
        Applied<CaseHead> first = applied(reviews.erase("C-1", 2, request));
        Applied<CaseHead> second = applied(reviews.erase("C-1", 2, request));
        assertThat(second.replayed()).isTrue();
        assertThat(second.handle()).isEqualTo(first.handle());
        assertThat(second.handle().enteredAt()).isEqualTo(before.enteredAt());
        assertThat(refusal(reviews.erase("C-1", 1, request))).isEqualTo(new RequestIdReused("C-1", "E-1", 3));
        assertThat(refusal(reviews.erase("C-1", 1, BY_DPO.requestId("R-1"))))
                .isEqualTo(new RequestIdReused("C-1", "R-1", 2));
        assertThat(reviews.history("C-1").entries()).hasSize(3);
    }

    @Test
    void aHandleFromBeforeTheErasureIsStale() {
        Case held = underReview();
        reviews.erase("C-1", 1, BY_DPO).orThrow();
        assertThat(refusal(held.escalate(BY_ALICE))).isInstanceOf(Stale.class);
        assertThat(reviews.load("C-1").escalate(BY_ALICE).isApplied()).isTrue();
    }

    @Test
    void eightErasuresAtOnceHaveOneWinner() throws Exception {
        underReview();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CyclicBarrier start = new CyclicBarrier(8);
            List<Future<Outcome<CaseHead>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return reviews.erase("C-1", 2, BY_DPO);
                }));
            }
            int applied = 0;
            for (Future<Outcome<CaseHead>> answer : answers) {
                try {
                    if (answer.get().isApplied()) {
                        applied++;
                    } else {
                        assertThat(refusal(answer.get())).isInstanceOfAny(Stale.class, NotErasable.class);
                    }
                } catch (ExecutionException e) {
                    // MariaDB locks what an erasure reads and may call it a deadlock: nothing was changed, and trying
                    // again may help.
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    UnchangedException.class,
                                    unchanged ->
                                            assertThat(unchanged.isTransient()).isTrue());
                }
            }
            assertThat(applied).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(runtime.verification().verifyAll()).hasToString("intact, 1 erased: 1 cases, 3 entries");
    }

    private static <S> Applied<S> applied(Outcome<S> outcome) {
        assertThat(outcome).isInstanceOf(Applied.class);
        return (Applied<S>) outcome;
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<?>) outcome).refusal();
    }
}
