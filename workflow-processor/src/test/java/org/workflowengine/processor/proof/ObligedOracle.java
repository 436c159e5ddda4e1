package org.workflowengine.processor.proof;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.workflowengine.processor.proof.DrawnDefinition.Type;
import org.workflowengine.processor.proof.Oracle.Move;

/** Says by sending cases along every way what is wrong with drawn obligations; it shares no code with the processor. */
final class ObligedOracle {

    private final DrawnObligations drawn;
    private final List<Move> moves;
    private final Set<String> ends = new HashSet<>();
    private final Set<Set<String>> circles = new HashSet<>();
    private final Set<String> faults = new TreeSet<>();

    ObligedOracle(DrawnObligations drawn) {
        this.drawn = drawn;
        moves = new Oracle(drawn.drawn()).moves();
        ends.addAll(drawn.resting());
        for (Type state : drawn.drawn().states()) {
            if (state.terminal()) {
                ends.add(state.name());
            }
        }
        moves.forEach(this::judge);
    }

    /** {@code code Type.method} for everything that must be reported. */
    Set<String> faults() {
        return faults;
    }

    /** Quorums that wait for each other, {@code code Type.method} for each: of a circle at least one must be reported. */
    Set<Set<String>> circles() {
        return circles;
    }

    /** Where a case is, and what has happened to it: whether it has been in a state, and whether a step has brought it there. */
    private record Case(String state, boolean passed, boolean brought) {}

    private void judge(Move move) {
        fourEyes(move).forEach((state, label) -> {
            var cases = casesAt(move.edge().source(), state);
            if (cases.stream().anyMatch(one -> !one.passed())) {
                faults.add("WF605 " + label);
            } else if (cases.stream().anyMatch(one -> !one.brought())) {
                faults.add("WF606 " + label);
            }
            if (drawn.erasable() && isBlocked(move.edge().source(), state)) {
                faults.add("WF607 " + label);
            }
        });
        counting(move).ifPresent(label -> judge(move, label));
        move.declarations().forEach(one -> {
            var promised = one.type() + "." + one.method().name();
            var through = drawn.stillPass().get(promised);
            if (through != null && endsWithout(move.edge().target(), through)) {
                faults.add("WF602 " + promised);
            }
        });
    }

    /** All cases that can be in a state, as far as another state matters. */
    private Set<Case> casesAt(String source, String state) {
        var open = new ArrayDeque<Case>();
        for (Type type : drawn.drawn().states()) {
            boolean same = type.name().equals(state);
            if (type.initial()) {
                open.add(new Case(type.name(), same, same));
            }
            if (drawn.importable().contains(type.name())) {
                open.add(new Case(type.name(), same, false));
            }
        }
        Set<Case> seen = new HashSet<>();
        while (!open.isEmpty()) {
            var one = open.remove();
            if (seen.add(one)) {
                for (Move move : from(one.state())) {
                    var target = move.edge().target();
                    boolean enters = target.equals(state) && !one.state().equals(state);
                    open.add(new Case(target, one.passed() || enters, one.brought() || enters));
                }
            }
        }
        seen.removeIf(one -> !one.state().equals(source));
        return seen;
    }

    /** Whether a case is stuck there if nobody may make a step that requires four eyes on a state. */
    private boolean isBlocked(String source, String state) {
        var open = new ArrayDeque<>(List.of(source));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            var here = open.remove();
            if (ends.contains(here)) {
                return false;
            }
            if (seen.add(here)) {
                for (Move move : from(here)) {
                    boolean refused = fourEyes(move).containsKey(state);
                    var target = move.edge().target();
                    if (!refused && target.equals(state) && !here.equals(state)) {
                        return false;
                    }
                    if (!refused) {
                        open.add(target);
                    }
                }
            }
        }
        return true;
    }

    private void judge(Move move, String label) {
        var state = move.edge().source();
        var step = find(state, drawn.quorums().get(label).of());
        if (step.isEmpty() || !step.get().edge().target().equals(state)) {
            faults.add("WF608 " + label);
            return;
        }
        Set<String> seen = new HashSet<>();
        var next = step;
        while (next.isPresent()) {
            var waiting = counting(next.get());
            if (waiting.isEmpty() || !seen.add("WF608 " + waiting.get())) {
                return;
            }
            if (next.get().equals(move)) {
                circles.add(seen);
                return;
            }
            next = find(state, drawn.quorums().get(waiting.get()).of());
        }
    }

    private boolean endsWithout(String begin, String through) {
        var open = new ArrayDeque<>(List.of(begin));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            var here = open.remove();
            if (!here.equals(through) && seen.add(here)) {
                if (ends.contains(here)) {
                    return true;
                }
                from(here).forEach(move -> open.add(move.edge().target()));
            }
        }
        return false;
    }

    /** Where the quorum of a transition is written: of several of one step, the largest. */
    private Optional<String> counting(Move move) {
        return labels(move)
                .filter(drawn.quorums()::containsKey)
                .reduce((one, other) -> drawn.quorums().get(other).persons()
                                > drawn.quorums().get(one).persons()
                        ? other
                        : one);
    }

    /** The states on which a transition has four eyes, and where that is written nearest. */
    private Map<String, String> fourEyes(Move move) {
        Map<String, String> written = new LinkedHashMap<>();
        labels(move)
                .forEach(label -> drawn.fourEyes()
                        .getOrDefault(label, List.of())
                        .forEach(state -> written.putIfAbsent(state, label)));
        return written;
    }

    private Optional<Move> find(String state, String method) {
        return from(state).stream()
                .filter(move -> move.edge().name().equals(method))
                .findFirst();
    }

    private List<Move> from(String state) {
        return moves.stream().filter(move -> move.edge().source().equals(state)).toList();
    }

    /** Every declaration of a transition, the nearest first: each adds to what the others demand. */
    private static Stream<String> labels(Move move) {
        return move.declarations().stream()
                .map(one -> one.type() + "." + one.method().name());
    }
}
