package org.workflowengine.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Definitions that differ from a given one in one small thing each, as a mistake in its source would make it. */
final class Mutants {
    /** What was done to the definition. */
    enum Kind {
        DROP_CONDITION("drop a condition of a guard"),
        OPPOSITE_VALUE("require the opposite value"),
        WIDEN("accept one more value"),
        DROP_OBLIGATION("drop four eyes or a quorum"),
        OTHER_STATE("let four eyes look at another state"),
        FEWER_PERSONS("lower a quorum by one person"),
        RETARGET("lead a transition to another state"),
        REMOVE("remove a transition"),
        ADD_KNOWN("add a transition with a name that other states have"),
        ADD_NEW("add a transition with a new name"),
        INITIAL("open cases in another state"),
        IMPORTABLE("let imported cases begin in one more state"),
        NOT_IMPORTABLE("let imported cases no longer begin in a state"),
        DROP_MIGRATION_CONDITION("drop a condition of a migration"),
        RETARGET_MIGRATION("lead a migration to another state"),
        REMOVE_MIGRATION("leave a state out of a migration");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    record Mutant(Kind kind, String what, Definition definition) {}

    private record Row(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    private final Definition original;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutants(Definition original) {
        this.original = original;
    }

    static List<Mutant> of(Definition original) {
        Mutants all = new Mutants(original);
        original.transitions().forEach(all::ofGuard);
        original.transitions().forEach(all::ofObligations);
        original.transitions().forEach(all::ofTarget);
        original.states().forEach(all::additional);
        original.states().forEach(all::ofBeginning);
        original.migrations().forEach(all::ofMigration);
        return all.mutants;
    }

    private void ofGuard(WorkflowTransition row) {
        for (Condition condition : row.guard()) {
            List<Condition> without = new ArrayList<>(row.guard());
            without.remove(condition);
            replace(Kind.DROP_CONDITION, row, " without " + condition.fact().id(), row.to(), without);
            List<String> opposite = GuardFacts.rejected(condition.fact(), condition.accepted());
            List<Condition> other = new ArrayList<>(row.guard());
            other.set(row.guard().indexOf(condition), new Condition(condition.fact(), opposite));
            replace(
                    Kind.OPPOSITE_VALUE,
                    row,
                    " with " + condition.fact().id() + " = " + String.join(" or ", opposite),
                    row.to(),
                    other);
            if (opposite.size() > 1 || condition.accepted().size() > 1) {
                widened(row, condition, opposite.get(0));
            }
        }
    }

    /** Where the fact has a value left that is not accepted; otherwise the condition would be none. */
    private void widened(WorkflowTransition row, Condition condition, String value) {
        List<String> accepted = new ArrayList<>(condition.accepted());
        accepted.add(value);
        if (accepted.size() < condition.fact().values().size()) {
            List<Condition> wider = new ArrayList<>(row.guard());
            wider.set(row.guard().indexOf(condition), new Condition(condition.fact(), accepted));
            replace(Kind.WIDEN, row, " also with " + condition.fact().id() + " = " + value, row.to(), wider);
        }
    }

    private void ofObligations(WorkflowTransition row) {
        for (Obligation obligation : original.obligations(row)) {
            List<Obligation> without = new ArrayList<>(original.obligations(row));
            without.remove(obligation);
            add(Kind.DROP_OBLIGATION, name(row) + " without \"" + obligation + "\"", rows(), row, without);
            if (obligation.kind() == Obligation.Kind.FOUR_EYES) {
                otherState(row, obligation, without);
            }
            if (obligation.persons() > 1) {
                List<Obligation> fewer = new ArrayList<>(without);
                fewer.add(Obligation.quorum(obligation.subject(), obligation.persons() - 1));
                add(
                        Kind.FEWER_PERSONS,
                        name(row) + " after " + (obligation.persons() - 1) + " of " + obligation.persons() + " persons",
                        rows(),
                        row,
                        fewer);
            }
        }
    }

    /** The initial state is entered by every case, so that the definition stays one that can be used. */
    private void otherState(WorkflowTransition row, Obligation fourEyes, List<Obligation> without) {
        Obligation other = Obligation.fourEyes(original.initial());
        if (!fourEyes.subject().equals(other.subject()) && !without.contains(other)) {
            List<Obligation> changed = new ArrayList<>(without);
            changed.add(other);
            add(Kind.OTHER_STATE, name(row) + " by four eyes on " + other.subject(), rows(), row, changed);
        }
    }

    private void ofTarget(WorkflowTransition row) {
        if (!isCounted(row)) {
            WorkflowState next = next(row.to());
            replace(Kind.RETARGET, row, " to " + next.id(), next, row.guard());
        }
        if (!isCounted(row)) {
            Map<WorkflowTransition, WorkflowTransition> fewer = rows();
            fewer.remove(row);
            add(Kind.REMOVE, name(row), fewer, row, List.of());
        }
    }

    private WorkflowState next(WorkflowState state) {
        List<WorkflowState> states = List.copyOf(original.states());
        return states.get((states.indexOf(state) + 1) % states.size());
    }

    /** A definition without the step that a quorum counts does not exist. */
    private boolean isCounted(WorkflowTransition row) {
        return original.transitionsFrom(row.from().id()).stream()
                .flatMap(each -> original.obligations(each).stream())
                .anyMatch(obligation -> obligation.kind() == Obligation.Kind.QUORUM
                        && obligation.subject().equals(row.id()));
    }

    private void additional(WorkflowState from) {
        if (from.isTerminal()) {
            return;
        }
        WorkflowState last =
                List.copyOf(original.states()).get(original.states().size() - 1);
        original.transitionIds().stream()
                .filter(id -> original.transition(from.id(), id).isEmpty())
                .findFirst()
                .ifPresent(id -> additional(Kind.ADD_KNOWN, new Row(id, from, last, List.of())));
        additional(Kind.ADD_NEW, new Row("SHORTCUT", from, last, List.of()));
    }

    private void additional(Kind kind, Row added) {
        Map<WorkflowTransition, WorkflowTransition> more = rows();
        more.put(added, added);
        add(kind, name(added) + " to " + added.to().id(), more, added, List.of());
    }

    private void ofBeginning(WorkflowState state) {
        String id = "{\"id\":\"" + state.id() + "\",";
        if (state.isImportable()) {
            rewritten(Kind.NOT_IMPORTABLE, state.id(), id + "\"importable\":true,", id);
        } else {
            rewritten(Kind.IMPORTABLE, state.id(), id + "\"initial\"", id + "\"importable\":true,\"initial\"");
        }
        if (!state.isInitial() && !state.isTerminal() && !state.isImportable()) {
            String initial = "{\"id\":\"" + original.initial().id() + "\",\"initial\":";
            String graph = original.graph().replace(initial + "true", initial + "false");
            rewritten(Kind.INITIAL, state.id(), graph, id + "\"initial\":false", id + "\"initial\":true");
        }
    }

    private void ofMigration(Migration migration) {
        for (WorkflowTransition mapping : migration.mappings()) {
            String from = "{\"from\":\"" + mapping.from().id() + "\",\"guard\":";
            String to = ",\"to\":\"" + mapping.to().id() + "\"}";
            String all = original.graph();
            // Mappings come before transitions, and have no id.
            int begin = all.indexOf(from);
            String guard = all.substring(begin + from.length(), all.indexOf(to, begin));
            String what = mapping.from().id() + " of version " + migration.fromVersion();
            if (!mapping.guard().isEmpty()) {
                rewritten(Kind.DROP_MIGRATION_CONDITION, what, from + guard + to, from + "[]" + to);
            }
            String next = next(mapping.to()).id();
            rewritten(
                    Kind.RETARGET_MIGRATION,
                    what + " to " + next,
                    from + guard + to,
                    from + guard + ",\"to\":\"" + next + "\"}");
            String graph = all.replace("," + from + guard + to, "").replace(from + guard + to + ",", "");
            mutants.add(new Mutant(Kind.REMOVE_MIGRATION, what, Definition.read(graph)));
        }
    }

    private void rewritten(Kind kind, String what, String from, String to) {
        rewritten(kind, what, original.graph(), from, to);
    }

    /** The definition is read from its text, in which one place is another. */
    private void rewritten(Kind kind, String what, String graph, String from, String to) {
        if (graph.split(Pattern.quote(from), -1).length != 2) {
            throw new IllegalStateException(from + " is not once in " + graph);
        }
        mutants.add(new Mutant(kind, what, Definition.read(graph.replace(from, to))));
    }

    private void replace(Kind kind, WorkflowTransition row, String how, WorkflowState to, List<Condition> guard) {
        Map<WorkflowTransition, WorkflowTransition> changed = rows();
        changed.put(row, new Row(row.id(), row.from(), to, guard));
        add(kind, name(row) + how, changed, row, original.obligations(row));
    }

    private Map<WorkflowTransition, WorkflowTransition> rows() {
        Map<WorkflowTransition, WorkflowTransition> rows = new LinkedHashMap<>();
        original.transitions().forEach(row -> rows.put(row, row));
        return rows;
    }

    private void add(
            Kind kind,
            String what,
            Map<WorkflowTransition, WorkflowTransition> rows,
            WorkflowTransition changed,
            List<Obligation> obligations) {
        Traits traits = Traits.NONE;
        for (Map.Entry<WorkflowTransition, WorkflowTransition> row : rows.entrySet()) {
            List<Obligation> own = row.getKey() == changed ? obligations : original.obligations(row.getKey());
            for (Obligation obligation : own) {
                traits = traits.obligation(row.getValue(), obligation);
            }
        }
        for (Migration migration : original.migrations()) {
            traits = traits.migration(migration);
        }
        mutants.add(new Mutant(
                kind,
                what,
                Definition.of(
                        original.workflow(),
                        original.version(),
                        original.states(),
                        rows.values(),
                        original.vocabulary(),
                        traits)));
    }

    private static String name(WorkflowTransition row) {
        return row.id() + " from " + row.from().id();
    }
}
