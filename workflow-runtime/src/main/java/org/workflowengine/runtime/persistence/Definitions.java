package org.workflowengine.runtime.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/** The legal table: each version of each workflow is installed once, and never another one under its name. */
final class Definitions {
    private final Sessions sessions;

    Definitions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Whether this very definition is there already; another one of the same id and version is refused. */
    boolean contains(WorkflowTable table) {
        Optional<Digest> stored;
        try (OwnTransaction transaction = sessions.begin()) {
            stored = transaction.mapper(DefinitionMapper.class).fingerprint(table.workflow(), table.version());
        } catch (SQLException | RuntimeException e) {
            throw new SetupException(
                    "the definition of " + nameOf(table) + " cannot be read",
                    "see the cause, and whether the tables are there",
                    e);
        }
        if (stored.isPresent() && !stored.get().equals(table.fingerprint())) {
            throw new SetupException(
                    "the database holds another definition of " + nameOf(table) + ": fingerprint " + stored.get()
                            + " is stored, " + table.fingerprint() + " is compiled",
                    "a graph is never changed once it is installed: bump the version",
                    null);
        }
        return stored.isPresent();
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
                throw new SetupException(
                        "the definition of " + nameOf(table) + " cannot be installed", "see the cause", e);
            }
        }
    }

    private static void insert(DefinitionMapper definitions, WorkflowTable table, Instant now) {
        String workflow = table.workflow();
        int version = table.version();
        definitions.insertDefinition(workflow, version, table.fingerprint(), table.graph(), now);
        for (WorkflowState state : table.states()) {
            definitions.insertState(workflow, version, state.id(), state.isInitial(), state.isTerminal());
        }
        for (WorkflowState state : table.states()) {
            definitions.insertTransition(workflow, version, state.id(), WorkflowTable.ERASURE, state.id());
        }
        definitions.insertTransition(
                workflow,
                version,
                WorkflowTable.NEW,
                WorkflowTable.OPENING,
                table.initial().id());
        for (WorkflowTransition row : table.transitions()) {
            definitions.insertTransition(
                    workflow, version, row.from().id(), row.id(), row.to().id());
        }
    }

    static String nameOf(WorkflowTable table) {
        return table.workflow() + " version " + table.version();
    }
}
