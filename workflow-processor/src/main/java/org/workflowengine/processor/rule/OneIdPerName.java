package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;

/** WF111: one transition name has one stored id throughout a workflow, because one method fires it by case id. */
final class OneIdPerName implements Rule {

    @Override
    public Code code() {
        return Code.WF111;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Map<String, List<Named>> byName = new LinkedHashMap<>();
        for (StateNode state : subject.model().statesAsDeclared()) {
            for (Named transition : Named.transitions(state)) {
                List<Named> same = byName.get(transition.name());
                if (same == null) {
                    same = new ArrayList<>();
                    byName.put(transition.name(), same);
                }
                same.add(transition);
            }
        }
        var problems = new ArrayList<Problem>();
        for (List<Named> same : byName.values()) {
            if (ids(same).size() > 1) {
                new LinkedHashSet<>(same).forEach(one -> problems.add(problem(one, same)));
            }
        }
        return problems;
    }

    private Problem problem(Named one, Collection<Named> same) {
        return Problem.of(code(), one.idAnchor(), one.name() + " has several stored ids: " + Wording.list(ids(same)))
                .found(String.join(
                        "\n",
                        same.stream()
                                .map(other -> other.label() + " is stored as " + other.id())
                                .distinct()
                                .toList()))
                .expected("one transition name has one id throughout the workflow")
                .fix("pin the same id on all of them, e.g.   @Transition(id = \""
                        + ids(same).iterator().next() + "\")   or rename one");
    }

    private static Set<String> ids(Collection<Named> transitions) {
        Set<String> ids = new LinkedHashSet<>();
        for (Named transition : transitions) {
            ids.add(transition.id());
        }
        return ids;
    }
}
