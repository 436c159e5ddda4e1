package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * State and audit are written together or not at all, and the answer says which. Every JDBC call of every operation is made to
 * fail, before and after its effect, alone, with the next one, and with all that follow; then the same request is sent again.
 */
class AtomicityTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    /** One thing that a caller can ask of a case; the handle is null when the case is not open yet. */
    private interface Operation {
        Outcome<?> run(Engine reviews, Case handle, String caseId, Decision decision);
    }

    @TestFactory
    List<DynamicTest> everyFailingCallOfAMove() {
        List<DynamicTest> tests = new ArrayList<>();
        for (boolean requestId : new boolean[] {true, false}) {
            tests.add(test(
                    "open",
                    false,
                    requestId,
                    CaseAlreadyExists.class,
                    (reviews, handle, caseId, decision) -> reviews.open(caseId, decision)));
            tests.add(test(
                    "move by handle",
                    true,
                    requestId,
                    Stale.class,
                    (reviews, handle, caseId, decision) -> handle.startReview(decision)));
            tests.add(test(
                    "fire by id",
                    true,
                    requestId,
                    NotAllowedHere.class,
                    (reviews, handle, caseId, decision) ->
                            reviews.fire(caseId, "START_REVIEW", CaseReview.ALL_TRUE, decision)));
            tests.add(test(
                    "erase",
                    true,
                    requestId,
                    NotErasable.class,
                    (reviews, handle, caseId, decision) -> reviews.erase(caseId, 1, decision)));
        }
        return tests;
    }

    private static DynamicTest test(
            String name, boolean opened, boolean requestId, Class<? extends Refusal> whenMade, Operation operation) {
        String title = name + (requestId ? " with a request id" : " without a request id");
        return DynamicTest.dynamicTest(title, () -> {
            try (TestDatabase database = TestDatabase.inMemory()) {
                CaseReview.install(database.runtime(), CaseReview.DEFINITION);
                Faults faults = new Faults(database.dataSource());
                Engine reviews = Engine.on(WorkflowRuntime.on(faults.dataSource()));
                Decision decision = requestId ? BY_ALICE.requestId("R-1") : BY_ALICE;
                int before = opened ? 1 : 0;
                int runs = 0;
                int unknown = 0;
                Set<String> hits = new TreeSet<>();
                for (Mode mode : Mode.all()) {
                    String hit = "none yet";
                    for (int call = 1; hit != null; call = faults.after(call)) {
                        String caseId = "C-" + ++runs;
                        Case handle = opened ? reviews.open(caseId, BY_ALICE).orThrow() : null;
                        faults.arm(mode, call);
                        String answer = answerOf(() -> operation.run(reviews, handle, caseId, decision));
                        hit = faults.disarm();
                        String what = title + ", " + mode + ", call " + call + " " + hit + ", answered " + answer;
                        hits.add(String.valueOf(hit));

                        // The answer is true.
                        int steps = stepsOf(database, reviews, caseId, what);
                        assertThat(steps).as(what).isIn(stepsAfter(answer, before, before + 1));
                        assertThat(faults.leaked()).as(what).isZero();
                        unknown += answer.equals("unknown") ? 1 : 0;

                        // The same request once more.
                        Outcome<?> again = operation.run(reviews, handle, caseId, decision);
                        boolean made = steps > before;
                        if (made && !requestId) {
                            assertThat(again)
                                    .as(what)
                                    .isInstanceOfSatisfying(
                                            Refused.class,
                                            refused -> assertThat(refused.refusal())
                                                    .isInstanceOf(whenMade));
                        } else {
                            assertThat(again)
                                    .as(what)
                                    .isInstanceOfSatisfying(
                                            Applied.class,
                                            applied -> assertThat(applied.replayed())
                                                    .isEqualTo(made));
                        }
                        assertThat(stepsOf(database, reviews, caseId, what))
                                .as(what)
                                .isEqualTo(before + 1);
                    }
                }
                assertThat(unknown).isPositive();
                assertThat(hits)
                        .contains(
                                "DataSource.getConnection",
                                "Connection.setAutoCommit",
                                "PreparedStatement.execute",
                                "Connection.commit",
                                "Connection.close");
                System.out.println(
                        "AtomicityTest: " + title + ": " + runs + " runs, 0 wrong, " + unknown + " answered unknown");
            }
        });
    }

    static String answerOf(Supplier<? extends Outcome<?>> operation) {
        try {
            return operation.get() instanceof Applied ? "applied" : "refused";
        } catch (UnchangedException e) {
            assertThat(e).hasRootCauseMessage("injected");
            return "unchanged";
        } catch (OutcomeUnknownException e) {
            assertThat(e.getCause())
                    .matches(cause ->
                            cause instanceof InjectedError || cause.getMessage().equals("injected"));
            return "unknown";
        } catch (InjectedError e) {
            return "error";
        }
    }

    static List<Integer> stepsAfter(String answer, int before, int after) {
        return switch (answer) {
            case "applied" -> List.of(after);
            case "unknown" -> List.of(before, after);
            case "unchanged", "error" -> List.of(before);
            default -> throw new AssertionError("a failure is no " + answer);
        };
    }

    /** How many steps the case has made; and its state is its newest audit row, and its history is sound. */
    private static int stepsOf(TestDatabase database, Engine reviews, String caseId, String what) throws Exception {
        List<String> audit = database.rows(
                "SELECT seq, to_state, digest FROM workflow_audit WHERE case_id = '" + caseId + "' ORDER BY seq");
        List<String> state =
                database.rows("SELECT seq, state, digest FROM workflow_case WHERE case_id = '" + caseId + "'");
        assertThat(state).as(what).isEqualTo(audit.isEmpty() ? List.of() : List.of(audit.get(audit.size() - 1)));
        if (!audit.isEmpty()) {
            assertThat(reviews.history(caseId).check(CaseReview.DEFINITION))
                    .as(what)
                    .isEmpty();
        }
        return audit.size();
    }

    @TestFactory
    List<DynamicTest> everyFailingCallOfARead() {
        Map<String, Function<Engine, Object>> reads = new LinkedHashMap<>();
        reads.put("load", reviews -> reviews.load("C-1"));
        reads.put("find nothing", reviews -> reviews.find("C-2"));
        reads.put("history", reviews -> reviews.history("C-1"));
        reads.put("history page", reviews -> reviews.history("C-1", 0, 1));
        reads.put("at seq", reviews -> reviews.atSeq("C-1", 2));
        reads.put("as of", reviews -> reviews.asOf("C-1", Instant.MAX));
        reads.put("options", reviews -> reviews.options("C-1", CaseReview.ALL_TRUE));
        reads.put(
                "work list",
                reviews -> reviews.cases().inState(State.UNDER_REVIEW).list());
        reads.put("counts", reviews -> reviews.cases().countByState());
        reads.put("a refusal", reviews -> reviews.fire("C-1", "CLOSE", CaseReview.ALL_TRUE, BY_ALICE));
        reads.put("a replay", reviews -> reviews.open("C-1", BY_ALICE.requestId("R-0")));
        return reads.entrySet().stream()
                .map(read -> DynamicTest.dynamicTest(read.getKey(), () -> {
                    try (TestDatabase database = TestDatabase.inMemory()) {
                        Engine sound = Engine.on(database.runtime());
                        sound.open("C-1", BY_ALICE.requestId("R-0"))
                                .orThrow()
                                .startReview(BY_ALICE)
                                .orThrow();
                        List<String> content = database.content();
                        Faults faults = new Faults(database.dataSource());
                        Engine reviews = Engine.on(WorkflowRuntime.on(faults.dataSource()));
                        Object expected = read.getValue().apply(reviews);
                        int runs = 0;
                        for (Mode mode : Mode.all()) {
                            String hit = "none yet";
                            for (int call = 1; hit != null; call = faults.after(call)) {
                                faults.arm(mode, call);
                                try {
                                    assertThat(read.getValue().apply(reviews)).isEqualTo(expected);
                                } catch (UnchangedException | InjectedError e) {
                                    assertThat(e).as(mode + " call " + call).isNotNull();
                                }
                                hit = faults.disarm();
                                assertThat(faults.leaked()).isZero();
                                runs++;
                            }
                        }
                        assertThat(database.content()).isEqualTo(content);
                        System.out.println("AtomicityTest: " + read.getKey() + ": " + runs + " runs, 0 wrong");
                    }
                }))
                .toList();
    }
}
