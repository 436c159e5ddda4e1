package org.workflowengine.processor.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A state of an older version that mappings make equal to one of this version: its cases come there, at once or through versions between.
 *
 * @param version the older version
 * @param id the state's id in that version
 */
public record OlderState(int version, String id) implements Comparable<OlderState> {

    /** All that are equal to a state, by version and id. */
    public static SortedSet<OlderState> equalTo(WorkflowModel model, String state) {
        var equal = new TreeSet<OlderState>();
        collect(model, Set.of(state), equal, new HashSet<>());
        return equal;
    }

    /** What is known by its id alone when it is first met may be known from its source elsewhere: it is looked behind there. */
    private static void collect(
            WorkflowModel model, Set<String> states, Set<OlderState> equal, Set<OlderState> lookedBehind) {
        for (MigrationNode migration : model.migrations()) {
            if (!migration.leadsUpTo(model)) {
                continue;
            }
            Set<String> behind = new HashSet<>();
            for (MappingNode mapping : migration.mappings()) {
                if (mapping.target().filter(states::contains).isPresent()) {
                    var state = new OlderState(migration.version(), mapping.from());
                    equal.add(state);
                    if (migration.older().isPresent() && lookedBehind.add(state)) {
                        behind.add(mapping.from());
                    }
                }
            }
            if (!behind.isEmpty()) {
                migration.older().ifPresent(older -> collect(older, older.namesOf(behind), equal, lookedBehind));
            }
        }
    }

    @Override
    public int compareTo(OlderState other) {
        return Comparator.comparingInt(OlderState::version)
                .thenComparing(OlderState::id)
                .compare(this, other);
    }
}
