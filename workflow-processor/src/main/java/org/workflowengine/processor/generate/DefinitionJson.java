package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.JsonText;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * Writes a definition as JSON, for two readers. The canonical text is what the fingerprint is taken of and what the runtime writes again:
 * stored ids alone, keys and lists sorted, no blanks. The text for tools has everything, Java names too, in the order of the source.
 */
final class DefinitionJson {
    private final WorkflowModel model;
    private final boolean canonical;

    /** The stored ids of the states, by their Java names. */
    private final Map<String, String> ids = new HashMap<>();

    private DefinitionJson(WorkflowModel model, boolean canonical) {
        this.model = model;
        this.canonical = canonical;
        for (StateNode state : model.states()) {
            ids.put(state.name(), state.id());
        }
    }

    static String canonical(WorkflowModel model) {
        return new DefinitionJson(model, true).definition("").text(",", "{", "}");
    }

    static String forTools(WorkflowModel model, String fingerprint) {
        return new DefinitionJson(model, false).definition(fingerprint).text(",\n  ", "{\n  ", "\n}\n");
    }

    private Members definition(String fingerprint) {
        Members members =
                new Members().add("workflow", quoted(model.id())).add("version", Integer.toString(model.version()));
        if (!model.erasable()) {
            // A default is left out, so that a new declaration changes no older fingerprint.
            members.add("erasable", "false");
        }
        Items states = new Items();
        for (StateNode state : model.states()) {
            states.add(state.id(), state(state));
        }
        Items transitions = new Items();
        for (TransitionEdge edge : model.transitions()) {
            transitions.add(id(edge.source()) + " " + edge.id(), transition(edge));
        }
        Items facts = new Items();
        for (FactNode fact : model.facts()) {
            facts.add(fact.id(), fact(fact));
        }
        return members.addForTools("fingerprint", quoted(fingerprint))
                .addForTools("definition", quoted(model.definition().canonical()))
                .add("states", states.lines())
                .add("transitions", transitions.lines())
                .add("facts", facts.lines());
    }

    private String state(StateNode state) {
        return new Members()
                .add("id", quoted(state.id()))
                .addForTools("name", quoted(state.name()))
                .add("initial", Boolean.toString(state.initial()))
                .add("terminal", Boolean.toString(state.terminal()))
                .text();
    }

    private String transition(TransitionEdge edge) {
        Items guard = new Items();
        for (Condition condition : edge.guard().conditions()) {
            guard.add(condition.fact().id(), condition(condition));
        }
        return new Members()
                .add("id", quoted(edge.id()))
                .addForTools("name", quoted(edge.name()))
                .add("from", quoted(id(edge.source())))
                .add("to", quoted(id(edge.target().orElseThrow())))
                .add("guard", guard.text())
                .text();
    }

    private String condition(Condition condition) {
        return new Members()
                .add("fact", quoted(condition.fact().id()))
                .add("accepts", values(condition.fact(), condition.accepted()))
                .text();
    }

    private String fact(FactNode fact) {
        return new Members()
                .add("id", quoted(fact.id()))
                .addForTools("name", quoted(fact.name()))
                .add("values", values(fact, fact.valueType().values()))
                .addForTools("message", quoted(fact.message()))
                .text();
    }

    private String values(FactNode fact, List<String> values) {
        boolean isText = fact.valueType() instanceof FactType.OfEnum;
        Items items = new Items();
        for (String value : values) {
            items.add(value, isText ? quoted(value) : value);
        }
        return items.text();
    }

    private String id(String state) {
        return ids.getOrDefault(state, "");
    }

    /** Ids and constants need no escapes in the canonical text; what tools read may be any text. */
    private String quoted(String text) {
        return canonical ? '"' + text + '"' : JsonText.quote(text);
    }

    /** An object: its members in the order in which they are added, or of their names. */
    private final class Members {
        private final List<String> inOrder = new ArrayList<>();
        private final Map<String, String> sorted = new TreeMap<>();

        Members add(String name, String value) {
            if (canonical) {
                sorted.put(name, '"' + name + "\":" + value);
            } else {
                inOrder.add('"' + name + "\": " + value);
            }
            return this;
        }

        Members addForTools(String name, String value) {
            return canonical ? this : add(name, value);
        }

        String text() {
            return text(canonical ? "," : ", ", "{", "}");
        }

        String text(String between, String before, String after) {
            return before + String.join(between, canonical ? sorted.values() : inOrder) + after;
        }
    }

    /** A list: its items in the order in which they are added, or of their keys, each once. */
    private final class Items {
        private final List<String> inOrder = new ArrayList<>();
        private final Map<String, String> sorted = new TreeMap<>();

        void add(String key, String value) {
            if (canonical) {
                sorted.put(key, value);
            } else {
                inOrder.add(value);
            }
        }

        String text() {
            return canonical ? "[" + String.join(",", sorted.values()) + "]" : "[" + String.join(", ", inOrder) + "]";
        }

        /** Each item on a line of its own, for people. */
        String lines() {
            return canonical || inOrder.isEmpty() ? text() : "[\n    " + String.join(",\n    ", inOrder) + "\n  ]";
        }
    }
}
