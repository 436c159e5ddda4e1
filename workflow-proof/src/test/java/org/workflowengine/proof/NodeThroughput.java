package org.workflowengine.proof;

import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/** Transitions a second with all clients at one node, and with the same clients spread over all; in turn, in one run. */
final class NodeThroughput {
    private static final int CLIENTS = 6;
    private static final int STEPS = 100;
    private static final FactValue[] FACTS = ALL_TRUE.values().toArray(FactValue[]::new);

    private final List<Engine> nodes;
    private final List<Double> atOne = new ArrayList<>();
    private final List<Double> atAll = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private int made;

    /**
     * A measurement.
     *
     * @param nodes an engine on each node
     */
    NodeThroughput(List<Engine> nodes) {
        this.nodes = nodes;
    }

    void measure(Run run, int rounds) throws Exception {
        perSecond(nodes.subList(0, 1));
        perSecond(nodes);
        for (int round = 0; round < rounds; round++) {
            // Each begins every other round.
            boolean oneFirst = round % 2 == 0;
            double first = perSecond(oneFirst ? nodes.subList(0, 1) : nodes);
            double second = perSecond(oneFirst ? nodes : nodes.subList(0, 1));
            atOne.add(oneFirst ? first : second);
            atAll.add(oneFirst ? second : first);
            ratios.add(atAll.get(round) / atOne.get(round));
        }
        List.of(atOne, atAll, ratios).forEach(Collections::sort);
        run.count("rounds", rounds);
        run.count("transitions/s at one node", Math.round(atOne.get(rounds / 2)));
        run.count("transitions/s at three nodes", Math.round(atAll.get(rounds / 2)));
        run.count("three to one, percent, minimum", Math.round(100 * ratios.get(0)));
        run.count("three to one, percent, median", Math.round(100 * ratios.get(rounds / 2)));
        run.count("three to one, percent, maximum", Math.round(100 * ratios.get(rounds - 1)));
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
        GaleraIT.atOnce(clients);
        return CLIENTS * STEPS * 1e9 / (System.nanoTime() - begun);
    }
}
