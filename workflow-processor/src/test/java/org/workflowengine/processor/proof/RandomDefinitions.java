package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.workflowengine.processor.proof.DrawnDefinition.Demand;
import org.workflowengine.processor.proof.DrawnDefinition.Fact;
import org.workflowengine.processor.proof.DrawnDefinition.Kind;
import org.workflowengine.processor.proof.DrawnDefinition.Transition;
import org.workflowengine.processor.proof.DrawnDefinition.Type;

/** Draws definitions: some sound by construction, some of these then broken in a few places, some wild altogether. */
final class RandomDefinitions {

    private static final List<String> STATES =
            List.of("Arrived", "Busy", "Checked", "Drafted", "Ended", "Filed", "Given", "Held");

    private final Random random;
    private int transitions;

    RandomDefinitions(long seed) {
        random = new Random(seed);
    }

    DrawnDefinition draw(String name) {
        transitions = 0;
        int mood = random.nextInt(10);
        boolean wild = mood >= 7;
        var facts = facts(wild);
        var types = wild ? wildTypes(facts) : soundTypes(facts);
        if (mood >= 3 && !wild) {
            for (int faults = 1 + random.nextInt(3); faults > 0; faults--) {
                breakSomething(types, facts);
            }
        }
        Collections.shuffle(types, random);
        return new DrawnDefinition(name, facts, List.copyOf(types));
    }

    private List<Fact> facts(boolean wild) {
        var facts = new ArrayList<Fact>();
        for (int number = random.nextInt(4); number > 0; number--) {
            var kind = pick(List.of(Kind.BOOLEAN, Kind.ENUM, Kind.ANY_OF));
            facts.add(new Fact("Fact" + facts.size(), kind, values(kind), List.of()));
        }
        for (int number = facts.isEmpty() ? 0 : random.nextInt(3); number > 0; number--) {
            var kind = chance(70) ? Kind.NAME : Kind.BOOLEAN;
            var carried = demands(wild ? facts : plain(facts), 1 + random.nextInt(2));
            facts.add(new Fact("Guard" + facts.size(), kind, values(kind), carried));
        }
        return facts;
    }

    private List<String> values(Kind kind) {
        return switch (kind) {
            case NAME -> List.of();
            case BOOLEAN -> List.of("false", "true");
            default -> List.of("K0", "K1", "K2", "K3").subList(0, 1 + random.nextInt(4));
        };
    }

    private static List<Fact> plain(List<Fact> facts) {
        return facts.stream().filter(fact -> fact.carried().isEmpty()).toList();
    }

    /** A state that is no end leads to a later one, and each is entered from an earlier one. */
    private List<Type> soundTypes(List<Fact> facts) {
        int number = 2 + random.nextInt(7);
        int ends = number > 3 && chance(40) ? 2 : 1;
        var types = new ArrayList<Type>();
        var superstate = chance(50) ? List.of("Open") : List.<String>of();
        if (!superstate.isEmpty()) {
            types.add(new Type(
                    "Open",
                    false,
                    false,
                    false,
                    List.of(),
                    staying("Open", some(1, STATES.subList(0, number), facts, false), facts, false)));
        }
        for (int i = 0; i < number; i++) {
            boolean end = i >= number - ends;
            var own = new ArrayList<Transition>();
            if (!end) {
                own.add(transition(STATES.get(i + 1 + random.nextInt(number - i - 1)), facts, false));
                own.addAll(some(random.nextInt(2), STATES.subList(0, number), facts, false));
            }
            boolean inherits = !end && (i == 0 || chance(40));
            types.add(new Type(STATES.get(i), true, i == 0, end, inherits ? superstate : List.of(), own));
        }
        for (int i = 1; i < number; i++) {
            int from = types.size() - number + random.nextInt(Math.min(i, number - ends));
            add(types, from, transition(STATES.get(i), facts, false));
        }
        return types;
    }

    private List<Type> wildTypes(List<Fact> facts) {
        int number = 1 + random.nextInt(8);
        var names = STATES.subList(0, number);
        var types = new ArrayList<Type>();
        var superstates = List.of("Open", "Near", "Far").subList(0, random.nextInt(4));
        for (String superstate : superstates) {
            // A diamond when Far extends both of the others.
            var parents =
                    types.stream().map(Type::name).filter(any -> chance(50)).toList();
            types.add(new Type(
                    superstate,
                    false,
                    false,
                    false,
                    parents,
                    staying(superstate, some(random.nextInt(3), names, facts, true), facts, true)));
        }
        if (types.size() > 1 && !types.get(0).transitions().isEmpty() && chance(15)) {
            // A clash for those that inherit both, unless one superstate extends the other.
            var same = types.get(0).transitions().get(0);
            if (names.contains(same.target())) {
                add(types, 1, new Transition(same.name(), same.target(), demands(facts, 2)));
            }
        }
        for (int i = 0; i < number; i++) {
            var parents = new ArrayList<>(
                    superstates.stream().filter(any -> chance(40)).toList());
            if (i == 0) {
                superstates.stream().filter(one -> !parents.contains(one)).forEach(parents::add);
            } else if (chance(10)) {
                parents.add(names.get(random.nextInt(i)));
            }
            boolean initial = chance(i == 0 ? 80 : 10);
            boolean terminal = chance(i == number - 1 ? 80 : 15);
            var own = some(terminal && chance(70) ? 0 : random.nextInt(4), names, facts, true);
            types.add(new Type(names.get(i), true, initial, terminal, List.copyOf(parents), own));
        }
        strengthenInherited(types, facts);
        return types;
    }

    /** Declares again what a direct superstate declares, with more demands. */
    private void strengthenInherited(List<Type> types, List<Fact> facts) {
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            for (Type parent : List.copyOf(types)) {
                if (type.parents().contains(parent.name())
                        && !parent.transitions().isEmpty()
                        && chance(40)) {
                    var inherited = pick(parent.transitions());
                    boolean twice = types.get(i).transitions().stream()
                            .anyMatch(own -> own.name().equals(inherited.name()));
                    if (!twice) {
                        add(
                                types,
                                i,
                                new Transition(
                                        inherited.name(), inherited.target(), demands(facts, random.nextInt(3))));
                    }
                }
            }
        }
    }

    private void breakSomething(List<Type> types, List<Fact> facts) {
        int i = random.nextInt(types.size());
        var type = types.get(i);
        var names = types.stream().filter(Type::state).map(Type::name).toList();
        switch (random.nextInt(8)) {
            case 0 -> types.set(i, type.state() ? type.flagged(!type.initial(), type.terminal()) : type);
            case 1 -> types.set(i, type.state() ? type.flagged(type.initial(), !type.terminal()) : type);
            case 2 -> types.set(i, type.with(type.transitions().stream().skip(1).toList()));
            case 3 ->
                types.set(
                        i,
                        type.with(type.transitions().stream()
                                .map(one -> chance(50) ? one : new Transition(one.name(), pick(names), one.demands()))
                                .toList()));
            case 4 -> add(types, i, transition(pick(names), facts, true));
            case 5 -> addIsland(types, facts, names);
            default -> types.set(i, type.with(contradicted(type.transitions(), facts)));
        }
        // A superstate with nothing to inherit would be a type of its own kind; one with transitions is always
        // extended.
    }

    private void addIsland(List<Type> types, List<Fact> facts, List<String> names) {
        if (names.size() < STATES.size()) {
            var name = STATES.get(names.size());
            types.add(new Type(
                    name,
                    true,
                    false,
                    chance(30),
                    List.of(),
                    some(random.nextInt(2), List.of(name, pick(names)), facts, false)));
        }
    }

    /** A value and a guard that carries another one of the same fact. */
    private List<Transition> contradicted(List<Transition> all, List<Fact> facts) {
        var guards = facts.stream().filter(fact -> !fact.carried().isEmpty()).toList();
        if (guards.isEmpty()) {
            return all;
        }
        return all.stream()
                .map(one -> {
                    var guard = pick(guards);
                    var demands = new ArrayList<>(demands(List.of(guard), 1));
                    for (Demand carried : guard.carried()) {
                        demands.addAll(demands(
                                facts.stream()
                                        .filter(fact -> fact.name().equals(carried.fact()))
                                        .toList(),
                                1));
                    }
                    return new Transition(one.name(), one.target(), List.copyOf(demands));
                })
                .toList();
    }

    private List<Transition> some(int number, List<String> targets, List<Fact> facts, boolean wild) {
        var some = new ArrayList<Transition>();
        for (int i = 0; i < number; i++) {
            some.add(transition(pick(targets), facts, wild));
        }
        return some;
    }

    /** Now and then a superstate has a transition more, which returns the superstate. */
    private List<Transition> staying(String superstate, List<Transition> others, List<Fact> facts, boolean wild) {
        var all = new ArrayList<>(others);
        for (int number = chance(30) ? 1 + random.nextInt(2) : 0; number > 0; number--) {
            all.add(transition(superstate, facts, wild));
        }
        return all;
    }

    private Transition transition(String target, List<Fact> facts, boolean wild) {
        // One demand alone contradicts nothing; guards of sound definitions carry one value per fact.
        var demands = wild ? demands(facts, random.nextInt(4)) : demands(plain(facts), random.nextInt(3));
        if (!wild && chance(25)) {
            demands = demands(facts, 1);
        }
        return new Transition("go" + transitions++, target, demands);
    }

    /** Demands of different facts. */
    private List<Demand> demands(List<Fact> facts, int number) {
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .limit(number)
                .map(fact -> new Demand(fact.name(), accepted(fact)))
                .toList();
    }

    private Set<String> accepted(Fact fact) {
        return switch (fact.kind()) {
            case NAME -> Set.of();
            case BOOLEAN, ENUM -> Set.of(pick(fact.values()));
            case ANY_OF -> {
                var some = new LinkedHashSet<String>();
                fact.values().stream().filter(any -> chance(50)).forEach(some::add);
                if (some.isEmpty() && chance(95)) {
                    some.add(pick(fact.values()));
                }
                yield some;
            }
        };
    }

    private static void add(List<Type> types, int index, Transition transition) {
        var more = new ArrayList<>(types.get(index).transitions());
        more.add(transition);
        types.set(index, types.get(index).with(more));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
