package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a definition as JSON, for two readers. The canonical text is what the fingerprint is taken of and what the runtime writes again:
 * stored ids alone, keys and lists sorted, no blanks. The text for tools has everything, Java names too, in the order of the source.
 */
public final class DefinitionJson {
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

    public static String canonical(WorkflowModel model) {
        return new DefinitionJson(model, true).definition("").text(",", "{", "}");
    }

    public static String forTools(WorkflowModel model, String fingerprint) {
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
        members.addForTools("fingerprint", quoted(fingerprint))
                .addForTools("definition", quoted(model.definition().canonical()))
                .addForTools("engine", quoted(model.nameOf(GeneratedType.ENGINE).canonical()))
                .add("states", states.lines())
                .add("transitions", transitions.lines())
                .add("facts", facts.lines());
        if (!model.migrations().isEmpty()) {
            Items migrations = new Items();
            for (MigrationNode migration : model.migrations()) {
                migrations.add(String.format(Locale.ROOT, "%010d", migration.version()), migration(migration));
            }
            members.add("migrations", migrations.lines());
        }
        Items obligations = new Items();
        for (TransitionEdge edge : model.transitions()) {
            ObligationNode.of(model, edge).forEach(one -> obligations.add(one.order(), obligation(one)));
        }
        if (!obligations.isEmpty()) {
            members.add("obligations", obligations.lines());
        }
        return members;
    }

    private String migration(MigrationNode migration) {
        Items mappings = new Items();
        for (MappingNode mapping : migration.mappings()) {
            mappings.add(
                    mapping.from(),
                    new Members()
                            .add("from", quoted(mapping.from()))
                            .add("to", quoted(id(mapping.target().orElseThrow())))
                            .add("guard", guard(mapping.guard()))
                            .text());
        }
        return new Members()
                .add("from", Integer.toString(migration.version()))
                .add("fingerprint", quoted(migration.fingerprint()))
                .add("mappings", mappings.text())
                .text();
    }

    private String state(StateNode state) {
        Members members = new Members().add("id", quoted(state.id())).addForTools("name", quoted(state.name()));
        if (state.importable()) {
            members.add("importable", "true");
        }
        members.add("initial", Boolean.toString(state.initial()));
        if (state.resting()) {
            members.add("resting", "true");
        }
        return members.add("terminal", Boolean.toString(state.terminal())).text();
    }

    private String transition(TransitionEdge edge) {
        return new Members()
                .add("id", quoted(edge.id()))
                .addForTools("name", quoted(edge.name()))
                .add("from", quoted(id(edge.source())))
                .add("to", quoted(id(edge.target().orElseThrow())))
                .add("guard", guard(edge.guard()))
                .text();
    }

    private String obligation(ObligationNode obligation) {
        Members members = new Members()
                .add("from", quoted(obligation.from()))
                .add("transition", quoted(obligation.transition()))
                .add("kind", quoted(obligation.isQuorum() ? "QUORUM" : "FOUR_EYES"));
        if (obligation.isQuorum()) {
            return members.add("step", quoted(obligation.subject()))
                    .add("persons", Integer.toString(obligation.persons()))
                    .text();
        }
        members.add("state", quoted(obligation.subject()));
        if (!obligation.older().isEmpty()) {
            Items older = new Items();
            for (OlderState state : obligation.older()) {
                older.add(
                        String.format(Locale.ROOT, "%010d %s", state.version(), state.id()),
                        new Members()
                                .add("version", Integer.toString(state.version()))
                                .add("state", quoted(state.id()))
                                .text());
            }
            members.add("older", older.text());
        }
        return members.text();
    }

    private String guard(Guard guard) {
        Items conditions = new Items();
        for (Condition condition : guard.conditions()) {
            conditions.add(condition.fact().id(), condition(condition));
        }
        return conditions.text();
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

        boolean isEmpty() {
            return canonical ? sorted.isEmpty() : inOrder.isEmpty();
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
