package org.workflowengine.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.workflowengine.http.internal.Near;

/** Puts what is most similar to a name first. */
final class Similar {
    /** No id is as long. Beyond it, the comparison would cost more than the answer is worth. */
    private static final int LONGEST = 200;

    private Similar() {}

    static <T> List<T> first(int most, List<T> found, String name, Function<T, String> nameOf) {
        if (name.length() > LONGEST) {
            return List.of();
        }
        return found.stream()
                .sorted(Comparator.comparingInt((T each) -> Near.distance(name, nameOf.apply(each)))
                        .thenComparing(each ->
                                Math.abs(name.length() - nameOf.apply(each).length())))
                .limit(most)
                .toList();
    }
}
