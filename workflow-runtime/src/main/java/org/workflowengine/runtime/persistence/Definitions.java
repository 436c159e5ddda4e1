package org.workflowengine.runtime.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.persistence.DefinitionMapper.DefinitionRow;
import org.workflowengine.runtime.persistence.DefinitionMapper.StateRow;
import org.workflowengine.runtime.persistence.DefinitionMapper.TransitionRow;

/** The legal table: each version of each workflow is installed once, and never another one under its name. */
final class Definitions {
    private final Sessions sessions;

    Definitions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Whether this very definition is there already, row by row; another one of the same id and version is refused. */
    boolean contains(WorkflowTable table) {
        Optional<DefinitionRow> stored;
        List<Object> rows = new ArrayList<>();
        try (OwnTransaction transaction = sessions.begin()) {
            DefinitionMapper definitions = transaction.mapper(DefinitionMapper.class);
            stored = definitions.definition(table.workflow(), table.version());
            rows.addAll(definitions.states(table.workflow(), table.version()));
            rows.addAll(definitions.transitions(table.workflow(), table.version()));
        } catch (SQLException | RuntimeException e) {
            throw new SetupException(
                    "the definition of " + nameOf(table) + " cannot be read",
                    "see the cause, and whether the tables are there",
                    e);
        }
        stored.ifPresent(definition -> refuseAnother(table, definition));
        if (stored.isPresent()) {
            refuseOtherRows(table, rows);
        }
        return stored.isPresent();
    }

    private static void refuseAnother(WorkflowTable table, DefinitionRow stored) {
        if (!stored.fingerprint().equals(table.fingerprint())) {
            throw new SetupException(
                    "the database holds another definition of " + nameOf(table) + ": fingerprint "
                            + stored.fingerprint() + " is stored, " + table.fingerprint() + " is compiled",
                    "a graph is never changed once it is installed: bump the version",
                    null);
        }
        if (!stored.equals(row(table))) {
            DefinitionRow compiled = row(table);
            throw new SetupException(
                    "the database lets " + nameOf(table) + " have " + shown(stored) + ", but it is compiled with "
                            + shown(compiled),
                    "somebody has tampered with workflow_definition: find out who, and verify all cases",
                    null);
        }
    }

    private static String shown(DefinitionRow row) {
        return row.states() + " states, " + row.transitions() + " transitions and "
                + (row.erasable() ? "steps that can be erased" : "steps that cannot be erased");
    }

    private static void refuseOtherRows(WorkflowTable table, List<Object> stored) {
        Set<Object> compiled = new HashSet<>(states(table));
        compiled.addAll(transitions(table));
        List<Object> lacking = new ArrayList<>(compiled);
        lacking.removeAll(stored);
        List<Object> foreign = new ArrayList<>(stored);
        foreign.removeAll(compiled);
        if (!lacking.isEmpty() || !foreign.isEmpty()) {
            throw new SetupException(
                    "the rows of " + nameOf(table) + " in workflow_state and workflow_transition are not those of its"
                            + " definition: lacking " + lacking + ", foreign " + foreign,
                    "somebody has tampered with the legal table: find out who, mend it, and verify all cases",
                    null);
        }
    }

    void install(WorkflowTable table, Instant now) {
        if (contains(table)) {
            return;
        }
        try (OwnTransaction transaction = sessions.begin()) {
            insert(transaction.mapper(DefinitionMapper.class), table, now);
            transaction.commit();
        } catch (SQLException | RuntimeException e) {
            // Another node may have been faster.
            if (!SqlStates.isDuplicateKey(e) || !contains(table)) {
                throw ReadOnly.refusal(
                        "the definition of " + nameOf(table) + " cannot be installed", "see the cause", e);
            }
        }
    }

    private static void insert(DefinitionMapper definitions, WorkflowTable table, Instant now) {
        String workflow = table.workflow();
        int version = table.version();
        definitions.insertDefinition(workflow, version, table.graph(), row(table), now);
        states(table).forEach(state -> definitions.insertState(workflow, version, state));
        transitions(table).forEach(transition -> definitions.insertTransition(workflow, version, transition));
    }

    private static DefinitionRow row(WorkflowTable table) {
        return new DefinitionRow(
                table.fingerprint(), table.states().size(), table.transitions().size(), table.isErasable());
    }

    private static List<StateRow> states(WorkflowTable table) {
        return table.states().stream()
                .map(state -> new StateRow(state.id(), state.isInitial(), state.isTerminal(), false))
                .toList();
    }

    /** The author's transitions, then what follows from the definition: the opening, and an erasure for each state. */
    private static List<TransitionRow> transitions(WorkflowTable table) {
        List<TransitionRow> rows = new ArrayList<>();
        rows.add(new TransitionRow(
                WorkflowTable.NEW, WorkflowTable.OPENING, table.initial().id()));
        for (WorkflowTransition row : table.transitions()) {
            rows.add(new TransitionRow(row.from().id(), row.id(), row.to().id()));
        }
        if (table.isErasable()) {
            for (WorkflowState state : table.states()) {
                rows.add(new TransitionRow(state.id(), WorkflowTable.ERASURE, state.id()));
            }
        }
        return rows;
    }

    static String nameOf(WorkflowTable table) {
        return table.workflow() + " version " + table.version();
    }
}
