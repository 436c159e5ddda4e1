package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;

/** WF110: a composed guard that carries itself, directly or through others. */
final class CyclicGuard {

    private static final Code CODE = Code.WF110;

    private final Set<Set<TypeElement>> reported = new HashSet<>();

    /**
     * Reports a cycle the first time it comes up, whichever of its guards was expanded first.
     *
     * @param through the composed guards that were expanded, outermost first
     * @param again the one of them that came up again
     * @param place the annotation that closes the cycle
     */
    Optional<Problem> report(List<TypeElement> through, TypeElement again, Place place) {
        var cycle = new ArrayList<>(through.subList(through.indexOf(again), through.size()));
        if (!reported.add(Set.copyOf(cycle))) {
            return Optional.empty();
        }
        cycle.add(again);
        return Optional.of(Problem.of(CODE, place, "composed guard @" + again.getSimpleName() + " carries itself")
                .found(cycle.stream()
                        .map(guard -> "@" + guard.getSimpleName())
                        .collect(Collectors.joining(" carries ")))
                .expected("a guard whose requirements come to an end")
                .fix("remove one of these annotations"));
    }
}
