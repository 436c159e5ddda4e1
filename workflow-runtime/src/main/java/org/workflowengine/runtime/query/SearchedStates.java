package org.workflowengine.runtime.query;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.engine.CaseLists.StateKey;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredDefinition;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredState;
import org.workflowengine.runtime.internal.text.Texts;

/** The states, among those that are installed, in which the cases of a search are. */
final class SearchedStates {
    private static final int SHOWN = 10;

    private SearchedStates() {}

    /**
     * The states that the conditions leave.
     *
     * @throws RefusedException if a workflow, version or state that they name is not installed
     */
    static List<StateKey> of(CaseLists lists, Criteria criteria) {
        // What is no id is nobody's, and is not sent to a database.
        criteria.workflows.stream()
                .filter(workflow -> !Texts.isId(workflow))
                .findFirst()
                .ifPresent(workflow -> refuseWorkflow(lists, workflow));
        List<StoredState> all = lists.states(criteria.workflows);
        for (String workflow : criteria.workflows) {
            if (all.stream().noneMatch(state -> state.workflow().equals(workflow))) {
                refuseWorkflow(lists, workflow);
            }
        }
        List<StoredState> ofVersion = all.stream()
                .filter(state -> criteria.version.isEmpty() || state.version() == criteria.version.getAsInt())
                .toList();
        if (ofVersion.isEmpty() && criteria.version.isPresent()) {
            Collection<String> versions = all.stream()
                    .map(state -> String.valueOf(state.version()))
                    .collect(Collectors.toCollection(TreeSet::new));
            throw unknown("version", String.valueOf(criteria.version.getAsInt()), versions, List.of());
        }
        for (String id : criteria.states) {
            if (ofVersion.stream().noneMatch(state -> state.state().equals(id))) {
                Collection<String> ids =
                        ofVersion.stream().map(StoredState::state).collect(Collectors.toCollection(TreeSet::new));
                throw unknown("state", Texts.quoted(id), ids, Texts.near(id, ids));
            }
        }
        return ofVersion.stream()
                .filter(state -> criteria.states.isEmpty() || criteria.states.contains(state.state()))
                .filter(state -> !criteria.open || InstalledState.of(state).isOpen())
                .map(StoredState::key)
                .toList();
    }

    private static void refuseWorkflow(CaseLists lists, String workflow) {
        Collection<String> ids = lists.definitions().stream()
                .map(StoredDefinition::workflow)
                .collect(Collectors.toCollection(TreeSet::new));
        throw unknown("workflow", Texts.quoted(workflow), ids, Texts.near(workflow, ids));
    }

    private static RefusedException unknown(
            String field, String found, Collection<String> installed, List<String> near) {
        String known = installed.isEmpty()
                ? "one of an installed definition, and there is none"
                : "one that is installed: "
                        + installed.stream().limit(SHOWN).collect(Collectors.joining(", "))
                        + (installed.size() > SHOWN ? " and " + (installed.size() - SHOWN) + " more" : "");
        return new RefusedException(new InvalidInput(
                field, found, known + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")));
    }
}
