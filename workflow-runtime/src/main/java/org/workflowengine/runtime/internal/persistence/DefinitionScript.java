package org.workflowengine.runtime.internal.persistence;

import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.internal.audit.LegalRows;
import org.workflowengine.runtime.internal.dialect.Dialect;

/** Writes the SQL that installs a definition: the same rows as {@link DefinitionInstaller}, in the same order. */
public final class DefinitionScript {
    private static final int WIDEST = 120;

    private final StoreRules rules;
    private final Definition definition;
    private final StringBuilder script = new StringBuilder();

    private DefinitionScript(StoreRules rules, Definition definition) {
        this.rules = rules;
        this.definition = definition;
    }

    /**
     * The script for a database.
     *
     * @param dialect the database
     * @param definition the definition
     * @return statements that add what is missing
     */
    public static String of(Dialect dialect, Definition definition) {
        return new DefinitionScript(StoreRules.of(dialect), definition).write(dialect);
    }

    private String write(Dialect dialect) {
        LegalRows rows = LegalRows.of(definition);
        script.append("-- ")
                .append(definition.workflow())
                .append(" version ")
                .append(definition.version())
                .append(", for ")
                .append(dialect.product())
                .append(".\n-- Fingerprint ")
                .append(definition.fingerprint().hex())
                .append(
                        ".\n-- Every statement can be run again: it adds what is missing. Nothing installed is ever changed.\n");
        insert(
                "workflow_definition",
                List.of("fingerprint", "graph", "states", "transitions", "erasable", "installed_at", "obligations"),
                List.of(
                        rules.literal(definition.fingerprint().bytes()),
                        text(definition.graph()),
                        String.valueOf(rows.states().size()),
                        String.valueOf(rows.written()),
                        flag(definition.isErasable()),
                        rules.nowInUtc(),
                        String.valueOf(rows.obligations().size())),
                0);
        for (LegalRows.State state : rows.states()) {
            insert(
                    "workflow_state",
                    List.of("state", "initial", "terminal", "importable", "resting"),
                    List.of(
                            text(state.id()),
                            flag(state.isInitial()),
                            flag(state.isTerminal()),
                            flag(state.isImportable()),
                            flag(state.isResting())),
                    1);
        }
        for (LegalRows.Transition row : rows.transitions()) {
            insert(
                    "workflow_transition",
                    List.of("from_state", "transition", "to_state"),
                    List.of(text(row.from()), text(row.id()), text(row.to())),
                    3);
        }
        rows.obligations().forEach(this::insert);
        return script.toString();
    }

    private void insert(LegalRows.Obliged each) {
        insert(
                "workflow_obligation",
                List.of("from_state", "transition", "kind", "subject", "of_version", "of_state", "to_state", "persons"),
                List.of(
                        text(each.row().from()),
                        text(each.row().id()),
                        text(each.kind().name()),
                        text(each.subject()),
                        String.valueOf(each.ofVersion()),
                        text(each.ofState()),
                        text(each.row().to()),
                        each.persons() == 0 ? "CAST(NULL AS INTEGER)" : String.valueOf(each.persons())),
                6);
    }

    /** A row, unless there is one of the same key: workflow, version, and so many of the columns. */
    private void insert(String table, List<String> columns, List<String> values, int inKey) {
        String own = text(definition.workflow()) + ", " + definition.version();
        StringBuilder key = new StringBuilder("workflow = ")
                .append(text(definition.workflow()))
                .append(" AND version = ")
                .append(definition.version());
        for (int i = 0; i < inKey; i++) {
            key.append(" AND ").append(columns.get(i)).append(" = ").append(values.get(i));
        }
        script.append("\nINSERT INTO ")
                .append(table)
                .append(" (workflow, version, ")
                .append(String.join(", ", columns))
                .append(")\nSELECT ")
                .append(own)
                .append(", ")
                .append(joined(values))
                .append("\nFROM (SELECT 1 AS one) once\nWHERE NOT EXISTS (SELECT 1 FROM ")
                .append(table)
                .append(" WHERE ")
                .append(key)
                .append(");\n");
    }

    /** A long text, such as the graph, stands on a line of its own. */
    private static String joined(List<String> values) {
        return values.stream()
                .map(value -> value.length() > WIDEST ? "\n    " + value + "\n    " : value)
                .collect(Collectors.joining(", "));
    }

    /** Nothing in a definition has a quote or a backslash: ids are ASCII letters, digits and a few signs. */
    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String flag(boolean value) {
        return value ? "TRUE" : "FALSE";
    }
}
