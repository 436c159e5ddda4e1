package org.workflowengine.test;

import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;

/** The diagrams of the report. */
final class Pictures {
    private Pictures() {}

    static String style() {
        return Diagram.styleSheet();
    }

    /** Each state shows how many steps of tests have entered it by a transition. */
    static String svg(Definition definition, CoverageData data, String prefix) {
        Map<String, Long> entered = new TreeMap<>();
        for (WorkflowTransition row : definition.transitions()) {
            String key = CoverageItem.step(row.from().id(), row.id(), row.to().id());
            entered.merge(row.to().id(), data.times(definition, key), Long::sum);
        }
        Map<String, String> badges = new TreeMap<>();
        entered.forEach((state, times) -> badges.put(state, String.valueOf(times)));
        return Diagram.of(definition).withBadges(badges).svgInPage(prefix);
    }

    static String mermaid(Definition definition) {
        return Diagram.of(definition).mermaid();
    }
}
