package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowTransition;

/** What a transition requires, in the words of the command line. */
final class Words {
    private Words() {}

    /** One short text for each requirement, for labels. */
    static List<String> guard(Definition definition, WorkflowTransition row) {
        List<String> guard = new ArrayList<>();
        row.guard().forEach(condition -> guard.add(brief(condition)));
        definition.obligations(row).forEach(obligation -> guard.add(brief(obligation)));
        return guard;
    }

    /** One whole text for each requirement. */
    static List<String> requirements(Definition definition, WorkflowTransition row) {
        List<String> requirements = new ArrayList<>();
        for (Condition condition : row.guard()) {
            String message = condition.fact().message().strip();
            requirements.add(condition.fact().id() + " = " + String.join(" or ", condition.accepted())
                    + (message.isEmpty() ? "" : " (" + message + ")"));
        }
        definition.obligations(row).forEach(obligation -> requirements.add(obligation.toString()));
        return requirements;
    }

    private static String brief(Condition condition) {
        String fact = condition.fact().id();
        boolean isTrue = condition.fact().isBoolean() && condition.accepted().equals(List.of("true"));
        return isTrue ? fact : fact + " = " + String.join(" or ", condition.accepted());
    }

    private static String brief(Obligation obligation) {
        return obligation.kind() == Obligation.Kind.QUORUM
                ? obligation.persons() + " × " + obligation.subject()
                : "four eyes: " + obligation.subject();
    }
}
