package org.workflowengine.diagram;

import static org.workflowengine.runtime.core.Decision.by;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.Policy;

/** Definitions to draw: those of the fixture, large ones, and ones that are hard to draw. */
final class Samples {
    private static final Decision BY_ALICE = by("alice").because("a reason that no diagram shows");

    private Samples() {}

    record State(String id, boolean isInitial, boolean isTerminal, boolean isResting, List<String> superstates)
            implements WorkflowState {}

    record Transition(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    static Map<String, Definition> all() {
        Map<String, Definition> all = new LinkedHashMap<>();
        all.put("case-review", CaseReview.DEFINITION);
        all.put("loan", Loan.FIRST);
        all.put("loan-2", Loan.SECOND);
        all.put("policy", Policy.THIRD);
        all.put("loops", LOOPS);
        all.put("long", LONG);
        all.put("hostile", HOSTILE);
        all.put("groups", groups());
        all.put("one", Graph.of("one", 1, List.of(), "A -B-> C"));
        all.put("dense", random(12, 40, 5));
        all.put("forty", random(40, 57, 2));
        all.put("forty-dense", random(40, 100, 7));
        return all;
    }

    /** As large as definitions become: with transitions that lead on by a few, and from any state to any other. */
    static List<Definition> large() {
        return List.of(random(100, 250, 3), tangle(100, 250, 3), tangle(100, 400, 4));
    }

    /** A chain of so many states, and transitions from any to any. */
    private static Definition tangle(int states, int transitions, long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < transitions; i++) {
            int from = i < states - 1 ? i : random.nextInt(states - 1);
            int to = i < states - 1 ? i + 1 : random.nextInt(states);
            rows.add("STATE_" + from + " -MOVE_" + i + "-> STATE_" + to);
        }
        return Graph.of("tangle", transitions, List.of(), rows.toArray(String[]::new));
    }

    /** Loops on a state, and ways back. */
    static final Definition LOOPS = Graph.of(
            "orders",
            2,
            List.of(FactRow.bool("IN_STOCK", "the goods are there"), FactRow.bool("PAID", "")),
            "DRAFT -EDIT-> DRAFT",
            "DRAFT -ADD_LINE-> DRAFT",
            "DRAFT -REMOVE_LINE[IN_STOCK=false]-> DRAFT",
            "DRAFT -SUBMIT[IN_STOCK=true]-> SUBMITTED",
            "SUBMITTED -RETURN_TO_DRAFT-> DRAFT",
            "SUBMITTED -REMIND-> SUBMITTED",
            "SUBMITTED -SHIP[IN_STOCK=true PAID=true]-> SHIPPED",
            "SHIPPED -RETURN-> SUBMITTED",
            "SHIPPED -START_OVER-> DRAFT",
            "SHIPPED -CLOSE-> CLOSED",
            "DRAFT -CANCEL-> CANCELLED",
            "SUBMITTED -CANCEL-> CANCELLED");

    /** The longest ids that there can be, and many facts. */
    static final Definition LONG = Graph.of(
            "long",
            1,
            List.of(
                    FactRow.bool("F".repeat(64), ""),
                    new FactRow("SIZE", List.of("SMALL", "MEDIUM_AND_LARGE", "EXTRAORDINARY"), ""),
                    FactRow.bool("SECOND", ""),
                    FactRow.bool("THIRD", "")),
            "A -" + "T".repeat(64) + "-> " + "S".repeat(64),
            "A -ALL_OF_THEM[" + "F".repeat(64) + "=true SECOND=true THIRD=true SIZE=SMALL|EXTRAORDINARY]-> B",
            "S".repeat(64) + " -NEXT[SIZE=MEDIUM_AND_LARGE|EXTRAORDINARY]-> B",
            "S".repeat(64) + " -BACK-> A",
            "B -END-> C");

    /** Texts that mean something in one of the formats. */
    static final Definition HOSTILE = Graph.of(
            "a--b..c__d",
            1,
            List.of(
                    FactRow.bool(
                            "F__1",
                            "</title><script>alert(1)</script> \" ' & ]]> \\ \n @enduml --> {x} %s \u202e\u0000"),
                    new FactRow("end", List.of("\u00fcber__$", "\u65e5\u672c", "note"), "**bold** <b>")),
            "state -end[F__1=true]-> note",
            "state -class[end=note]-> end",
            "end -style-> note",
            "end -graph[F__1=false]-> subgraph");

    /** Superstates: two within one, one that overlaps, and one state outside of all. */
    static Definition groups() {
        State draft = new State("DRAFT", true, false, false, List.of());
        State review = new State("UNDER_REVIEW", false, false, false, List.of("InReview", "Open"));
        State escalated = new State("ESCALATED", false, false, false, List.of("InReview", "Open", "Urgent"));
        State waiting = new State("WAITING", false, false, true, List.of("Open"));
        State paused = new State("PAUSED", false, false, false, List.of("Urgent"));
        State done = new State("DONE", false, true, false, List.of("Ended"));
        State cancelled = new State("CANCELLED", false, true, false, List.of("Ended"));
        List<Transition> rows = new ArrayList<>();
        rows.add(new Transition("SUBMIT", draft, review, List.of()));
        rows.add(new Transition("ESCALATE", review, escalated, List.of()));
        rows.add(new Transition("ASK", review, waiting, List.of()));
        rows.add(new Transition("PAUSE", escalated, paused, List.of()));
        rows.add(new Transition("RESUME", paused, review, List.of()));
        rows.add(new Transition("ANSWER", waiting, review, List.of()));
        rows.add(new Transition("APPROVE", review, done, List.of()));
        rows.add(new Transition("APPROVE", escalated, done, List.of()));
        for (State open : List.of(review, escalated, waiting)) {
            rows.add(new Transition("CANCEL", open, cancelled, List.of()));
        }
        return Definition.of(
                "grouped", 1, List.of(draft, review, escalated, waiting, paused, done, cancelled), rows, List.of());
    }

    /** So many states, each reached from an earlier one, and transitions that mostly lead on by a few and sometimes far back. */
    static Definition random(int states, int transitions, long seed) {
        String[] names = {
            "REVIEW", "WAITING_CUSTOMER", "ESTIMATE", "LEGAL_REVIEW", "FRAUD_SCREEN", "PAYMENT_CHECK", "HOLD"
        };
        String[] verbs = {"ASK", "RETURN_TO_CLERK", "ACCEPT", "ESCALATE", "RELEASE", "WITHDRAW", "SAMPLE", "REOPEN"};
        Random random = new Random(seed);
        TreeSet<String> rows = new TreeSet<>();
        for (int to = 1; to < states; to++) {
            rows.add(row(names, verbs, Math.max(0, to - 1 - random.nextInt(3)), to, random));
        }
        while (rows.size() < transitions) {
            int from = random.nextInt(states - 2);
            boolean back = random.nextInt(6) == 0;
            int to = back ? random.nextInt(from + 1) : Math.min(states - 1, from + 1 + random.nextInt(6));
            rows.add(row(names, verbs, from, to, random));
        }
        List<String> sorted = new ArrayList<>(rows);
        // The first one names the initial state.
        sorted.sort((one, other) -> Boolean.compare(other.startsWith("REVIEW_0 "), one.startsWith("REVIEW_0 ")));
        TreeSet<String> used = new TreeSet<>();
        sorted.removeIf(row -> !used.add(row.substring(0, row.indexOf("->"))));
        return Graph.of("random", states, List.of(), sorted.toArray(String[]::new));
    }

    private static String row(String[] names, String[] verbs, int from, int to, Random random) {
        return names[from % names.length] + "_" + from + " -" + verbs[random.nextInt(verbs.length)] + "_" + to + "-> "
                + names[to % names.length] + "_" + to;
    }

    /** A case that was escalated, returned, asked for information twice, and is under review. */
    static CasePath path() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            var reviews = CaseReview.Engine.on(runtime);
            reviews.open("C-1042", BY_ALICE).orThrow();
            for (String step : List.of(
                    "START_REVIEW",
                    "ESCALATE",
                    "RETURN_TO_REVIEW",
                    "REQUEST_INFO",
                    "RESUME",
                    "REQUEST_INFO",
                    "RESUME",
                    "REQUEST_INFO",
                    "RESUME")) {
                reviews.fire("C-1042", step, CaseReview.ALL_TRUE, BY_ALICE).orThrow();
            }
            reviews.erase("C-1042", 2, BY_ALICE).orThrow();
            return CasePath.of(reviews.history("C-1042").entries());
        }
    }
}
