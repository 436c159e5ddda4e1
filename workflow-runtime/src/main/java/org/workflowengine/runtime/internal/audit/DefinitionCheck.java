package org.workflowengine.runtime.internal.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Migration;

/**
 * The stored definitions: checks that each is complete and stored once, and keeps those that can be read. Once all were given, several
 * threads can look them up.
 */
final class DefinitionCheck {
    private record Key(String workflow, long version) {}

    /** A definition, and its fingerprint as the bytes that entries are compared with. */
    static final class Known {
        /** How many texts of facts are remembered, and the longest that is: a few megabytes together. */
        private static final int REMEMBERED = 1_000;

        private static final int LONGEST = 1_000;

        final Definition definition;
        final byte[] fingerprint;
        private final Map<String, Facts> facts = new ConcurrentHashMap<>();

        Known(Definition definition) {
            this.definition = definition;
            this.fingerprint = definition.fingerprint().bytes();
        }

        /** As {@link Facts#recorded}; most steps have the facts of some other step, which need not be read again. */
        Facts facts(String recorded) {
            Facts known = facts.get(recorded);
            if (known == null) {
                known = Facts.recorded(definition.vocabulary(), recorded);
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
    private boolean haveObligations;
    private boolean knowHolds = true;
    private boolean graphsAlone;

    /** The rows of {@code workflow_state}, {@code workflow_transition} and {@code workflow_obligation} that the graphs speak of and nobody has seen yet. */
    private final Set<List<Object>> missing = new LinkedHashSet<>();

    /** Accepts only the trusted ones; if there are none, everything that is complete. */
    DefinitionCheck(Set<Digest> trusted, Findings findings) {
        this.trusted = Set.copyOf(trusted);
        this.findings = findings;
    }

    /** Only those definitions. */
    static DefinitionCheck only(Collection<Definition> given, Findings findings) {
        DefinitionCheck definitions = new DefinitionCheck(Set.of(), findings);
        given.forEach(definition ->
                definitions.keep(new Key(definition.workflow(), definition.version()), new Known(definition)));
        return definitions;
    }

    /** Whether the tables are of a version that knows legal holds. */
    void knowHolds(boolean known) {
        knowHolds = known;
    }

    /** The rows that follow from the graphs are not given. */
    void expectGraphsAlone() {
        graphsAlone = true;
    }

    /** Whether a transition of any definition has obligations: otherwise nobody needs to remember names. */
    boolean haveObligations() {
        return haveObligations;
    }

    private @Nullable Known keep(Key key, Known added) {
        haveObligations |= !LegalRows.of(added.definition).obligations().isEmpty();
        return known.put(key, added);
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
        Definition definition;
        try {
            definition = Definition.read(row.text(DefinitionColumn.GRAPH));
        } catch (IllegalArgumentException e) {
            findings.report(Subject.DEFINITION, name, 0, "the graph of a definition", String.valueOf(e.getMessage()));
            return;
        }
        Key key = new Key(row.text(DefinitionColumn.WORKFLOW), row.number(DefinitionColumn.VERSION));
        if (!key.equals(new Key(definition.workflow(), definition.version()))) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "its own graph",
                    "that of " + name(definition.workflow(), definition.version()));
            return;
        }
        Known known = new Known(definition);
        if (!row.holds(DefinitionColumn.FINGERPRINT, known.fingerprint)) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "the fingerprint of its graph, " + definition.fingerprint(),
                    Row.shown(row.get(DefinitionColumn.FINGERPRINT), Column.Kind.BINARY));
        }
        if (!trusted.isEmpty() && !trusted.contains(definition.fingerprint())) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "a trusted definition",
                    "one with fingerprint " + definition.fingerprint());
        }
        if (keep(key, known) != null) {
            findings.report(Subject.DEFINITION, name, 0, "one row per definition", "two");
        }
        long states = definition.states().size();
        expectCount(row, name, DefinitionColumn.STATES, states);
        expectCount(
                row,
                name,
                DefinitionColumn.TRANSITIONS,
                LegalRows.of(definition).written());
        if (!row.isAbsent(DefinitionColumn.OBLIGATIONS)) {
            expectCount(
                    row,
                    name,
                    DefinitionColumn.OBLIGATIONS,
                    LegalRows.of(definition).obligations().size());
        }
        if (!row.holds(DefinitionColumn.ERASABLE, definition.isErasable())) {
            findings.report(
                    Subject.DEFINITION,
                    name,
                    0,
                    "erasable " + definition.isErasable() + ", as in its graph",
                    String.valueOf(row.get(DefinitionColumn.ERASABLE)));
        }
        if (!graphsAlone) {
            expectRows(definition);
        }
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

    private void expectRows(Definition definition) {
        String workflow = definition.workflow();
        Long version = (long) definition.version();
        LegalRows rows =
                knowHolds ? LegalRows.of(definition) : LegalRows.of(definition).withoutHolds();
        rows.states()
                .forEach(state -> missing.add(List.of(
                        workflow,
                        version,
                        state.id(),
                        state.isInitial(),
                        state.isTerminal(),
                        state.isImportable(),
                        state.isResting())));
        rows.transitions().forEach(row -> missing.add(List.of(workflow, version, row.from(), row.id(), row.to())));
        rows.obligations()
                .forEach(each -> missing.add(List.of(
                        workflow,
                        version,
                        each.row().from(),
                        each.row().id(),
                        each.row().to(),
                        each.kind().name(),
                        each.subject(),
                        (long) each.ofVersion(),
                        each.ofState(),
                        each.persons() == 0 ? Row.NOTHING : (Object) (long) each.persons())));
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

    void obligation(Row<ObligationColumn> row) {
        legalRow(
                row,
                ObligationColumn.values(),
                name(row.get(ObligationColumn.WORKFLOW), row.get(ObligationColumn.VERSION)));
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
                    "the states, transitions and obligations of its graph, each once",
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
        known.values().forEach(this::migrations);
    }

    /** What leads into a definition was declared for the very definitions that are stored. */
    private void migrations(Known known) {
        Definition definition = known.definition;
        for (Migration migration : definition.migrations()) {
            Known older = find(definition.workflow(), migration.fromVersion());
            // A database that has never had cases of that version need not know it.
            if (older != null && !older.definition.fingerprint().equals(migration.fromFingerprint())) {
                findings.report(
                        Subject.DEFINITION,
                        name(definition.workflow(), definition.version()),
                        0,
                        "version " + migration.fromVersion() + " with fingerprint " + migration.fromFingerprint()
                                + ", from which cases are migrated",
                        "one with fingerprint " + older.definition.fingerprint());
            }
        }
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
