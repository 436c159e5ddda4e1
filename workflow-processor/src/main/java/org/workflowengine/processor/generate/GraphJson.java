package org.workflowengine.processor.generate;

import java.util.List;
import java.util.stream.Collectors;
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
                + ",\n  \"fingerprint\": " + JsonText.quote(Fingerprint.of(model))
                + ",\n  \"definition\": " + JsonText.quote(model.definition().canonical())
                + ",\n  \"states\": "
                + lines(model.states().stream().map(GraphJson::state).toList())
                + ",\n  \"transitions\": "
                + lines(model.transitions().stream()
                        .map(edge -> transition(model, edge))
                        .toList())
                + ",\n  \"facts\": "
                + lines(model.facts().stream().map(GraphJson::fact).toList()) + "\n}\n";
    }

    private static String state(StateNode state) {
        return "{\"id\": " + JsonText.quote(state.id()) + ", \"name\": " + JsonText.quote(state.name())
                + ", \"initial\": " + state.initial() + ", \"terminal\": " + state.terminal() + "}";
    }

    private static String transition(WorkflowModel model, TransitionEdge edge) {
        return "{\"id\": " + JsonText.quote(edge.id()) + ", \"name\": " + JsonText.quote(edge.name()) + ", \"from\": "
                + id(model, edge.source()) + ", \"to\": "
                + id(model, edge.target().orElseThrow()) + ", \"guard\": "
                + edge.guard().conditions().stream()
                        .map(GraphJson::condition)
                        .collect(Collectors.joining(", ", "[", "]"))
                + "}";
    }

    private static String id(WorkflowModel model, String state) {
        return JsonText.quote(model.state(state).orElseThrow().id());
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
        return values.stream()
                .map(value -> quoted ? JsonText.quote(value) : value)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "[]" : items.stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }
}
