package org.workflowengine.runtime.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.JsonReader;
import org.workflowengine.runtime.internal.text.Texts;

/** Reads a definition back from its canonical text, {@link Definition#graph()}. */
final class GraphReader {
    private record State(String id, boolean isInitial, boolean isTerminal, boolean isImportable, boolean isResting)
            implements WorkflowState {}

    private record Transition(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    private final JsonReader json;
    private final Map<String, FactRow> facts = new LinkedHashMap<>();
    private final Map<String, WorkflowState> states = new LinkedHashMap<>();
    private final List<WorkflowTransition> transitions = new ArrayList<>();

    /** They stand before the states that they lead to. */
    private final List<Members> migrations = new ArrayList<>();

    /** They stand before the transitions that have them. */
    private final List<Members> obligations = new ArrayList<>();

    private String workflow = "";
    private int version;
    private Traits traits = Traits.NONE;

    private GraphReader(String graph) {
        this.json = new JsonReader(graph);
    }

    /** Whatever the reader lets pass, the definition that it builds must have this very text. */
    static Definition read(String graph) {
        GraphReader reader = new GraphReader(graph);
        reader.json.object(reader::member);
        reader.json.end();
        reader.migrations.forEach(reader::migration);
        reader.obligations.forEach(reader::obligation);
        Definition definition = Definition.of(
                reader.workflow,
                reader.version,
                reader.states.values(),
                reader.transitions,
                reader.facts.values(),
                reader.traits);
        if (!definition.graph().equals(graph)) {
            throw new JsonException("another text", "the canonical text of " + reader.workflow);
        }
        return definition;
    }

    private void member(String name) {
        switch (name) {
            case "erasable" -> traits = json.bool() ? traits : traits.notErasable();
            case "facts" -> json.array(this::fact);
            case "migrations" -> json.array(() -> migrations.add(new Members()));
            case "obligations" -> json.array(() -> obligations.add(new Members()));
            case "states" -> json.array(this::state);
            case "transitions" -> json.array(this::transition);
            case "version" -> version = version(json.integer());
            case "workflow" -> workflow = json.string();
            default -> throw unknown(name);
        }
    }

    /** No version is 0. */
    private static int version(long number) {
        return number == (int) number ? (int) number : 0;
    }

    private void fact() {
        Members members = new Members();
        FactRow fact = new FactRow(members.text("id"), members.texts("values"), "");
        facts.put(fact.id(), fact);
    }

    private void state() {
        Members members = new Members();
        State state = new State(
                members.text("id"),
                members.flag("initial"),
                members.flag("terminal"),
                members.flag("importable"),
                members.flag("resting"));
        states.put(state.id(), state);
    }

    private void transition() {
        Members members = new Members();
        transitions.add(new Transition(
                members.text("id"),
                known(states, members.text("from")),
                known(states, members.text("to")),
                List.copyOf(members.guard)));
    }

    private void migration(Members members) {
        Migration migration = Migration.from(version(members.number), members.text("fingerprint"));
        for (Members mapping : members.mappings) {
            migration = migration.state(
                    mapping.text("from"), known(states, mapping.text("to")), mapping.guard.toArray(Condition[]::new));
        }
        traits = traits.migration(migration);
    }

    private void obligation(Members members) {
        String from = members.text("from");
        String id = members.text("transition");
        WorkflowTransition row = transitions.stream()
                .filter(each -> each.from().id().equals(from) && each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new JsonException(
                        "an obligation of " + Texts.quoted(from + " -" + id + "->"), "one of a transition"));
        Obligation obligation = members.text("kind").equals(Obligation.Kind.QUORUM.name())
                ? Obligation.quorum(members.text("step"), version(members.number))
                : Obligation.fourEyes(known(states, members.text("state")));
        for (Members older : members.older) {
            obligation = obligation.older(version(older.number), older.text("state"));
        }
        traits = traits.obligation(row, obligation);
    }

    private Condition condition() {
        Members members = new Members();
        return new Condition(known(facts, members.text("fact")), members.texts("accepts"));
    }

    private static <T> T known(Map<String, T> all, String id) {
        @Nullable T found = all.get(id);
        if (found == null) {
            throw new JsonException("the unknown id " + Texts.quoted(id), "one of " + all.keySet());
        }
        return found;
    }

    private static JsonException unknown(String name) {
        return new JsonException("the member " + Texts.quoted(name), "the members of a definition's graph");
    }

    /** One object of the graph, read completely. */
    private final class Members {
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, List<String>> lists = new LinkedHashMap<>();
        private final List<Condition> guard = new ArrayList<>();
        private final List<Members> mappings = new ArrayList<>();
        private final List<Members> older = new ArrayList<>();
        private long number;

        Members() {
            json.object(name -> {
                switch (name) {
                    case "values", "accepts" -> {
                        List<String> values = new ArrayList<>();
                        json.array(() -> values.add(value()));
                        lists.put(name, values);
                    }
                    case "guard" -> json.array(() -> guard.add(condition()));
                    case "older" -> json.array(() -> older.add(new Members()));
                    case "mappings" -> json.array(() -> mappings.add(new Members()));
                    default -> {
                        if (json.isNumber()) {
                            number = json.integer();
                        } else {
                            texts.put(name, value());
                        }
                    }
                }
            });
        }

        private String value() {
            return json.isString() ? json.string() : String.valueOf(json.bool());
        }

        String text(String name) {
            return texts.getOrDefault(name, "");
        }

        boolean flag(String name) {
            return text(name).equals("true");
        }

        List<String> texts(String name) {
            return lists.getOrDefault(name, List.of());
        }
    }
}
