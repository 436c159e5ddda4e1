package org.workflowengine.proof;

import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/** Transitions a second of contenders who take turns in one run; each is some engines, over which the same clients are spread. */
final class NodeThroughput {
    private static final int CLIENTS = 6;
    private static final int STEPS = 100;
    private static final FactValue[] FACTS = ALL_TRUE.values().toArray(FactValue[]::new);

    private final Map<String, List<Engine>> contenders;
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();
    private int made;

    /**
     * A measurement.
     *
     * @param contenders by their names; the others are compared with the first
     */
    NodeThroughput(Map<String, List<Engine>> contenders) {
        this.contenders = contenders;
    }

    void measure(Run run, int rounds) throws Exception {
        List<String> names = new ArrayList<>(contenders.keySet());
        for (String name : names) {
            perSecond(contenders.get(name));
            measured.put(name, new ArrayList<>());
        }
        List<String> turns = new ArrayList<>(names);
        for (int round = 0; round < rounds; round++) {
            for (String name : turns) {
                measured.get(name).add(perSecond(contenders.get(name)));
            }
            // Everybody is first, and last, equally often.
            Collections.rotate(turns, 1);
        }
        run.count("rounds", rounds);
        for (String name : names) {
            run.count(
                    "transitions/s, " + name,
                    Math.round(sorted(measured.get(name)).get(rounds / 2)));
        }
        for (String name : names.subList(1, names.size())) {
            List<Double> percent = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                percent.add(100
                        * measured.get(name).get(round)
                        / measured.get(names.get(0)).get(round));
            }
            List<Double> sorted = sorted(percent);
            String ratio = name + " to " + names.get(0) + ", percent, ";
            run.count(ratio + "minimum", Math.round(sorted.get(0)));
            run.count(ratio + "median", Math.round(sorted.get(rounds / 2)));
            run.count(ratio + "maximum", Math.round(sorted.get(rounds - 1)));
        }
    }

    private static List<Double> sorted(List<Double> values) {
        return values.stream().sorted().toList();
    }

    /** Each client has a case of his own and moves it to and fro. */
    private double perSecond(List<Engine> used) throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Case opened = used.get(client % used.size())
                    .open("T-" + ++made, by("throughput").because("measured"))
                    .orThrow()
                    .startReview(by("throughput").because("measured"))
                    .orThrow();
            clients.add(() -> {
                Case held = opened;
                for (int step = 0; step < STEPS; step++) {
                    Transition next = held.state() == CaseReview.State.ESCALATED
                            ? Transition.ESCALATED_RETURN_TO_REVIEW
                            : Transition.UNDER_REVIEW_ESCALATE;
                    held = held.make(next, by("throughput").because("measured"), FACTS)
                            .orThrow();
                }
                return null;
            });
        }
        long begun = System.nanoTime();
        GaleraSuite.atOnce(clients);
        return CLIENTS * STEPS * 1e9 / (System.nanoTime() - begun);
    }
}
