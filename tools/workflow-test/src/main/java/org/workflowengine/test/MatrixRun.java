package org.workflowengine.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Tries every transition in every state, in every way in which its guard and its obligations can fail. Used once. */
final class MatrixRun {
    /** Somebody who has made no step of any way. */
    private static final String STRANGER = "stranger";

    private final Subject subject;
    private final Definition expected;
    private final PathSearch search;
    private final CaseIds ids;
    private final Set<String> deviations = new LinkedHashSet<>();
    private final Map<String, Map<String, Matrix.Cell>> cells = new LinkedHashMap<>();
    private int attempts;
    /** A case in the state whose row is tried: what is refused leaves it as it is. */
    private Optional<CheckedCase> waiting = Optional.empty();

    MatrixRun(Subject subject, Definition expected) {
        this.subject = subject;
        this.expected = expected;
        this.search = new PathSearch(expected, subject.older());
        this.ids = new CaseIds(subject, "matrix");
    }

    Matrix run() {
        Set<String> transitions = new TreeSet<>(expected.transitionIds());
        transitions.addAll(subject.definition().transitionIds());
        for (WorkflowState state : expected.states()) {
            Optional<List<PathStep>> way = search.to(state.id());
            if (way.isEmpty()) {
                deviations.add("no legal way leads to " + state.id()
                        + ". If only migrated cases reach it, give the engines of the older versions too");
                continue;
            }
            waiting = Optional.empty();
            Map<String, Matrix.Cell> row = new TreeMap<>();
            cells.put(state.id(), row);
            for (String transition : transitions) {
                row.put(transition, cell(way.get(), state.id(), transition));
            }
        }
        if (!deviations.isEmpty()) {
            throw new AssertionError(deviations.size() + " deviations from " + expected.workflow() + " version "
                    + expected.version() + ":\n" + String.join("\n", deviations));
        }
        return new Matrix(expected.workflow(), expected.version(), transitions.size(), attempts, cells);
    }

    private Matrix.Cell cell(List<PathStep> way, String state, String transition) {
        Matrix.Cell cell = new Matrix.Cell();
        for (Move move : refused(way.get(way.size() - 1).place(), state, transition)) {
            try {
                CheckedCase used = waiting.isPresent() ? waiting.get() : CheckedCase.after(subject, ids.next(), way);
                waiting = Optional.of(used);
                attempts++;
                cell.add(used.attempt(move), move);
            } catch (DeviationException e) {
                deviations.add(e.message());
                waiting = Optional.empty(); // wherever that case is now
            }
        }
        expected.transition(state, transition).ifPresent(row -> {
            oneShort(row, cell);
            applied(row, cell);
        });
        return cell;
    }

    /** With one person fewer than a quorum demands, on a case of its own. */
    private void oneShort(WorkflowTransition row, Matrix.Cell cell) {
        Map<String, String> facts = GuardFacts.satisfying(row.guard()).orElse(Map.of());
        for (Obligation obligation : expected.obligations(row)) {
            if (obligation.kind() == Obligation.Kind.QUORUM) {
                search.oneShortOf(row, obligation)
                        .ifPresent(way -> alone(way, new Move(row.id(), facts, STRANGER), cell));
            }
        }
    }

    private void alone(List<PathStep> way, Move move, Matrix.Cell cell) {
        try {
            CheckedCase fresh = CheckedCase.after(subject, ids.next(), way);
            attempts++;
            cell.add(fresh.attempt(move), move);
            List<Definition> versions = new ArrayList<>(subject.older());
            versions.add(subject.definition());
            fresh.verify(versions);
        } catch (DeviationException e) {
            deviations.add(e.message());
        }
    }

    /** Moves that must be refused in a state in which the case has just arrived. */
    private List<Move> refused(Place place, String state, String transition) {
        Optional<WorkflowTransition> row = expected.transition(state, transition);
        if (row.isEmpty()) {
            return List.of(new Move(transition, permissive(state, transition), STRANGER));
        }
        List<Move> moves = new ArrayList<>();
        Map<String, String> facts = GuardFacts.satisfying(row.get().guard()).orElse(Map.of());
        GuardFacts.accepted(row.get().guard())
                .forEach((fact, accepted) -> moves.addAll(unsatisfied(transition, facts, fact, accepted)));
        for (Obligation obligation : expected.obligations(row.get())) {
            if (obligation.kind() == Obligation.Kind.FOUR_EYES) {
                moves.add(new Move(transition, facts, place.last(obligation).orElse(STRANGER)));
            }
        }
        moves.add(new Move(transition, facts, STRANGER));
        moves.removeIf(
                move -> place.ask(transition, move.facts(), move.person()).isApplied());
        return moves;
    }

    /** Everything but one fact is as it must be. */
    private static List<Move> unsatisfied(
            String transition, Map<String, String> facts, FactRow fact, List<String> accepted) {
        List<Move> moves = new ArrayList<>();
        moves.add(new Move(transition, GuardFacts.without(facts, fact.id()), STRANGER));
        for (String value : GuardFacts.rejected(fact, accepted)) {
            moves.add(new Move(transition, GuardFacts.with(facts, fact.id(), value), STRANGER));
        }
        return moves;
    }

    /** Where nothing may be permitted, the facts with which something would most likely be. */
    private Map<String, String> permissive(String state, String transition) {
        Definition own = subject.definition();
        return Stream.of(
                        own.transition(state, transition).stream(),
                        own.transitions().stream(),
                        expected.transitions().stream())
                .flatMap(rows -> rows)
                .filter(row -> row.id().equals(transition))
                .flatMap(row -> GuardFacts.satisfying(row.guard()).stream())
                .findFirst()
                .orElse(Map.of());
    }

    /** With each accepted value of each fact, on a case of its own. */
    private void applied(WorkflowTransition row, Matrix.Cell cell) {
        Optional<List<PathStep>> way = search.before(row);
        if (way.isEmpty()) {
            return;
        }
        for (Map<String, String> facts : accepted(row.guard())) {
            alone(way.get(), new Move(row.id(), facts, STRANGER), cell);
        }
    }

    private static List<Map<String, String>> accepted(List<Condition> guard) {
        List<Map<String, String>> all = new ArrayList<>();
        GuardFacts.satisfying(guard).ifPresent(facts -> {
            all.add(facts);
            GuardFacts.accepted(guard)
                    .forEach((fact, values) -> values.stream()
                            .skip(1)
                            .forEach(value -> all.add(GuardFacts.with(facts, fact.id(), value))));
        });
        return all;
    }
}
