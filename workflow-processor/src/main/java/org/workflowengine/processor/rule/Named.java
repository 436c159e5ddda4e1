package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * Whatever has a name and a stored id.
 *
 * @param kind what it is: state, transition or fact
 * @param annotation the annotation that can pin its id
 * @param label how messages name it
 * @param name its Java name
 * @param id its stored id
 * @param anchor where it is declared
 */
record Named(String kind, String annotation, String label, String name, String id, Anchor anchor) {

    static List<Named> states(WorkflowModel model) {
        var named = new ArrayList<Named>();
        for (StateNode state : model.statesAsDeclared()) {
            named.add(of(state));
        }
        return named;
    }

    /** An inherited transition once, however many states inherit it. */
    static List<Named> transitions(StateNode state) {
        var named = new ArrayList<Named>();
        for (TransitionEdge edge : state.transitionsAsDeclared()) {
            named.add(of(edge));
        }
        return named;
    }

    static List<Named> facts(WorkflowModel model) {
        var named = new ArrayList<Named>();
        for (FactNode fact : model.factsAsDeclared()) {
            named.add(of(fact));
        }
        return named;
    }

    static Named of(StateNode state) {
        return new Named("state", "@State", state.name(), state.name(), state.id(), state.anchor());
    }

    static Named of(TransitionEdge edge) {
        var label = edge.label();
        return new Named("transition", "@Transition", label, edge.name(), edge.id(), edge.anchor());
    }

    static Named of(FactNode fact) {
        return new Named("fact", "@Fact", "@" + fact.type().nested(), fact.name(), fact.id(), fact.anchor());
    }

    boolean isPinned() {
        return !id.equals(IdDerivation.id(name));
    }

    Anchor idAnchor() {
        return anchor.at("id");
    }
}
