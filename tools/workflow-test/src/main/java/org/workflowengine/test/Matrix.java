package org.workflowengine.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;

/**
 * What was answered to every transition in every state. {@link #toString} is a page to read and to compare: kept in a test, it shows every
 * change of what the workflow permits. Immutable.
 */
public final class Matrix {
    private final Definition definition;
    private final int transitions;
    private final int attempts;
    private final List<String> importable;
    private final Map<String, Map<String, Cell>> cells;
    private final Map<String, Map<String, Cell>> migrations;

    Matrix(
            Definition definition,
            int transitions,
            int attempts,
            List<String> importable,
            Map<String, Map<String, Cell>> cells,
            Map<String, Map<String, Cell>> migrations) {
        this.definition = definition;
        this.transitions = transitions;
        this.attempts = attempts;
        this.importable = List.copyOf(importable);
        this.cells = new LinkedHashMap<>(cells);
        this.migrations = new LinkedHashMap<>(migrations);
    }

    /** What was answered to one transition in one state. Filled by the thread that runs the matrix. */
    static final class Cell {
        private String entered = "";
        /** By fact, the values with which the move was made. */
        private final Map<String, TreeSet<String>> accepted = new LinkedHashMap<>();

        private final TreeSet<String> refusedFor = new TreeSet<>();
        private final TreeSet<String> obligations = new TreeSet<>();

        void add(Outcome<CaseHead> outcome, Move move) {
            if (outcome instanceof Outcome.Applied<CaseHead> applied) {
                entered = applied.handle().state();
                move.facts()
                        .forEach((fact, value) -> accepted.computeIfAbsent(fact, id -> new TreeSet<>())
                                .add(value));
            } else {
                ((Outcome.Refused<CaseHead>) outcome).refusal().match(new Reason());
            }
        }

        private final class Reason implements Refusal.Match<Boolean> {
            @Override
            public Boolean other(Refusal refusal) {
                return false;
            }

            @Override
            public Boolean guardNotSatisfied(Refusal.GuardNotSatisfied refusal) {
                return refusedFor.addAll(
                        refusal.unmet().stream().map(part -> part.fact().id()).toList());
            }

            @Override
            public Boolean actorNotPermitted(Refusal.ActorNotPermitted refusal) {
                return obligations.add("not by who brought the case into " + refusal.enteredState());
            }

            @Override
            public Boolean quorumNotReached(Refusal.QuorumNotReached refusal) {
                return obligations.add("after " + refusal.step() + " by " + refusal.required() + " persons");
            }
        }

        boolean isPossible() {
            return !entered.isEmpty() || !refusedFor.isEmpty() || !obligations.isEmpty();
        }

        /** Only a fact that has caused a refusal is a condition. */
        private String conditions() {
            List<String> conditions = new ArrayList<>();
            for (String fact : refusedFor) {
                conditions.add(fact + " = " + String.join(" or ", accepted.getOrDefault(fact, new TreeSet<>())));
            }
            String guard = conditions.isEmpty() ? "" : " if " + String.join(", ", conditions);
            return guard + obligations.stream().map(text -> ", " + text).collect(Collectors.joining());
        }

        @Override
        public String toString() {
            return (entered.isEmpty() ? "(never)" : entered) + conditions();
        }
    }

    /** {@return how many pairs of a state and a transition were tried} */
    public int pairs() {
        return cells.size() * transitions;
    }

    /** {@return in how many of them the transition is not allowed} */
    public int illegalPairs() {
        return pairs()
                - (int) cells.values().stream()
                        .flatMap(row -> row.values().stream())
                        .filter(Cell::isPossible)
                        .count();
    }

    /** {@return how many moves were tried, besides those that led to the states} */
    public int attempts() {
        return attempts;
    }

    /**
     * Where a case is opened, and where an imported one may begin. Then one line for each transition that was applied or that only facts or persons stood in the way of, below the state that it leaves; all
     * others are not allowed. A condition is named if its refusal was seen. The states of older versions follow, with their migrations.
     *
     * @return lines that end with {@code \n}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(definition.workflow())
                .append(" version ")
                .append(definition.version())
                .append('\n')
                .append("(open) -> ")
                .append(definition.initial().id())
                .append('\n');
        importable.forEach(state -> text.append("(import) -> ").append(state).append('\n'));
        cells.forEach((state, row) -> append(text, state, row));
        migrations.forEach((state, row) -> append(text, state, row));
        text.append("not allowed: ")
                .append(illegalPairs())
                .append(" of ")
                .append(pairs())
                .append('\n');
        return text.toString();
    }

    private static void append(StringBuilder text, String state, Map<String, Cell> row) {
        text.append(state).append('\n');
        row.forEach((transition, cell) -> {
            if (cell.isPossible()) {
                text.append("  ").append(transition).append(" -> ").append(cell).append('\n');
            }
        });
    }
}
