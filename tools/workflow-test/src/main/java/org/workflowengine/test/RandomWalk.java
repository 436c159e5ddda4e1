package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
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
    private final Random random;
    private final List<String> transitions;

    RandomWalk(Definition expected, Definition found, long seed, int number) {
        this.expected = expected;
        this.found = found;
        this.random = new Random(seed * 1_000_003 + number);
        Set<String> ids = new TreeSet<>(expected.transitionIds());
        ids.addAll(found.transitionIds());
        this.transitions = List.copyOf(ids);
    }

    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        Place place = Place.opened(expected, OPENER);
        int inFinalState = 0;
        while (moves.size() < LONGEST && inFinalState < LONGEST_IN_FINAL_STATE) {
            Move move = move(place.state());
            moves.add(move);
            if (place.ask(move.transition(), move.facts(), move.person()).isApplied()) {
                place = place.moved(
                        expected.transition(place.state(), move.transition()).orElseThrow(), move.person());
            } else if (expected.transitionsFrom(place.state()).isEmpty()) {
                inFinalState++;
            }
        }
        return moves;
    }

    private Move move(String state) {
        List<WorkflowTransition> leaving = new ArrayList<>(expected.transitionsFrom(state));
        leaving.addAll(found.transitionsFrom(state));
        String person = PathSearch.person(1 + random.nextInt(PERSONS));
        if (leaving.isEmpty() || random.nextInt(5) == 0) {
            return new Move(transitions.get(random.nextInt(transitions.size())), anyFacts(), person);
        }
        WorkflowTransition row = leaving.get(random.nextInt(leaving.size()));
        return new Move(row.id(), facts(row), person);
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
