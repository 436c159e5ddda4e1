package org.workflowengine.test;

import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** The diagrams of the report. */
final class Pictures {
    private Pictures() {}

    /** A Mermaid state diagram, with how often each transition was covered. */
    static String mermaid(Definition definition, CoverageData data) {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        List<WorkflowState> states = List.copyOf(definition.states());
        for (int i = 0; i < states.size(); i++) {
            text.append("    state \"")
                    .append(states.get(i).id())
                    .append("\" as s")
                    .append(i)
                    .append('\n');
        }
        text.append("    [*] --> s")
                .append(states.indexOf(definition.initial()))
                .append('\n');
        for (WorkflowTransition row : definition.transitions()) {
            text.append("    s")
                    .append(states.indexOf(row.from()))
                    .append(" --> s")
                    .append(states.indexOf(row.to()))
                    .append(": ")
                    .append(row.id())
                    .append(' ')
                    .append(times(definition, data, row))
                    .append('\n');
        }
        return text
                + states.stream()
                        .filter(WorkflowState::isTerminal)
                        .map(state -> "    s" + states.indexOf(state) + " --> [*]\n")
                        .collect(Collectors.joining());
    }

    private static String times(Definition definition, CoverageData data, WorkflowTransition row) {
        String key = CoverageItem.step(row.from().id(), row.id(), row.to().id());
        long times = data.times(definition, key);
        return times == 0 ? "(not covered)" : "(" + times + ")";
    }
}
