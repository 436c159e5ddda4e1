package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Finds things that would have to share one name. */
final class Clashes {

    private Clashes() {}

    /**
     * Everything that has the same key as something else, with all it clashes with.
     *
     * @param all what is compared
     * @param key what must differ
     * @param excused whether a pair is somebody else's business
     */
    static <T> Map<T, List<T>> of(Collection<T> all, Function<T, String> key, BiPredicate<T, T> excused) {
        Map<String, List<T>> byKey = new LinkedHashMap<>();
        for (T one : all) {
            String name = key.apply(one);
            List<T> group = byKey.get(name);
            if (group == null) {
                group = new ArrayList<>();
                byKey.put(name, group);
            }
            group.add(one);
        }
        Map<T, List<T>> clashes = new LinkedHashMap<>();
        for (List<T> group : byKey.values()) {
            for (T one : group) {
                var others = new ArrayList<T>();
                for (T other : group) {
                    if (!other.equals(one) && !excused.test(one, other)) {
                        others.add(other);
                    }
                }
                if (!others.isEmpty()) {
                    clashes.put(one, others);
                }
            }
        }
        return clashes;
    }
}
