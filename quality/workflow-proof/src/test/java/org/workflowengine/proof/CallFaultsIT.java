package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.CallFaults.Operation;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Every JDBC call of every operation fails, before and after its effect; then the same request is sent once more. Pairs of faults,
 * drawn at random, follow: alone, with the next call or with all that follow.
 */
class CallFaultsIT {
    /** A connection that is lost, before and after the call. */
    private static final List<Mode> OF_A_PURGE = CallFaults.SIX.stream()
            .filter(mode -> mode.failure() == Faults.Failure.CONNECTION_LOST)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void everyFailingCall(Databases kind) throws Exception {
        try (Run run = Run.whole("call faults", kind.toString());
                TestDatabase database = kind.open(folder)) {
            OnReviews reviews = new OnReviews(run, database);
            reviews.everyCall(CallFaults.SIX);
            reviews.faults.pairs(reviews.operations(), run.times(150));
            reviews.faults.end();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void everyFailingCallOfAPurge(Databases kind) throws Exception {
        try (Run run = Run.whole("call faults of a purge", kind.toString());
                TestDatabase database = kind.open(folder)) {
            OnReviews reviews = new OnReviews(run, database);
            reviews.faults.everyCallOfAPurge(reviews::closed, OF_A_PURGE, run.oneIn(20));
            assertThat(run.counted("purged")).isPositive();
            assertThat(run.counted("not purged")).isPositive();
            run.proven("wrong");
        }
    }

    static void smoke(Run run, TestDatabase database) throws Exception {
        OnReviews reviews = new OnReviews(run, database);
        reviews.everyCall(CallFaults.SMOKE);
        reviews.faults.end();
    }

    private static List<Function<Engine, Object>> reads() {
        Decision again = Decision.by("alice").because("read").requestId("read");
        return List.of(
                reviews -> reviews.load("read"),
                reviews -> reviews.find("nothing"),
                reviews -> reviews.history("read"),
                reviews -> reviews.history("read", 0, 1),
                reviews -> reviews.atSeq("read", 1),
                reviews -> reviews.asOf("read", Instant.MAX),
                reviews -> reviews.options("read", ALL_TRUE),
                reviews -> reviews.resolve("read", "read"),
                reviews -> reviews.resolve("read", "never sent"),
                reviews -> reviews.cases().inState(State.CREATED).limit(1).list(),
                reviews -> reviews.fire("read", "CLOSE", ALL_TRUE, again.requestId("refused")),
                reviews -> reviews.open("read", again));
    }

    /** Within one version. */
    private static final class OnReviews {
        private final CallFaults faults;
        private final Engine sound;
        private final Engine reviews;

        OnReviews(Run run, TestDatabase database) {
            this.faults = new CallFaults(run, database, Reviews.DEFINITION);
            this.sound = Engine.on(faults.sound());
            this.reviews = Engine.on(faults.failing());
            faults.journal()
                    .ask(
                            "read",
                            "read",
                            true,
                            () -> sound.open(
                                    "read", Decision.by("alice").because("read").requestId("read")));
        }

        void everyCall(List<Mode> modes) throws Exception {
            faults.everyCall(operations(), modes);
            faults.everyRead(reads(), sound, reviews, modes);
        }

        private List<Operation> operations() {
            List<Operation> operations = new ArrayList<>();
            for (boolean hasRequestId : List.of(true, false)) {
                operations.add(new Operation(
                        "open", hasRequestId, (caseId, decision) -> () -> reviews.open(caseId, decision)));
                operations.add(new Operation("move by handle", hasRequestId, (caseId, decision) -> {
                    Case handle = opened(caseId);
                    return () -> handle.startReview(decision);
                }));
                operations.add(new Operation("fire", hasRequestId, (caseId, decision) -> {
                    opened(caseId);
                    return () -> reviews.fire(caseId, "START_REVIEW", ALL_TRUE, decision);
                }));
            }
            operations.add(new Operation("bulk", true, (caseId, decision) -> {
                opened(caseId);
                return () -> reviews.applyAll(List.of(Request.move(caseId, "START_REVIEW", ALL_TRUE, decision)))
                        .get(0)
                        .orThrow();
            }));
            operations.add(new Operation("erase", true, (caseId, decision) -> {
                opened(caseId);
                return () -> reviews.erase(caseId, 1, decision);
            }));
            operations.add(new Operation("hold", true, (caseId, decision) -> {
                opened(caseId);
                return () -> reviews.hold(caseId, "M-1", decision);
            }));
            operations.add(new Operation("release", true, (caseId, decision) -> {
                opened(caseId);
                made(caseId, "hold", () -> sound.hold(caseId, "M-1", request("hold")));
                return () -> reviews.release(caseId, "M-1", decision);
            }));
            operations.add(new Operation("in the caller's transaction", true, (caseId, decision) -> {
                opened(caseId);
                return () -> faults.inTheCallersTransaction(
                        transaction -> Engine.on(transaction).fire(caseId, "START_REVIEW", ALL_TRUE, decision));
            }));
            return operations;
        }

        private Case opened(String caseId) {
            made(caseId, "open", () -> sound.open(caseId, request("open")));
            return reviews.load(caseId);
        }

        private void closed(String caseId) {
            opened(caseId);
            made(caseId, "start", () -> sound.load(caseId).startReview(request("start")));
            made(caseId, "reject", () -> sound.load(caseId).reject(request("reject")));
            made(caseId, "close", () -> sound.fire(caseId, "CLOSE", ALL_TRUE, request("close")));
        }

        private void made(String caseId, String mark, Supplier<? extends Outcome<?>> request) {
            assertThat(faults.journal().ask(caseId, mark, true, request).verdict())
                    .isEqualTo(Verdict.APPLIED);
        }

        private static Decision request(String mark) {
            return Decision.by("alice").because(mark).requestId(mark);
        }
    }
}
