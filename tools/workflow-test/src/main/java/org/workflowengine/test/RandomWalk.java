package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Chooses the moves of one walk, legal and illegal ones. Used once. */
final class RandomWalk {
    /** Who opens each case is one of the few persons, so that four eyes meet somebody. */
    static final String OPENER = PathSearch.person(1);

    private static final int PERSONS = 4;
    private static final int LONGEST = 20;
    /** In a final state nothing is permitted any more: this is tried a few times. */
    private static final int LONGEST_IN_FINAL_STATE = 2;

    private final Definition expected;
    private final Definition found;
    private final SplittableRandom random;
    private final Definition start;
    private final List<Move> moves;

    /** Walks of one seed must not share a generator whose first numbers are alike: {@code java.util.Random} has them. */
    RandomWalk(Definition expected, Subject subject, SplittableRandom random) {
        this.expected = expected;
        this.found = subject.definition();
        this.random = random;
        this.start = start(subject.older());
        this.moves = chosen();
    }

    /** Every other walk begins in an older version that a migration leads from. */
    private Definition start(List<Definition> older) {
        List<Definition> starts = older.stream()
                .filter(each -> expected.migration(each.version())
                        .filter(migration -> migration.fromFingerprint().equals(each.fingerprint()))
                        .isPresent())
                .toList();
        return starts.isEmpty() || random.nextBoolean() ? expected : starts.get(random.nextInt(starts.size()));
    }

    Definition start() {
        return start;
    }

    List<Move> moves() {
        return moves;
    }

    private List<Move> chosen() {
        List<Move> chosen = new ArrayList<>();
        Place place = Place.opened(start, OPENER);
        int inFinalState = 0;
        while (chosen.size() < LONGEST && inFinalState < LONGEST_IN_FINAL_STATE) {
            Move move = move(place);
            chosen.add(move);
            if (place.ask(move, expected).isApplied()) {
                place = place.after(move, expected);
            } else if (place.definition().transitionsFrom(place.state()).isEmpty()) {
                inFinalState++;
            }
        }
        return List.copyOf(chosen);
    }

    private Move move(Place place) {
        Names names = names();
        if (place.definition() != expected && random.nextInt(3) == 0) {
            return new Move(
                    Request.MIGRATION, place.mapping(expected).map(this::facts).orElse(Map.of()), names);
        }
        List<WorkflowTransition> leaving = new ArrayList<>(place.definition().transitionsFrom(place.state()));
        Set<String> ids = new TreeSet<>(place.definition().transitionIds());
        if (place.definition() == expected) {
            leaving.addAll(found.transitionsFrom(place.state()));
            ids.addAll(found.transitionIds());
        }
        if (leaving.isEmpty() || random.nextInt(5) == 0) {
            return new Move(List.copyOf(ids).get(random.nextInt(ids.size())), anyFacts(), names);
        }
        WorkflowTransition row = leaving.get(random.nextInt(leaving.size()));
        return new Move(row.id(), facts(row), names);
    }

    /** Sometimes for somebody else, so that both names are looked at. */
    private Names names() {
        String actor = PathSearch.person(1 + random.nextInt(PERSONS));
        return random.nextInt(6) == 0
                ? new Names(actor, PathSearch.person(1 + random.nextInt(PERSONS)))
                : Names.of(actor);
    }

    /** Mostly facts that satisfy the guard; sometimes all but one of them. */
    private Map<String, String> facts(WorkflowTransition row) {
        Map<String, String> facts =
                new TreeMap<>(GuardFacts.satisfying(row.guard()).orElse(Map.of()));
        List<FactRow> required = row.guard().stream().map(part -> part.fact()).toList();
        if (!required.isEmpty() && random.nextInt(4) == 0) {
            FactRow fact = required.get(random.nextInt(required.size()));
            facts.putAll(anyValue(fact));
            if (random.nextInt(3) == 0) {
                facts.remove(fact.id());
            }
        }
        return random.nextInt(3) == 0 ? with(anyFacts(), facts) : facts;
    }

    private static Map<String, String> with(Map<String, String> facts, Map<String, String> more) {
        Map<String, String> both = new TreeMap<>(facts);
        both.putAll(more);
        return both;
    }

    private Map<String, String> anyFacts() {
        Map<String, String> facts = new TreeMap<>();
        for (FactRow fact : expected.vocabulary()) {
            if (random.nextBoolean()) {
                facts.putAll(anyValue(fact));
            }
        }
        return facts;
    }

    private Map<String, String> anyValue(FactRow fact) {
        return fact.values().isEmpty()
                ? Map.of()
                : Map.of(
                        fact.id(),
                        fact.values().get(random.nextInt(fact.values().size())));
    }
}
