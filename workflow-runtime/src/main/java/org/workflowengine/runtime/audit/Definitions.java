package org.workflowengine.runtime.audit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.WorkflowTable;

/** The stored definitions: checks that each is whole and one, and knows those that can be read. */
final class Definitions {
    private record Key(String workflow, long version) {}

    /** A definition, and its fingerprint as the bytes that entries are compared with. */
    static final class Known {
        /** So many texts of facts are remembered, each so long at most: a few megabytes. */
        private static final int REMEMBERED = 1_000;

        private static final int LONGEST = 1_000;

        final WorkflowTable table;
        final byte[] fingerprint;
        private final Map<String, Facts> facts = new HashMap<>();

        Known(WorkflowTable table) {
            this.table = table;
            this.fingerprint = table.fingerprint().bytes();
        }

        /** As {@link Facts#recorded}; most steps have the facts of some other step, which need not be read again. */
        Facts facts(String recorded) {
            Facts known = facts.get(recorded);
            if (known == null) {
                known = Facts.recorded(table.vocabulary(), recorded);
                if (facts.size() < REMEMBERED && recorded.length() <= LONGEST) {
                    facts.put(recorded, known);
                }
            }
            return known;
        }
    }

    private final Findings findings;
    private final Set<Digest> trusted;
    private final Map<Key, Known> known = new HashMap<>();

    /** The rows of {@code workflow_state} and {@code workflow_transition} that the graphs speak of and nobody has seen yet. */
    private final Set<List<Object>> missing = new LinkedHashSet<>();

    /** Nothing but the trusted ones is accepted; when there are none, everything that is whole is. */
    Definitions(Set<Digest> trusted, Findings findings) {
        this.trusted = Set.copyOf(trusted);
        this.findings = findings;
    }

    /** Only that definition. */
    static Definitions only(WorkflowTable table, Findings findings) {
        Definitions definitions = new Definitions(Set.of(), findings);
        definitions.known.put(new Key(table.workflow(), table.version()), new Known(table));
        return definitions;
    }

    @Nullable
    Known find(String workflow, long version) {
        return known.get(new Key(workflow, version));
    }

    void definition(Row<DefinitionColumn> row) {
        String name = name(row.get(DefinitionColumn.WORKFLOW), row.get(DefinitionColumn.VERSION));
        if (!isReadable(row, DefinitionColumn.values(), name)) {
            return;
        }
        WorkflowTable table;
        try {
            table = WorkflowTable.read(row.text(DefinitionColumn.GRAPH));
        } catch (IllegalArgumentException e) {
            findings.report(Subject.DEFINITION, name, 0, "the graph of a definition", String.valueOf(e.getMessage()));
            return;
        }
        Key key = new Key(row.text(DefinitionColumn.WORKFLOW), row.number(DefinitionColumn.VERSION));
        if (!key.equals(new Key(table.workflow(), table.version()))) {
            findings.report(
                    Subject.DEFINITION, name, 0, "its own graph", "that of " + name(table.workflow(), table.version()));
            return;
        }
        Known definition = new Known(table);
        if (!row.holds(DefinitionColumn.FINGERPRINT, definition.fingerprint)) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "the fingerprint of its graph, " + table.fingerprint(),
                    Row.shown(row.get(DefinitionColumn.FINGERPRINT), Column.Kind.BINARY));
        }
        if (!trusted.isEmpty() && !trusted.contains(table.fingerprint())) {
            findings.report(
                    Subject.DEFINITION, name, 0, "a trusted definition", "one with fingerprint " + table.fingerprint());
        }
        if (known.put(key, definition) != null) {
            findings.report(Subject.DEFINITION, name, 0, "each definition once", "it twice");
        }
        long states = table.states().size();
        expectCount(row, name, DefinitionColumn.STATES, states);
        expectCount(row, name, DefinitionColumn.TRANSITIONS, table.transitions().size());
        if (!row.holds(DefinitionColumn.ERASABLE, table.isErasable())) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "erasable " + table.isErasable() + ", as its graph has it",
                    String.valueOf(row.get(DefinitionColumn.ERASABLE)));
        }
        expectRows(table);
    }

    private void expectCount(Row<DefinitionColumn> row, String name, DefinitionColumn column, long expected) {
        if (row.number(column) != expected) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    column.column() + " " + expected + ", as its graph has",
                    String.valueOf(row.number(column)));
        }
    }

    private void expectRows(WorkflowTable table) {
        String workflow = table.workflow();
        Long version = (long) table.version();
        table.states().forEach(state -> {
            missing.add(List.of(workflow, version, state.id(), state.isInitial(), state.isTerminal(), false));
            if (table.isErasable()) {
                missing.add(List.of(workflow, version, state.id(), WorkflowTable.ERASURE, state.id()));
            }
        });
        missing.add(List.of(
                workflow,
                version,
                WorkflowTable.NEW,
                WorkflowTable.OPENING,
                table.initial().id()));
        table.transitions()
                .forEach(row -> missing.add(List.of(
                        workflow, version, row.from().id(), row.id(), row.to().id())));
    }

    void state(Row<StateColumn> row) {
        legalRow(row, StateColumn.values(), name(row.get(StateColumn.WORKFLOW), row.get(StateColumn.VERSION)));
    }

    void transition(Row<TransitionColumn> row) {
        legalRow(
                row,
                TransitionColumn.values(),
                name(row.get(TransitionColumn.WORKFLOW), row.get(TransitionColumn.VERSION)));
    }

    private <C extends Enum<C> & Column> void legalRow(Row<C> row, C[] columns, String name) {
        if (!isReadable(row, columns, name)) {
            return;
        }
        List<Object> values = row.sound(columns);
        if (!missing.remove(values)) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "the states and transitions of its graph, each once",
                    String.valueOf(values.subList(2, values.size())));
        }
    }

    /** All rows were given. */
    void end() {
        missing.forEach(values -> findings.report(
                Subject.DEFINITION,
                name(values.get(0), values.get(1)),
                0,
                String.valueOf(values.subList(2, values.size())),
                "nothing"));
        missing.clear();
    }

    private <C extends Enum<C> & Column> boolean isReadable(Row<C> row, C[] columns, String name) {
        boolean readable = true;
        for (C column : columns) {
            String fault = row.fault(column);
            if (fault != null) {
                findings.report(Subject.DEFINITION, name, 0, "a value in " + column.column(), fault);
                readable = false;
            }
        }
        return readable;
    }

    private static String name(@Nullable Object workflow, @Nullable Object version) {
        return (workflow instanceof String text ? text : "?") + " version "
                + (version instanceof Number number ? number : "?");
    }
}
