package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.JsonText;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/** Prints the graph as JSON, for tools: everything about a definition, under both its Java names and its stored ids. */
final class GraphJson {
    private GraphJson() {}

    static String write(WorkflowModel model) {
        return "{\n  \"workflow\": " + JsonText.quote(model.id()) + ",\n  \"version\": " + model.version()
                + (model.erasable() ? "" : ",\n  \"erasable\": false")
                + ",\n  \"fingerprint\": " + JsonText.quote(Fingerprint.of(model))
                + ",\n  \"definition\": " + JsonText.quote(model.definition().canonical())
                + ",\n  \"states\": "
                + states(model)
                + ",\n  \"transitions\": "
                + transitions(model)
                + ",\n  \"facts\": "
                + facts(model) + "\n}\n";
    }

    private static String states(WorkflowModel model) {
        List<String> states = new ArrayList<>();
        for (StateNode state : model.states()) {
            states.add(state(state));
        }
        return lines(states);
    }

    private static String transitions(WorkflowModel model) {
        Map<String, String> ids = new HashMap<>();
        for (StateNode state : model.states()) {
            ids.put(state.name(), JsonText.quote(state.id()));
        }
        List<String> transitions = new ArrayList<>();
        for (TransitionEdge edge : model.transitions()) {
            transitions.add(transition(edge, ids));
        }
        return lines(transitions);
    }

    private static String facts(WorkflowModel model) {
        List<String> facts = new ArrayList<>();
        for (FactNode fact : model.facts()) {
            facts.add(fact(fact));
        }
        return lines(facts);
    }

    private static String state(StateNode state) {
        return "{\"id\": " + JsonText.quote(state.id()) + ", \"name\": " + JsonText.quote(state.name())
                + ", \"initial\": " + state.initial() + ", \"terminal\": " + state.terminal() + "}";
    }

    private static String transition(TransitionEdge edge, Map<String, String> ids) {
        List<String> guard = new ArrayList<>();
        for (Condition condition : edge.guard().conditions()) {
            guard.add(condition(condition));
        }
        return "{\"id\": " + JsonText.quote(edge.id()) + ", \"name\": " + JsonText.quote(edge.name()) + ", \"from\": "
                + ids.get(edge.source()) + ", \"to\": "
                + ids.get(edge.target().orElseThrow()) + ", \"guard\": "
                + "[" + String.join(", ", guard) + "]}";
    }

    private static String condition(Condition condition) {
        return "{\"fact\": " + JsonText.quote(condition.fact().id()) + ", \"accepts\": "
                + values(condition.fact(), condition.accepted()) + "}";
    }

    private static String fact(FactNode fact) {
        return "{\"id\": " + JsonText.quote(fact.id()) + ", \"name\": " + JsonText.quote(fact.name()) + ", \"values\": "
                + values(fact, fact.valueType().values()) + ", \"message\": " + JsonText.quote(fact.message()) + "}";
    }

    private static String values(FactNode fact, List<String> values) {
        boolean quoted = fact.valueType() instanceof FactType.OfEnum;
        List<String> texts = new ArrayList<>();
        for (String value : values) {
            texts.add(quoted ? JsonText.quote(value) : value);
        }
        return "[" + String.join(", ", texts) + "]";
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "[]" : "[\n    " + String.join(",\n    ", items) + "\n  ]";
    }
}
