package org.workflowengine.test;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * Where a case is by the definition alone, and whose names obligations look at: a second, naive implementation of the rules, to compare the
 * engine with. Immutable.
 *
 * @param definition the version that the case follows
 * @param state the state that it is in
 * @param brought who last brought it into each state, by version and state, the most recent last
 * @param makers who has made each step that stays since the state was entered, by transition
 */
record Place(Definition definition, String state, Map<String, Names> brought, Map<String, Set<Names>> makers) {

    Place {
        brought = Collections.unmodifiableMap(new LinkedHashMap<>(brought));
        makers = Map.copyOf(makers);
    }

    static Place opened(Definition definition, String person) {
        String initial = definition.initial().id();
        return new Place(definition, initial, Map.of(key(definition.version(), initial), Names.of(person)), Map.of());
    }

    /** An import brings nobody's name. */
    static Place imported(Definition definition, String state) {
        return new Place(definition, state, Map.of(), Map.of());
    }

    /** A migration is not a step of anybody: names stay where they were, and nothing counts for a quorum any more. */
    Place migrated(Definition newer, WorkflowTransition mapping) {
        return new Place(newer, mapping.to().id(), brought, Map.of());
    }

    /** The mapping by which a case in this place comes into a newer version. */
    Optional<WorkflowTransition> mapping(Definition newer) {
        return newer.migration(definition.version())
                .filter(migration -> migration.fromFingerprint().equals(definition.fingerprint()))
                .flatMap(migration -> migration.mapping(state));
    }

    /** What the engine of a newer version must answer to a migration. */
    Expected askMigration(Definition newer, Map<String, String> facts) {
        Optional<WorkflowTransition> mapping = mapping(newer);
        if (mapping.isEmpty()) {
            return new Expected("not-migratable", List.of());
        }
        List<String> unmet = GuardFacts.unmet(mapping.get().guard(), facts);
        return unmet.isEmpty() ? Expected.applied(mapping.get().to().id()) : new Expected("guard-not-satisfied", unmet);
    }

    /** What must be answered to a move; a migration leads to the newest version. */
    Expected ask(Move move, Definition newest) {
        return move.isMigration()
                ? askMigration(newest, move.facts())
                : ask(move.transition(), move.facts(), move.names());
    }

    /** After a move that was applied. */
    Place after(Move move, Definition newest) {
        return move.isMigration()
                ? migrated(newest, mapping(newest).orElseThrow())
                : moved(definition.transition(state, move.transition()).orElseThrow(), move.names());
    }

    /** After a step that was applied. */
    Place moved(WorkflowTransition row, Names names) {
        if (row.from().id().equals(row.to().id())) {
            Map<String, Set<Names>> more = new HashMap<>(makers);
            Set<Names> persons = new HashSet<>(more.getOrDefault(row.id(), Set.of()));
            persons.add(names);
            more.put(row.id(), Set.copyOf(persons));
            return new Place(definition, state, brought, more);
        }
        Map<String, Names> later = new LinkedHashMap<>(brought);
        String entered = key(definition.version(), row.to().id());
        later.remove(entered);
        later.put(entered, names);
        return new Place(definition, row.to().id(), later, Map.of());
    }

    /** What the engine must answer. */
    Expected ask(String transition, Map<String, String> facts, Names names) {
        Optional<WorkflowTransition> row = definition.transition(state, transition);
        if (row.isEmpty()) {
            return new Expected(
                    definition.transitionIds().contains(transition) ? "not-allowed-here" : "unknown-transition",
                    List.of());
        }
        List<String> unmet = GuardFacts.unmet(row.get().guard(), facts);
        if (!unmet.isEmpty()) {
            return new Expected("guard-not-satisfied", unmet);
        }
        for (Obligation obligation : definition.obligations(row.get())) {
            if (obligation.kind() == Obligation.Kind.QUORUM) {
                if (Names.persons(makers.getOrDefault(obligation.subject(), Set.of())) < obligation.persons()) {
                    return new Expected("quorum-not-reached", List.of(obligation.subject()));
                }
            } else if (last(obligation).filter(last -> !last.meet(names)).isEmpty()) {
                return new Expected("actor-not-permitted", List.of(obligation.subject()));
            }
        }
        return Expected.applied(row.get().to().id());
    }

    /** Who last brought the case into the state of four eyes, or into a state of an older version that is equal to it. */
    Optional<Names> last(Obligation obligation) {
        @Nullable Names last = null;
        for (Map.Entry<String, Names> each : brought.entrySet()) {
            boolean counts = each.getKey().equals(key(definition.version(), obligation.subject()))
                    || obligation.older().stream()
                            .anyMatch(older -> each.getKey().equals(key(older.version(), older.state())));
            last = counts ? each.getValue() : last;
        }
        return Optional.ofNullable(last);
    }

    /**
     * The same text for places from which the same is possible, if every step is made by somebody else.
     *
     * @param looked the states whose names an obligation can look at
     */
    String kind(Set<String> looked) {
        Map<String, Integer> counts = new TreeMap<>();
        makers.forEach((step, persons) -> counts.put(step, Math.min(Names.persons(persons), mostCounted(step))));
        counts.values().removeIf(count -> count == 0);
        Set<String> names = new TreeSet<>(brought.keySet());
        names.retainAll(looked);
        return definition.version() + " " + state + " " + names + " " + counts;
    }

    /** The states whose names obligations of a definition look at, older ones included. */
    static Set<String> looked(Definition definition) {
        Set<String> looked = new TreeSet<>();
        for (WorkflowTransition row : definition.transitions()) {
            for (Obligation obligation : definition.obligations(row)) {
                looked.add(key(definition.version(), obligation.subject()));
                obligation.older().forEach(older -> looked.add(key(older.version(), older.state())));
            }
        }
        return looked;
    }

    private int mostCounted(String step) {
        return definition.transitionsFrom(state).stream()
                .flatMap(row -> definition.obligations(row).stream())
                .filter(obligation -> obligation.subject().equals(step))
                .mapToInt(Obligation::persons)
                .max()
                .orElse(0);
    }

    private static String key(int version, String state) {
        return version + " " + state;
    }
}
