package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a migration means for the cases in each state of the older version, decided exactly.
 *
 * <p>An older state corresponds to the state that it is mapped to, or to the one of the same id. A future is what can be done from a state on,
 * and with which facts. Guards are conjunctions of sets of values, so two of them are compared fact by fact, and nothing is tried out. A
 * difference further on is a difference of the state in which it is met: if no state differs, the two versions are bisimilar.
 */
public final class Futures {

    /** How a state differs from the one that it corresponds to. */
    public enum Change {
        /** Something can be done that could not. */
        MORE,
        /** Something cannot be done any more. */
        LESS,
        /** Something needs a fact that it did not need. */
        NEW_FACT,
        /** Something leads elsewhere. */
        REAIMED,
        /** Something may not be made by everybody any more, or only later. */
        OBLIGED,
        /** Something may be made by more people, or sooner. */
        RELIEVED,
        /** A case may rest there, and could not. */
        RESTS,
        /** A case may not rest there any more. */
        RESTS_NO_LONGER;

        /** Whether something could be done in that very state that cannot be done any more. */
        public boolean isLoss() {
            return this == LESS || this == NEW_FACT || this == OBLIGED;
        }
    }

    /**
     * One difference.
     *
     * @param change its kind
     * @param transition the id of the transition
     * @param facts a valuation by fact id that shows it: with it, one version permits the step and the other does not
     * @param fact the fact that decides, if one does
     * @param was where the transition led, and what becomes of cases there, if it is re-aimed; what was demanded of who made it
     * @param is where it leads; what is demanded of who makes it
     */
    public record Difference(
            Change change,
            String transition,
            Map<String, String> facts,
            Optional<String> fact,
            String was,
            String is) {}

    /**
     * The future of the cases in one state.
     *
     * @param state the older state
     * @param becomes the state they come to, or empty if they stay
     * @param differences what differs in that state
     * @param later the older states behind it that differ, nearest first, each with the transitions that lead there
     */
    public record Future(
            StateNode state,
            Optional<StateNode> becomes,
            List<Difference> differences,
            Map<String, List<String>> later) {

        /** Whether nothing differs, here or further on. */
        public boolean isSame() {
            return becomes.isPresent() && differences.isEmpty() && later.isEmpty();
        }

        /** Whether something that could be done in that very state cannot be done any more. */
        public boolean isNarrower() {
            return differences.stream().anyMatch(each -> each.change().isLoss());
        }
    }

    private final Map<String, StateNode> older = new LinkedHashMap<>();
    private final Map<String, StateNode> newer = new LinkedHashMap<>();
    private final Map<String, StateNode> newerById = new LinkedHashMap<>();
    private final MigrationNode migration;

    private Futures(List<StateNode> older, List<StateNode> newer, MigrationNode migration) {
        this.migration = migration;
        older.forEach(state -> this.older.put(state.name(), state));
        newer.forEach(state -> {
            this.newer.put(state.name(), state);
            newerById.put(state.id(), state);
        });
    }

    /**
     * The futures of all states of the older version that are not terminal.
     *
     * @param older the older version's states, sound
     * @param newer the newer version's states, sound
     * @param migration how cases come from one to the other
     * @return in the order of the older version
     */
    public static List<Future> of(List<StateNode> older, List<StateNode> newer, MigrationNode migration) {
        var futures = new Futures(older, newer, migration);
        var all = new ArrayList<Future>();
        for (StateNode state : older) {
            if (!state.terminal()) {
                all.add(futures.of(state));
            }
        }
        return all;
    }

    private Future of(StateNode state) {
        var becomes = mapped(state);
        if (becomes.isEmpty()) {
            return new Future(state, becomes, List.of(), Map.of());
        }
        Map<Pair, List<String>> ways = new LinkedHashMap<>();
        var start = new Pair(state, becomes.get());
        ways.put(start, List.of());
        Map<String, List<String>> later = new LinkedHashMap<>();
        var open = new ArrayList<>(List.of(start));
        for (int i = 0; i < open.size(); i++) {
            var pair = open.get(i);
            var way = ways.getOrDefault(pair, List.of());
            boolean elsewhere = !pair.here().name().equals(state.name());
            if (elsewhere && !differences(pair.here(), pair.there()).isEmpty()) {
                later.putIfAbsent(pair.here().name(), way);
            }
            for (TransitionEdge step : pair.here().transitions()) {
                var next = common(step, pair.there());
                if (next.isPresent() && !ways.containsKey(next.get())) {
                    var longer = new ArrayList<>(way);
                    longer.add(step.name());
                    ways.put(next.get(), longer);
                    open.add(next.get());
                }
            }
        }
        return new Future(state, becomes, differences(state, becomes.get()), later);
    }

    /** A state of the older version, and where a case that took the same steps is in the newer one. */
    private record Pair(StateNode here, StateNode there) {}

    /** Where a step leads in both versions, if both can make it with some facts and it leads alike. */
    private Optional<Pair> common(TransitionEdge step, StateNode there) {
        var same = byId(there, step.id());
        if (same.isEmpty()
                || !step.canFire()
                || !step.guard().and(same.get().guard()).canHold()) {
            return Optional.empty();
        }
        var target = same.get().target().map(newer::get);
        return step.target()
                .map(older::get)
                .filter(next -> leadsAlike(next, same.get()))
                .flatMap(next -> target.map(state -> new Pair(next, state)));
    }

    /** Where cases end, the same id is the same end, even if some cases are brought back from there. */
    private boolean leadsAlike(StateNode next, TransitionEdge step) {
        var target = step.target().map(newer::get);
        boolean sameEnd = next.terminal()
                && target.filter(state -> state.id().equals(next.id())).isPresent();
        return sameEnd
                || (target.isPresent()
                        && corresponding(next)
                                .filter(state ->
                                        state.name().equals(target.get().name()))
                                .isPresent());
    }

    /** An older state, and what becomes of its cases where its name does not say it. */
    private String inWords(StateNode state) {
        var place = corresponding(state);
        if (place.isEmpty()) {
            return state.name() + ", which has no counterpart";
        }
        return place.get().name().equals(state.name())
                ? state.name()
                : state.name() + ", whose cases come to " + place.get().name();
    }

    private Optional<StateNode> mapped(StateNode state) {
        return migration.mapping(state.id()).flatMap(MappingNode::target).map(newer::get);
    }

    /** Where a case in that state is in the newer version: mapped, or in the state of the same id. */
    private Optional<StateNode> corresponding(StateNode state) {
        var mapped = mapped(state);
        return mapped.isPresent() ? mapped : Optional.ofNullable(newerById.get(state.id()));
    }

    private String nameNow(String state) {
        return Optional.ofNullable(older.get(state))
                .flatMap(this::corresponding)
                .map(StateNode::name)
                .orElse(state);
    }

    private List<Difference> differences(StateNode here, StateNode there) {
        var differences = new ArrayList<Difference>();
        if (here.resting() != there.resting() && !here.terminal() && !there.terminal()) {
            differences.add(new Difference(
                    there.resting() ? Change.RESTS : Change.RESTS_NO_LONGER, "", Map.of(), Optional.empty(), "", ""));
        }
        for (TransitionEdge was : here.transitions()) {
            if (!was.canFire()) {
                continue;
            }
            var is = byId(there, was.id());
            if (is.isEmpty()) {
                differences.add(difference(Change.LESS, was, satisfying(was.guard()), Optional.empty()));
                continue;
            }
            only(was.guard(), is.get().guard())
                    .ifPresent(fact -> differences.add(difference(
                            accepted(was.guard(), fact).isEmpty() ? Change.NEW_FACT : Change.LESS,
                            was,
                            witness(was.guard(), is.get().guard(), fact),
                            Optional.of(fact))));
            only(is.get().guard(), was.guard())
                    .ifPresent(fact -> differences.add(difference(
                            Change.MORE, was, witness(is.get().guard(), was.guard(), fact), Optional.of(fact))));
            differences.addAll(ObligedFutures.of(here, was, there, is.get(), this::nameNow));
            var target = was.target().map(older::get);
            if (target.isPresent() && !leadsAlike(target.get(), is.get())) {
                differences.add(new Difference(
                        Change.REAIMED,
                        was.id(),
                        Map.of(),
                        Optional.empty(),
                        inWords(target.get()),
                        is.get().target().orElse("?")));
            }
        }
        for (TransitionEdge is : there.transitions()) {
            if (is.canFire() && byId(here, is.id()).isEmpty()) {
                differences.add(difference(Change.MORE, is, satisfying(is.guard()), Optional.empty()));
            }
        }
        return differences;
    }

    private static Difference difference(
            Change change, TransitionEdge step, Map<String, String> facts, Optional<String> fact) {
        return new Difference(change, step.id(), facts, fact, "", step.target().orElse("?"));
    }

    private static Optional<TransitionEdge> byId(StateNode state, String id) {
        for (TransitionEdge step : state.transitions()) {
            if (step.id().equals(id) && step.canFire()) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** A fact by which the first guard accepts what the second does not; nothing if it accepts no more than the second. */
    private static Optional<String> only(Guard accepting, Guard refusing) {
        for (Condition condition : refusing.conditions()) {
            var accepted = accepted(accepting, condition.fact().id());
            if (accepted.isEmpty() || !condition.accepted().containsAll(accepted)) {
                return Optional.of(condition.fact().id());
            }
        }
        return Optional.empty();
    }

    /** What a guard accepts of a fact; nothing if it does not ask for it. */
    private static List<String> accepted(Guard guard, String fact) {
        for (Condition condition : guard.conditions()) {
            if (condition.fact().id().equals(fact)) {
                return condition.accepted();
            }
        }
        return List.of();
    }

    private static Map<String, String> satisfying(Guard guard) {
        Map<String, String> facts = new TreeMap<>();
        guard.conditions()
                .forEach(condition ->
                        facts.put(condition.fact().id(), condition.accepted().get(0)));
        return facts;
    }

    /** Satisfies the first guard, and not the second because of that fact; a fact that is left out is unknown. */
    private static Map<String, String> witness(Guard accepting, Guard refusing, String fact) {
        var facts = satisfying(accepting);
        for (String value : accepted(accepting, fact)) {
            if (!accepted(refusing, fact).contains(value)) {
                facts.put(fact, value);
            }
        }
        return facts;
    }
}
