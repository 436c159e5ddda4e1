package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.workflowengine.processor.model.Futures.Change;
import org.workflowengine.processor.model.Futures.Difference;
import org.workflowengine.processor.model.Futures.Future;

/** What a migration means for each state, against an oracle that tries every valuation of the facts instead of comparing guards. */
class FuturesTest {
    private static final int PAIRS = 600;

    private static final List<FactNode> FACTS = List.of(
            fact("Risk", new FactType.OfBoolean()),
            fact("Paid", new FactType.OfBoolean()),
            fact("Size", new FactType.OfEnum(JavaName.of("app", "Sum"), List.of("SMALL", "BIG", "HUGE"))));

    private static FactNode fact(String name, FactType type) {
        return new FactNode(JavaName.of("app", name), IdDerivation.id(name), "", type, false, 0, Anchor.none());
    }

    @Test
    void agreesWithTheOracleOnRandomPairs() {
        Set<Change> seen = new TreeSet<>();
        int same = 0;
        int later = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed);
            List<StateNode> older = states(random);
            List<StateNode> newer = random.nextInt(5) == 0 ? older : states(random);
            MigrationNode migration = migration(random, older, newer);
            Oracle oracle = new Oracle(older, newer, migration);
            for (Future future : Futures.of(older, newer, migration)) {
                String what = "seed " + seed + ", state " + future.state().name();
                assertThat(told(future.differences())).as(what).isEqualTo(oracle.differences(future.state()));
                assertThat(new TreeSet<>(future.later().keySet())).as(what).isEqualTo(oracle.later(future.state()));
                future.differences().forEach(each -> {
                    seen.add(each.change());
                    assertThat(oracle.isShownBy(future.state(), each))
                            .as(what + ", " + each)
                            .isTrue();
                });
                same += future.isSame() ? 1 : 0;
                later += future.later().isEmpty() ? 0 : 1;
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Change.values());
        assertThat(same).isGreaterThan(PAIRS / 20);
        assertThat(later).isGreaterThan(PAIRS / 20);
    }

    /** Whether a fact is new or asked for more narrowly is a matter of words. */
    private static Set<String> told(List<Difference> differences) {
        Set<String> told = new TreeSet<>();
        differences.forEach(each ->
                told.add((each.change() == Change.NEW_FACT ? Change.LESS : each.change()) + " " + each.transition()));
        return told;
    }

    private static List<StateNode> states(Random random) {
        int count = 2 + random.nextInt(4);
        var states = new ArrayList<StateNode>();
        for (int i = 0; i < count; i++) {
            boolean terminal = i == count - 1;
            Map<String, TransitionEdge> steps = new LinkedHashMap<>();
            for (int k = terminal ? 0 : 1 + random.nextInt(3); k > 0; k--) {
                String name = "t" + random.nextInt(3);
                steps.put(
                        name,
                        new TransitionEdge(
                                name,
                                name,
                                "S" + i,
                                Optional.of("S" + random.nextInt(count)),
                                guard(random),
                                false,
                                List.of(),
                                obligations(random, count),
                                "S" + i,
                                k,
                                Anchor.none()));
            }
            states.add(new StateNode(
                    "S" + i,
                    "S" + i,
                    i == 0,
                    terminal,
                    !terminal && random.nextInt(8) == 0,
                    false,
                    i,
                    false,
                    List.of(),
                    List.copyOf(steps.values()),
                    List.of(),
                    Anchor.none()));
        }
        return states;
    }

    private static Obligations obligations(Random random, int states) {
        return random.nextInt(6) == 0
                ? new Obligations(List.of(new FourEyes("S" + random.nextInt(states), Anchor.none())), Optional.empty())
                : Obligations.NONE;
    }

    private static Guard guard(Random random) {
        var requirements = new ArrayList<Requirement>();
        for (FactNode fact : FACTS) {
            if (random.nextInt(3) == 0) {
                var accepted = new ArrayList<>(fact.valueType().values());
                accepted.removeIf(value -> random.nextBoolean());
                requirements.add(new Requirement(fact, accepted, "", Anchor.none()));
            }
        }
        return new Guard(requirements);
    }

    private static MigrationNode migration(Random random, List<StateNode> older, List<StateNode> newer) {
        var mappings = new ArrayList<MappingNode>();
        var staying = new ArrayList<String>();
        for (StateNode state : older) {
            int fate = random.nextInt(4);
            if (fate == 0) {
                staying.add(state.id());
            } else if (fate > 1 || newer.stream().noneMatch(other -> other.id().equals(state.id()))) {
                String target = fate == 3
                        ? newer.get(random.nextInt(newer.size())).name()
                        : newer.get(Math.min(state.index(), newer.size() - 1)).name();
                mappings.add(new MappingNode(state.id(), Optional.of(target), Guard.NONE, false, "", Anchor.none()));
            } else if (!state.terminal()) {
                mappings.add(
                        new MappingNode(state.id(), Optional.of(state.name()), Guard.NONE, true, "", Anchor.none()));
            }
        }
        return new MigrationNode(
                "FromV1", Optional.empty(), Optional.empty(), 1, "", mappings, staying, false, Anchor.none());
    }

    /** Tries everything. */
    private static final class Oracle {
        private final Map<String, StateNode> older = new HashMap<>();
        private final Map<String, StateNode> newer = new HashMap<>();
        private final Map<String, String> places = new HashMap<>();
        private final List<String> mapped;
        private final List<Map<String, String>> valuations = valuations();

        Oracle(List<StateNode> older, List<StateNode> newer, MigrationNode migration) {
            older.forEach(state -> this.older.put(state.name(), state));
            newer.forEach(state -> this.newer.put(state.name(), state));
            mapped = migration.mappings().stream().map(MappingNode::from).toList();
            for (StateNode state : older) {
                Optional<MappingNode> mapping = migration.mapping(state.id());
                if (mapping.isPresent()) {
                    places.put(state.name(), mapping.get().target().orElseThrow());
                } else if (this.newer.containsKey(state.name())) {
                    places.put(state.name(), state.name());
                }
            }
        }

        private static List<Map<String, String>> valuations() {
            List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
            for (FactNode fact : FACTS) {
                for (Map<String, String> known : List.copyOf(all)) {
                    for (String value : fact.valueType().values()) {
                        Map<String, String> more = new HashMap<>(known);
                        more.put(fact.id(), value);
                        all.add(more);
                    }
                }
            }
            return all;
        }

        /** Where the step leads with these facts; nothing if it is not permitted. */
        private static Optional<String> step(StateNode state, String id, Map<String, String> facts) {
            for (TransitionEdge edge : state.transitions()) {
                boolean holds = edge.guard().requirements().stream()
                        .allMatch(each -> each.accepted()
                                .contains(facts.getOrDefault(each.fact().id(), "unknown")));
                if (edge.id().equals(id) && holds) {
                    return edge.target();
                }
            }
            return Optional.empty();
        }

        Set<String> differences(StateNode here) {
            String place = places.get(here.name());
            return place == null || here.terminal() || !mapped.contains(here.name())
                    ? Set.of()
                    : differences(here, newer.get(place));
        }

        private Set<String> differences(StateNode here, StateNode there) {
            Set<String> told = new TreeSet<>();
            if (!here.isEnd() && there.resting()) {
                told.add(Change.RESTS + " ");
            }
            if (here.resting() && !there.isEnd()) {
                told.add(Change.RESTS_NO_LONGER + " ");
            }
            for (String id : List.of("t0", "t1", "t2")) {
                Set<String> was = new TreeSet<>();
                Set<String> is = new TreeSet<>();
                for (Map<String, String> facts : valuations) {
                    Optional<String> old = step(here, id, facts);
                    Optional<String> now = step(there, id, facts);
                    old.ifPresent(was::add);
                    now.ifPresent(is::add);
                    if (old.isPresent() != now.isPresent()) {
                        told.add((old.isPresent() ? Change.LESS : Change.MORE) + " " + id);
                    }
                }
                if (!was.isEmpty() && !is.isEmpty()) {
                    Set<String> before = new TreeSet<>();
                    fourEyes(here, id).forEach(state -> before.add(places.getOrDefault(state, state)));
                    if (!before.containsAll(fourEyes(there, id))) {
                        told.add(Change.OBLIGED + " " + id);
                    }
                    if (!fourEyes(there, id).containsAll(before)) {
                        told.add(Change.RELIEVED + " " + id);
                    }
                }
                for (String target : was) {
                    if (!is.isEmpty() && is.stream().noneMatch(place -> isAlike(target, place))) {
                        told.add(Change.REAIMED + " " + id);
                    }
                }
            }
            return told;
        }

        private static List<String> fourEyes(StateNode state, String id) {
            return state.transition(id).orElseThrow().obligations().fourEyes().stream()
                    .map(FourEyes::state)
                    .toList();
        }

        /** Whether cases that were in one are now in the other, or both are the same end. */
        private boolean isAlike(String was, String is) {
            return is.equals(places.get(was))
                    || (is.equals(was) && Objects.requireNonNull(older.get(was)).terminal());
        }

        Set<String> later(StateNode from) {
            Set<String> reached = new TreeSet<>();
            String place = places.get(from.name());
            if (place == null || !mapped.contains(from.name())) {
                return reached;
            }
            Set<List<String>> seen = new HashSet<>(Set.of(List.of(from.name(), place)));
            var open = new ArrayList<>(seen);
            while (!open.isEmpty()) {
                List<String> pair = open.remove(0);
                StateNode here = Objects.requireNonNull(older.get(pair.get(0)));
                StateNode there = Objects.requireNonNull(newer.get(pair.get(1)));
                if (!here.name().equals(from.name())
                        && !differences(here, there).isEmpty()) {
                    reached.add(here.name());
                }
                for (String id : List.of("t0", "t1", "t2")) {
                    for (Map<String, String> facts : valuations) {
                        Optional<String> next = step(here, id, facts);
                        Optional<String> same = step(there, id, facts);
                        if (next.isPresent()
                                && same.isPresent()
                                && isAlike(next.get(), same.get())
                                && seen.add(List.of(next.get(), same.get()))) {
                            open.add(List.of(next.get(), same.get()));
                        }
                    }
                }
            }
            return reached;
        }

        /** Whether the valuation that is told is one that shows it. */
        boolean isShownBy(StateNode here, Difference each) {
            StateNode there = Objects.requireNonNull(newer.get(places.get(here.name())));
            boolean was = step(here, each.transition(), each.facts()).isPresent();
            boolean is = step(there, each.transition(), each.facts()).isPresent();
            return switch (each.change()) {
                case MORE -> is && !was;
                case LESS, NEW_FACT -> was && !is;
                case REAIMED, OBLIGED, RELIEVED, RESTS, RESTS_NO_LONGER -> true;
            };
        }
    }
}
