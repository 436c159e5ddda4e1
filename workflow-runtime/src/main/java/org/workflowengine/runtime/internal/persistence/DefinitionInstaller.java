package org.workflowengine.runtime.internal.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.audit.DefinitionDifferences;
import org.workflowengine.runtime.internal.audit.LegalRows;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.persistence.DefinitionMapper.DefinitionRow;
import org.workflowengine.runtime.internal.persistence.DefinitionMapper.ObligationRow;
import org.workflowengine.runtime.internal.persistence.DefinitionMapper.StateRow;
import org.workflowengine.runtime.internal.persistence.DefinitionMapper.TransitionRow;
import org.workflowengine.runtime.internal.transaction.OwnTransaction;
import org.workflowengine.runtime.internal.transaction.ReadOnly;
import org.workflowengine.runtime.internal.transaction.Sessions;

/** Installs definitions: each version of each workflow once, and never another one under its name. */
final class DefinitionInstaller {
    private final Sessions sessions;

    DefinitionInstaller(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Whether exactly this definition is installed already, row by row. Refuses another one of the same id and version, and one that does
     * not fit the other installed versions.
     */
    boolean contains(Definition definition) {
        Optional<DefinitionRow> stored;
        List<Object> rows = new ArrayList<>();
        try (OwnTransaction transaction = sessions.begin()) {
            DefinitionMapper definitions = transaction.mapper(DefinitionMapper.class);
            stored = definitions.definition(definition.workflow(), definition.version());
            rows.addAll(definitions.states(definition.workflow(), definition.version()));
            rows.addAll(definitions.transitions(definition.workflow(), definition.version()));
            rows.addAll(definitions.obligations(definition.workflow(), definition.version()));
            stored.ifPresent(row -> refuseAnother(
                    definition, row, () -> definitions.graph(definition.workflow(), definition.version())));
            VersionLinks.check(definitions, definition);
        } catch (SetupException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw new SetupException(
                    "the definition of " + nameOf(definition) + " cannot be read",
                    "see the cause, and whether the tables are there",
                    e);
        }
        if (stored.isPresent()) {
            refuseOtherRows(definition, rows);
        }
        return stored.isPresent();
    }

    private static void refuseAnother(Definition definition, DefinitionRow stored, Supplier<String> graph) {
        if (!stored.fingerprint().equals(definition.fingerprint())) {
            throw new SetupException(
                    SetupException.Kind.DEFINITION_CONFLICT,
                    "the database has a different definition of " + nameOf(definition) + ": "
                            + differences(graph.get(), definition) + "fingerprint "
                            + stored.fingerprint() + " is stored, " + definition.fingerprint() + " is compiled",
                    "an installed graph never changes: raise the version",
                    null);
        }
        if (!stored.equals(row(definition))) {
            DefinitionRow compiled = row(definition);
            throw new SetupException(
                    "the database lets " + nameOf(definition) + " have " + shown(stored) + ", but it is compiled with "
                            + shown(compiled),
                    "somebody has tampered with workflow_definition: find out who, and verify all cases",
                    null);
        }
    }

    /** Nothing if the stored text is one that this release cannot read, or says the same: then the fingerprints have to do. */
    private static String differences(String graph, Definition compiled) {
        List<String> differences;
        try {
            differences = DefinitionDifferences.of(Definition.read(graph), "stored", compiled, "compiled");
        } catch (IllegalArgumentException e) {
            return "its stored graph cannot be read (" + e.getMessage() + "); ";
        }
        return differences.isEmpty() ? "" : DefinitionDifferences.shown(differences) + "; ";
    }

    private static String shown(DefinitionRow row) {
        return row.states() + " states, " + row.transitions() + " transitions, " + row.obligations()
                + " obligations and " + (row.erasable() ? "steps that can be erased" : "steps that cannot be erased");
    }

    private static void refuseOtherRows(Definition definition, List<Object> stored) {
        Set<Object> compiled = new HashSet<>(states(definition));
        compiled.addAll(transitions(definition));
        compiled.addAll(obligations(definition));
        List<Object> lacking = new ArrayList<>(compiled);
        lacking.removeAll(stored);
        List<Object> foreign = new ArrayList<>(stored);
        foreign.removeAll(compiled);
        if (!lacking.isEmpty() || !foreign.isEmpty()) {
            throw new SetupException(
                    "the rows of " + nameOf(definition)
                            + " in workflow_state, workflow_transition and workflow_obligation are not those of its"
                            + " definition: lacking " + lacking + ", foreign " + foreign,
                    "somebody has tampered with the legal table: find out who, fix it, and verify all cases",
                    null);
        }
    }

    void install(Definition definition, Instant now) {
        if (contains(definition)) {
            return;
        }
        try (OwnTransaction transaction = sessions.begin()) {
            insert(transaction.mapper(DefinitionMapper.class), definition, now);
            transaction.commit();
        } catch (SQLException | RuntimeException e) {
            // Another node may have been faster.
            if (!SqlStates.isDuplicateKey(e) || !contains(definition)) {
                throw ReadOnly.refusal(
                        "the definition of " + nameOf(definition) + " cannot be installed", "see the cause", e);
            }
        }
    }

    private static void insert(DefinitionMapper definitions, Definition definition, Instant now) {
        String workflow = definition.workflow();
        int version = definition.version();
        definitions.insertDefinition(workflow, version, definition.graph(), row(definition), now);
        states(definition).forEach(state -> definitions.insertState(workflow, version, state));
        transitions(definition).forEach(transition -> definitions.insertTransition(workflow, version, transition));
        obligations(definition).forEach(obligation -> definitions.insertObligation(workflow, version, obligation));
    }

    private static DefinitionRow row(Definition definition) {
        return new DefinitionRow(
                definition.fingerprint(),
                definition.states().size(),
                LegalRows.of(definition).written(),
                definition.isErasable(),
                LegalRows.of(definition).obligations().size());
    }

    private static List<StateRow> states(Definition definition) {
        return LegalRows.of(definition).states().stream()
                .map(state -> new StateRow(
                        state.id(), state.isInitial(), state.isTerminal(), state.isImportable(), state.isResting()))
                .toList();
    }

    private static List<TransitionRow> transitions(Definition definition) {
        return LegalRows.of(definition).transitions().stream()
                .map(row -> new TransitionRow(row.from(), row.id(), row.to()))
                .toList();
    }

    private static List<ObligationRow> obligations(Definition definition) {
        return LegalRows.of(definition).obligations().stream()
                .map(each -> new ObligationRow(
                        each.row().from(),
                        each.row().id(),
                        each.row().to(),
                        each.kind().name(),
                        each.subject(),
                        each.ofVersion(),
                        each.ofState(),
                        each.persons() == 0 ? null : each.persons()))
                .toList();
    }

    static String nameOf(Definition definition) {
        return definition.workflow() + " version " + definition.version();
    }
}
