package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.Extent;
import org.workflowengine.runtime.fixture.Faults.Failure;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * As {@link AtomicityTest}, for the steps that lead to another version: a migration, a move that migrates first, whose two steps are
 * written together or not at all, and an import; alone, in bulk and in a sweep. No case is ever on the way between two versions.
 */
class VersionsAtomicityTest {
    private static final Decision BY_ALICE = by("alice").because("the terms of 2026");
    private static final PolicyFacts NOTHING = facts();
    private static final PolicyFacts COVERED = facts(PolicyFacts.COVERED);

    /** What is made of a case: the steps of one commit, and what the same request is refused with when they are made. */
    private enum Goal {
        MIGRATED(2, List.of("(migrate:1)"), NotMigratable.class),
        MOVED_ON_TOUCH(2, List.of("(migrate:1)", "PAY"), NotAllowedHere.class),
        IMPORTED(0, List.of("(import)"), CaseAlreadyExists.class);

        private final int before;
        private final List<String> steps;
        private final Class<? extends Refusal> whenMade;

        Goal(int before, List<String> steps, Class<? extends Refusal> whenMade) {
            this.before = before;
            this.steps = steps;
            this.whenMade = whenMade;
        }

        private int after() {
            return before + steps.size();
        }

        private Request request(String caseId, Decision decision) {
            return switch (this) {
                case MIGRATED -> Request.migration(caseId, NOTHING, decision);
                case MOVED_ON_TOUCH -> Request.move(caseId, "PAY", COVERED, decision);
                case IMPORTED -> Request.importing(caseId, "UNDER_REVIEW", decision);
            };
        }
    }

    /** The caller, with the version of 2026 and with both. */
    private record Caller(Engine second, Engine touching, Workflows both, Workflows bothTouching) {
        static Caller on(WorkflowRuntime runtime) {
            Engine second = Engine.of(runtime, Policy.SECOND);
            Workflows both = Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND));
            return new Caller(second, second.migratingOnTouch(), both, both.migratingOnTouch());
        }
    }

    /** Takes what became of a case. */
    private interface Told {
        void of(String caseId, Supplier<? extends Outcome<?>> outcome);
    }

    private interface Ask {
        void of(Caller caller, List<String> caseIds, Decision decision, Told told);
    }

    /** One call, and what it makes of each of its cases. */
    private record Operation(String name, List<Goal> goals, Ask ask) {
        static Operation alone(String name, Goal goal, One one) {
            return new Operation(
                    name,
                    List.of(goal),
                    (caller, caseIds, decision, told) ->
                            told.of(caseIds.get(0), () -> one.of(caller, caseIds.get(0), decision)));
        }

        static Operation bulk(String name, Goal... goals) {
            return new Operation(name, List.of(goals), (caller, caseIds, decision, told) -> {
                List<Request> requests = IntStream.range(0, goals.length)
                        .mapToObj(i -> goals[i].request(caseIds.get(i), decision))
                        .toList();
                List<? extends BulkOutcome<?>> outcomes = caller.touching().applyAll(requests);
                for (int i = 0; i < goals.length; i++) {
                    told.of(caseIds.get(i), outcomes.get(i)::orThrow);
                }
            });
        }

        /** A sweep finds its cases itself: what has come by now it does not meet again. */
        boolean findsItsCases() {
            return name.startsWith("sweep");
        }

        boolean isBulk() {
            return name.startsWith("bulk");
        }

        /**
         * In which ways calls fail, on one database after the other. In bulk, one call fails in each way; that those after it fail too is tried
         * with single requests. A sweep makes some 900 calls for two cases, in reads and bulk requests, for which every way is tried; and as it
         * counts all cases, it has few of them on each database.
         */
        List<List<Mode>> modes() {
            List<Mode> ones = Mode.all().stream()
                    .filter(mode -> mode.extent() == Extent.ONE)
                    .toList();
            if (findsItsCases()) {
                return ones.stream()
                        .filter(mode -> mode.failure() == Failure.CONNECTION_LOST)
                        .map(List::of)
                        .toList();
            }
            return List.of(isBulk() ? ones : Mode.all());
        }
    }

    private interface One {
        Outcome<?> of(Caller caller, String caseId, Decision decision);
    }

    private static List<Operation> operations() {
        return List.of(
                Operation.alone(
                        "migrate",
                        Goal.MIGRATED,
                        (caller, id, decision) -> caller.second().migrate(id, NOTHING, decision)),
                Operation.alone(
                        "migrate by name",
                        Goal.MIGRATED,
                        (caller, id, decision) -> caller.both().migrate("policy", id, Map.of(), decision)),
                Operation.alone(
                        "move on touch",
                        Goal.MOVED_ON_TOUCH,
                        (caller, id, decision) -> caller.touching().byId(id, Transition.PAY, COVERED, decision)),
                Operation.alone(
                        "move on touch by name",
                        Goal.MOVED_ON_TOUCH,
                        (caller, id, decision) ->
                                caller.bothTouching().fire("policy", id, "PAY", Map.of("COVERED", true), decision)),
                Operation.alone(
                        "import",
                        Goal.IMPORTED,
                        (caller, id, decision) -> caller.second().importCase(id, State.UNDER_REVIEW, decision)),
                Operation.alone(
                        "import by name",
                        Goal.IMPORTED,
                        (caller, id, decision) -> caller.both().importCase("policy", id, "UNDER_REVIEW", decision)),
                Operation.bulk("bulk migration", Goal.MIGRATED),
                Operation.bulk("bulk move on touch", Goal.MOVED_ON_TOUCH),
                Operation.bulk("bulk import", Goal.IMPORTED),
                Operation.bulk("bulk of all three", Goal.MIGRATED, Goal.MOVED_ON_TOUCH, Goal.IMPORTED),
                new Operation(
                        "sweep of two chunks",
                        List.of(Goal.MIGRATED, Goal.MIGRATED),
                        (caller, caseIds, decision, told) -> caller.both()
                                .migrateAll(
                                        "policy",
                                        NOTHING,
                                        decision,
                                        BulkOptions.defaults().chunkSize(1),
                                        (caseId, outcome) -> told.of(caseId, outcome::orThrow))));
    }

    @TestFactory
    Stream<DynamicTest> everyFailingCall() {
        return operations().stream()
                .flatMap(operation -> (operation.findsItsCases() || operation.isBulk()
                                ? Stream.of(true)
                                : Stream.of(true, false))
                        .map(requestId -> DynamicTest.dynamicTest(
                                title(operation, requestId), () -> everyFailingCall(operation, requestId))));
    }

    private static void everyFailingCall(Operation operation, boolean requestId) throws Exception {
        int runs = 0;
        int unknown = 0;
        for (List<Mode> modes : operation.modes()) {
            try (TestDatabase database = TestDatabase.inMemory()) {
                Trial trial = new Trial(database, operation, requestId);
                trial.withoutFault(modes.get(0));
                for (Mode mode : modes) {
                    trial.everyCall(mode);
                }
                runs += trial.runs;
                unknown += trial.unknown;
            }
        }
        assertThat(unknown).isPositive();
        System.out.println("VersionsAtomicityTest: " + title(operation, requestId) + ": " + runs + " runs, 0 wrong, "
                + unknown + " answered unknown");
    }

    private static String title(Operation operation, boolean requestId) {
        return operation.name() + (requestId ? " with a request id" : " without a request id");
    }

    /** One operation on one database. */
    private static final class Trial {
        private final TestDatabase database;
        private final Operation operation;
        private final boolean requestId;
        private final Decision decision;
        private final Engine first;
        private final Engine second;
        private final Faults faults;
        private final Caller caller;
        private int runs;
        private int unknown;

        Trial(TestDatabase database, Operation operation, boolean requestId) {
            this.database = database;
            this.operation = operation;
            this.requestId = requestId;
            Decision anyhow = BY_ALICE.occurredAt(Instant.parse("2019-05-04T03:02:01Z"));
            this.decision = requestId ? anyhow.requestId("R-1") : anyhow;
            this.first = Engine.of(database.runtime(), Policy.FIRST);
            this.second = Engine.of(database.runtime(), Policy.SECOND);
            this.faults = new Faults(database.dataSource());
            this.caller = Caller.on(WorkflowRuntime.on(faults.dataSource()));
        }

        /** Tells what the calls are. */
        void withoutFault(Mode mode) throws Exception {
            faults.arm(mode, Integer.MAX_VALUE);
            ask(cases(++runs));
            assertThat(faults.disarm()).isNull();
        }

        void everyCall(Mode mode) throws Exception {
            String hit = "none yet";
            for (int call = 1; hit != null; call = faults.after(call)) {
                List<String> caseIds = cases(++runs);
                faults.arm(mode, call);
                Map<String, String> answers = ask(caseIds);
                hit = faults.disarm();
                String what = title(operation, requestId) + ", " + mode + ", call " + call + " " + hit + ", answered "
                        + answers;
                assertThat(faults.leaked()).as(what).isZero();
                again(caseIds, isTrue(caseIds, answers, what), what);
            }
        }

        private List<String> cases(int run) {
            List<String> caseIds = new ArrayList<>();
            for (Goal goal : operation.goals()) {
                String caseId = "C-" + run + "-" + caseIds.size();
                if (goal.before > 0) {
                    first.open(caseId, BY_ALICE)
                            .orThrow()
                            .make(Transition.REVIEW_1, BY_ALICE, PolicyFacts.COMPLETE)
                            .orThrow();
                }
                caseIds.add(caseId);
            }
            return caseIds;
        }

        /** What was said of each case; what the call itself threw is said of those of which nothing else was. */
        private Map<String, String> ask(List<String> caseIds) {
            Map<String, String> answers = new HashMap<>();
            String rest = AtomicityTest.answerOf(() -> {
                operation.ask().of(caller, caseIds, decision, (caseId, outcome) -> {
                    String answer = AtomicityTest.answerOf(() -> naming(caseId, outcome));
                    assertThat(answers.put(caseId, answer)).as(caseId).isNull();
                });
                return null;
            });
            caseIds.forEach(caseId -> answers.putIfAbsent(caseId, rest));
            return answers;
        }

        /** Who is told that an outcome is unknown is told of the last of the steps, under which the request is found. */
        private Outcome<?> naming(String caseId, Supplier<? extends Outcome<?>> outcome) {
            try {
                return outcome.get();
            } catch (OutcomeUnknownException e) {
                assertThat(e.caseId()).isEqualTo(caseId);
                int place = Integer.parseInt(caseId.substring(caseId.lastIndexOf('-') + 1));
                assertThat(e.seq()).isEqualTo(operation.goals().get(place).after());
                assertThat(e.requestId()).isEqualTo(decision.requestId());
                throw e;
            }
        }

        /** Which cases are made; the others are as they were. */
        private List<Boolean> isTrue(List<String> caseIds, Map<String, String> answers, String what) throws Exception {
            List<Boolean> made = new ArrayList<>();
            for (int i = 0; i < caseIds.size(); i++) {
                Goal goal = operation.goals().get(i);
                String answer = answers.get(caseIds.get(i));
                int steps = stepsOf(caseIds.get(i), goal, what);
                assertThat(steps).as(what).isIn(AtomicityTest.stepsAfter(answer, goal.before, goal.after()));
                unknown += answer.equals("unknown") ? 1 : 0;
                made.add(steps > goal.before);
            }
            return made;
        }

        /** The same request once more. */
        private void again(List<String> caseIds, List<Boolean> made, String what) throws Exception {
            Map<String, Outcome<?>> outcomes = new LinkedHashMap<>();
            operation.ask().of(caller, caseIds, decision, (caseId, outcome) -> outcomes.put(caseId, outcome.get()));
            for (int i = 0; i < caseIds.size(); i++) {
                Goal goal = operation.goals().get(i);
                Outcome<?> outcome = outcomes.remove(caseIds.get(i));
                if (made.get(i) && operation.findsItsCases()) {
                    assertThat(outcome).as(what).isNull();
                } else if (made.get(i) && !requestId) {
                    assertThat(outcome)
                            .as(what)
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> assertThat(refused.refusal()).isInstanceOf(goal.whenMade));
                } else {
                    boolean replayed = made.get(i);
                    assertThat(outcome).as(what).isInstanceOfSatisfying(Applied.class, applied -> {
                        assertThat(applied.replayed()).isEqualTo(replayed);
                        assertThat(applied.seq()).isEqualTo(goal.after());
                    });
                }
                assertThat(stepsOf(caseIds.get(i), goal, what)).as(what).isEqualTo(goal.after());
            }
            assertThat(outcomes).as(what).isEmpty();
        }

        /** How many steps the case has made: all of its goal or none; its state is its newest audit row, its history sound. */
        private int stepsOf(String caseId, Goal goal, String what) throws Exception {
            String of = " WHERE case_id = '" + caseId + "'";
            List<String> audit =
                    database.rows("SELECT seq, version, to_state, digest FROM workflow_audit" + of + " ORDER BY seq");
            List<String> state = database.rows("SELECT seq, version, state, digest FROM workflow_case" + of);
            assertThat(state).as(what).isEqualTo(audit.isEmpty() ? List.of() : List.of(audit.get(audit.size() - 1)));
            if (audit.isEmpty()) {
                return 0;
            }
            List<String> opened = List.of("(open)", "REVIEW").subList(0, goal.before);
            List<String> made = second.history(caseId).entries().stream()
                    .map(AuditEntry::transition)
                    .toList();
            assertThat(made)
                    .as(what)
                    .isIn(
                            opened,
                            Stream.concat(opened.stream(), goal.steps.stream()).toList());
            assertThat(second.history(caseId).check(Policy.FIRST, Policy.SECOND))
                    .as(what)
                    .isEmpty();
            return audit.size();
        }
    }
}
