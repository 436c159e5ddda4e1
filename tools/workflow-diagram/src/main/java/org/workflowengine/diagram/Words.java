package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * What a transition requires, in the words of the command line. Sorted, because a stored definition does not know the order in which it was
 * written.
 */
final class Words {
    private Words() {}

    /** One short text for each requirement, for labels. */
    static List<String> guard(Definition definition, WorkflowTransition row) {
        List<String> guard = new ArrayList<>();
        conditions(row).forEach(condition -> guard.add(brief(condition)));
        obligations(definition, row).forEach(obligation -> guard.add(brief(obligation)));
        return guard;
    }

    /** One whole text for each requirement. */
    static List<String> requirements(Definition definition, WorkflowTransition row) {
        List<String> requirements = new ArrayList<>();
        for (Condition condition : conditions(row)) {
            String message = condition.fact().message().strip();
            requirements.add(condition.fact().id() + " = " + accepted(condition)
                    + (message.isEmpty() ? "" : " (" + message + ")"));
        }
        obligations(definition, row).forEach(obligation -> requirements.add(obligation.toString()));
        return requirements;
    }

    private static List<Condition> conditions(WorkflowTransition row) {
        return row.guard().stream()
                .sorted(Comparator.comparing(condition -> condition.fact().id()))
                .toList();
    }

    private static List<Obligation> obligations(Definition definition, WorkflowTransition row) {
        return definition.obligations(row).stream()
                .sorted(Comparator.comparing(Obligation::kind).thenComparing(Obligation::subject))
                .toList();
    }

    private static String accepted(Condition condition) {
        return condition.accepted().stream().sorted().collect(Collectors.joining(" or "));
    }

    private static String brief(Condition condition) {
        String fact = condition.fact().id();
        boolean isTrue = condition.fact().isBoolean() && condition.accepted().equals(List.of("true"));
        return isTrue ? fact : fact + " = " + accepted(condition);
    }

    private static String brief(Obligation obligation) {
        return obligation.kind() == Obligation.Kind.QUORUM
                ? obligation.persons() + " × " + obligation.subject()
                : "four eyes: " + obligation.subject();
    }
}
