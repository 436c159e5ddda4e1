package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.workflowengine.processor.proof.DrawnDefinition.Demand;
import org.workflowengine.processor.proof.DrawnDefinition.Fact;
import org.workflowengine.processor.proof.DrawnDefinition.Kind;
import org.workflowengine.processor.proof.DrawnDefinition.Transition;
import org.workflowengine.processor.proof.DrawnDefinition.Type;
import org.workflowengine.processor.proof.Walks.Edge;

/** Says by brute force what is wrong with a drawn definition; deliberately naive, it shares no code with the processor. */
final class Oracle {

    /**
     * A transition of a state, with every declaration of its name in the state and in the types that it extends. It keeps the state if one
     * of these declarations returns a superstate.
     */
    record Move(Edge edge, List<Declaration> declarations, boolean stays) {

        List<Demand> demands() {
            return declarations.stream()
                    .flatMap(one -> one.method().demands().stream())
                    .toList();
        }

        boolean ownOf(String type) {
            return declarations.stream().anyMatch(one -> one.type().equals(type));
        }

        String label() {
            return edge.source() + "." + edge.name();
        }
    }

    /** A method where it is written. */
    record Declaration(String type, Transition method) {}

    /** A demand of one fact, where it is written. */
    private record Written(String fact, Set<String> accepted, String place) {}

    private final DrawnDefinition drawn;
    private final Valuations valuations;
    private final List<Move> moves = new ArrayList<>();
    private final List<String> states;
    private final Set<String> terminal;
    private final Walks all;
    private final Walks live;
    private final Set<String> faults = new TreeSet<>();

    Oracle(DrawnDefinition drawn) {
        this.drawn = drawn;
        valuations = new Valuations(drawn);
        states = drawn.states().stream().map(Type::name).toList();
        terminal = names(Type::terminal);
        for (String state : states) {
            moves.addAll(movesOf(state));
        }
        all = new Walks(moves.stream().map(Move::edge).toList());
        live = new Walks(moves.stream().filter(this::canFire).map(Move::edge).toList());
    }

    /** One initial state, every state entered, a way out of every state, every transition able to fire, ends without exits. */
    boolean isSound() {
        var initial = names(Type::initial);
        return initial.size() == 1
                && live.from(initial.iterator().next()).containsAll(states)
                && states.stream().allMatch(state -> live.from(state).stream().anyMatch(terminal::contains))
                && moves.stream().allMatch(this::canFire)
                && moves.stream()
                        .noneMatch(move -> terminal.contains(move.edge().source()))
                && clashes().isEmpty();
    }

    /** The transitions that contradict themselves, by their nearest declarations. */
    Set<String> contradictory() {
        var contradictory = new TreeSet<String>();
        moves.stream().filter(move -> !canFire(move)).map(Oracle::placeOf).forEach(contradictory::add);
        return contradictory;
    }

    /** Whether a case can make a transition that is declared there, although it has never been in any of these states. */
    boolean comesWithout(String type, String name, Set<String> avoided) {
        return moves(type, name).stream()
                .anyMatch(move -> without(avoided)
                                .from(start().orElseThrow())
                                .contains(move.edge().source())
                        && !avoided.contains(start().orElseThrow())
                        && !avoided.contains(move.edge().source()));
    }

    /** Whether a case can end after such a transition without ever being in any of these states again. */
    boolean endsWithout(String type, String name, Set<String> avoided) {
        return moves(type, name).stream()
                .anyMatch(move -> !avoided.contains(move.edge().target())
                        && without(avoided).from(move.edge().target()).stream().anyMatch(terminal::contains));
    }

    List<Move> moves() {
        return List.copyOf(moves);
    }

    private List<Move> moves(String type, String name) {
        return moves.stream()
                .filter(move -> move.declarations().stream()
                        .anyMatch(one ->
                                one.type().equals(type) && one.method().name().equals(name)))
                .toList();
    }

    private Walks without(Set<String> avoided) {
        return new Walks(moves.stream()
                .map(Move::edge)
                .filter(edge -> !avoided.contains(edge.source()) && !avoided.contains(edge.target()))
                .toList());
    }

    Set<String> notEntered() {
        var not = new LinkedHashSet<>(states);
        start().ifPresent(start -> not.removeAll(live.from(start)));
        return start().isPresent() ? not : Set.of();
    }

    /** {@code code label} for everything that must be reported, but for the contradictions, which {@link #contradictory()} tells. */
    Set<String> faults() {
        initialState();
        ends();
        unreachable();
        trapped();
        clashes().forEach(type -> faults.add("WF209 " + type));
        if (clashes().isEmpty()) {
            loopsAndTwins();
            alwaysTrue();
            unused();
        }
        return faults;
    }

    private void initialState() {
        var initial = names(Type::initial);
        if (initial.isEmpty()) {
            faults.add("WF201 definition");
        } else if (initial.size() > 1) {
            initial.forEach(state -> faults.add("WF201 " + state));
        }
    }

    private void ends() {
        boolean deadEnd = false;
        for (String state : states) {
            boolean moves = !from(state).isEmpty();
            if (terminal.contains(state) && moves) {
                faults.add("WF206 " + state);
            } else if (!terminal.contains(state) && !moves) {
                faults.add("WF205 " + state);
                deadEnd = true;
            }
        }
        if (terminal.isEmpty() && !deadEnd) {
            faults.add("WF202 definition");
        }
    }

    private void unreachable() {
        start().ifPresent(start -> {
            var outside = keep(states, state -> !all.leads(start, state));
            sources(outside).forEach(island -> faults.add("WF203 " + island.get(0)));
            var cut = keep(states, state -> all.leads(start, state) && !live.leads(start, state));
            sources(cut).forEach(island -> faults.add("WF203 " + island.get(0)));
        });
    }

    private void trapped() {
        if (terminal.isEmpty()) {
            return;
        }
        var enterable = keep(
                states, state -> start().map(start -> live.leads(start, state)).orElse(true));
        var trapped = keep(enterable, state -> !finishes(all, state));
        for (List<String> loop : sinks(trapped)) {
            boolean leftDead = moves.stream().anyMatch(move -> leaves(move, loop) && !canFire(move));
            if (loop.stream().anyMatch(live::onLoop) || loop.stream().anyMatch(all::onLoop) && !leftDead) {
                faults.add("WF204 " + firstEntered(loop));
            }
        }
        var held = keep(enterable, state -> finishes(all, state) && !finishes(live, state));
        for (List<String> group : sinks(held)) {
            boolean leftAlive = moves.stream().anyMatch(move -> leaves(move, group) && canFire(move));
            boolean heldByDead = moves.stream()
                    .anyMatch(move -> leaves(move, group)
                            && !canFire(move)
                            && enterable.contains(move.edge().target()));
            if (!leftAlive && heldByDead) {
                faults.add("WF204 " + firstEntered(group));
            }
        }
    }

    private void loopsAndTwins() {
        for (Move move : moves) {
            var state = move.edge().source();
            if (terminal.contains(state)) {
                continue;
            }
            if (move.edge().target().equals(state)
                    && !move.stays()
                    && move.demands().isEmpty()) {
                faults.add("WF210 " + (move.ownOf(state) ? move.label() : state));
            }
            for (Move other : from(state)) {
                boolean twins = !other.equals(move)
                        && !(move.stays() && other.stays())
                        && other.edge().target().equals(move.edge().target())
                        && canFire(move)
                        && valuations.same(move.demands(), other.demands());
                if (twins && (move.ownOf(state) || !other.ownOf(state))) {
                    faults.add("WF208 " + placeOf(move));
                }
            }
        }
    }

    private static String placeOf(Move move) {
        // The nearest declaration stands first.
        var nearest = move.declarations().get(0);
        return nearest.type() + "." + nearest.method().name();
    }

    private void alwaysTrue() {
        for (Move move : moves) {
            var written = written(move);
            for (Written one : written) {
                var values = drawn.fact(one.fact()).values();
                boolean always = values.stream().allMatch(value -> accept(written, one.fact(), value));
                if (always) {
                    faults.add("WF303 " + one.place());
                }
            }
        }
    }

    private void unused() {
        for (Fact fact : drawn.facts()) {
            if (fact.kind() == Kind.NAME) {
                continue;
            }
            var users = moves.stream()
                    .filter(move ->
                            written(move).stream().anyMatch(one -> one.fact().equals(fact.name())))
                    .toList();
            if (users.isEmpty()) {
                faults.add("WF304 @" + fact.name());
            } else if (fact.kind() != Kind.BOOLEAN) {
                boolean some = fact.values().stream()
                        .anyMatch(value -> users.stream().noneMatch(move -> acceptsSomehow(move, fact, value)));
                if (some) {
                    faults.add("WF305 @" + fact.name());
                }
            }
        }
    }

    private boolean acceptsSomehow(Move move, Fact fact, String value) {
        var written = written(move);
        boolean contradicted = fact.values().stream().noneMatch(any -> accept(written, fact.name(), any));
        return contradicted
                ? written.stream()
                        .anyMatch(one ->
                                one.fact().equals(fact.name()) && one.accepted().contains(value))
                : accept(written, fact.name(), value);
    }

    private static boolean accept(List<Written> written, String fact, String value) {
        return written.stream()
                .filter(one -> one.fact().equals(fact))
                .allMatch(one -> one.accepted().contains(value));
    }

    /** States or superstates that inherit one name with different guards and do not say what they mean. */
    Set<String> clashes() {
        var clashes = new TreeSet<String>();
        for (Type type : drawn.types()) {
            Map<String, List<List<Declaration>>> inherited = new LinkedHashMap<>();
            for (String parent : type.parents()) {
                declarations(parent)
                        .forEach((name, origins) -> inherited
                                .computeIfAbsent(name, any -> new ArrayList<>())
                                .add(origins));
            }
            inherited.forEach((name, ways) -> {
                boolean own =
                        type.transitions().stream().anyMatch(one -> one.name().equals(name));
                var whole = ways.stream()
                        .filter(way ->
                                ways.stream().noneMatch(wider -> wider.size() > way.size() && wider.containsAll(way)))
                        .map(this::acceptedByFact)
                        .toList();
                boolean differ = whole.stream().distinct().count() > 1;
                if (!own && differ) {
                    clashes.add(type.name());
                }
            });
        }
        return clashes;
    }

    /** Per fact that is demanded the values that pass; guards that never hold may differ in how. */
    private Map<String, List<String>> acceptedByFact(List<Declaration> declarations) {
        var written = written(declarations);
        Map<String, List<String>> accepted = new TreeMap<>();
        written.forEach(one -> accepted.put(
                one.fact(), keep(drawn.fact(one.fact()).values(), value -> accept(written, one.fact(), value))));
        return accepted;
    }

    /**
     * Every declaration of each name in a type and all that it extends: its own first, then what its parents bring, as written. A parent
     * that brings no more than another one adds nothing.
     */
    private Map<String, List<Declaration>> declarations(String name) {
        var type = drawn.type(name);
        Map<String, List<List<Declaration>>> all = new LinkedHashMap<>();
        for (Transition method : type.transitions()) {
            all.computeIfAbsent(method.name(), any -> new ArrayList<>())
                    .add(List.of(new Declaration(type.name(), method)));
        }
        for (String parent : type.parents()) {
            declarations(parent).forEach((method, brought) -> {
                var before = all.computeIfAbsent(method, any -> new ArrayList<>());
                if (before.stream().noneMatch(other -> other.containsAll(brought))) {
                    before.removeIf(brought::containsAll);
                    before.add(brought);
                }
            });
        }
        Map<String, List<Declaration>> declarations = new LinkedHashMap<>();
        all.forEach((method, brought) -> declarations.put(
                method, brought.stream().flatMap(List::stream).distinct().toList()));
        return declarations;
    }

    private List<Move> movesOf(String state) {
        var moves = new ArrayList<Move>();
        declarations(state).forEach((name, declared) -> {
            boolean stays = declared.stream()
                    .anyMatch(one -> !states.contains(one.method().target()));
            var target = stays ? state : declared.get(0).method().target();
            moves.add(new Move(new Edge(state, name, target), declared, stays));
        });
        return moves;
    }

    private List<Written> written(Move move) {
        return written(move.declarations());
    }

    private List<Written> written(List<Declaration> declarations) {
        var written = new ArrayList<Written>();
        for (Declaration one : declarations) {
            one.method()
                    .demands()
                    .forEach(demand ->
                            expand(demand, one.type() + "." + one.method().name(), written));
        }
        return written;
    }

    private void expand(Demand demand, String place, List<Written> written) {
        var fact = drawn.fact(demand.fact());
        if (fact.kind() != Kind.NAME) {
            written.add(new Written(fact.name(), demand.accepted(), place));
        }
        fact.carried().forEach(carried -> expand(carried, "@" + fact.name(), written));
    }

    private boolean canFire(Move move) {
        return valuations.canHold(move.demands());
    }

    private boolean finishes(Walks walks, String state) {
        return walks.from(state).stream().anyMatch(terminal::contains);
    }

    private static boolean leaves(Move move, List<String> group) {
        return group.contains(move.edge().source())
                && !group.contains(move.edge().target());
    }

    private String firstEntered(List<String> group) {
        return group.stream()
                .min((one, other) -> Integer.compare(stepsTo(one), stepsTo(other)))
                .orElseThrow();
    }

    private int stepsTo(String state) {
        return start().flatMap(start -> live.steps(start, state)).orElse(Integer.MAX_VALUE);
    }

    /** Groups within these states that none of the others leads to. */
    private List<List<String>> sources(List<String> some) {
        var inner = within(some);
        return groups(some, inner).stream()
                .filter(group ->
                        keep(some, state -> inner.leads(state, group.get(0))).size() == group.size())
                .toList();
    }

    /** Groups within these states that lead to none of the others. */
    private List<List<String>> sinks(List<String> some) {
        var inner = within(some);
        return groups(some, inner).stream()
                .filter(group -> inner.from(group.get(0)).size() == group.size())
                .toList();
    }

    private static List<List<String>> groups(List<String> some, Walks inner) {
        return some.stream()
                .map(one -> keep(some, other -> inner.connected(one, other)))
                .distinct()
                .toList();
    }

    private Walks within(List<String> some) {
        return new Walks(moves.stream()
                .map(Move::edge)
                .filter(edge -> some.contains(edge.source()) && some.contains(edge.target()))
                .toList());
    }

    private List<Move> from(String state) {
        return moves.stream().filter(move -> move.edge().source().equals(state)).toList();
    }

    private Optional<String> start() {
        var initial = names(Type::initial);
        return initial.size() == 1 ? Optional.of(initial.iterator().next()) : Optional.empty();
    }

    private Set<String> names(Predicate<Type> wanted) {
        var names = new LinkedHashSet<String>();
        drawn.states().stream().filter(wanted).map(Type::name).forEach(names::add);
        return names;
    }

    private static List<String> keep(List<String> from, Predicate<String> wanted) {
        return from.stream().filter(Objects::nonNull).filter(wanted).toList();
    }
}
