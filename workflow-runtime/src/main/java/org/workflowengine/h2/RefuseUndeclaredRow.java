package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A definition gets no more states and transitions than its author has written. The forms in parentheses are a closed list: a derived
 * row must follow from the definition and its states, and is not counted; an author's row is counted, whatever its form.
 */
public final class RefuseUndeclaredRow extends RowTrigger {
    private static final String DEFINITION = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2
            """;

    private static final String ALL_STATES = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND states <= (SELECT COUNT(*) FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2)
            """;

    private static final String ALL_TRANSITIONS = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND transitions <= (
                SELECT COUNT(*) FROM %s.workflow_transition
                WHERE workflow = ?1 AND version = ?2 AND transition <> '(open)' AND transition <> '(erase)')
            """;

    private static final String INITIAL = """
            SELECT 1 FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2 AND state = ?3 AND initial
            """;

    private static final String IMPORTABLE = """
            SELECT 1 FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2 AND state = ?3 AND importable
            """;

    private static final String ERASABLE = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2 AND erasable
            """;

    private static final String OLDER = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version < ?2 AND CONCAT('(migrate:', version, ')') = ?3
            """;

    /** For H2. */
    public RefuseUndeclaredRow() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object workflow = value(row, "workflow");
        Object version = value(row, "version");
        String definition = workflow + " version " + version;
        if (table().equals("workflow_state")) {
            return exists(connection, ALL_STATES, workflow, version) ? definition + " has all its states" : null;
        }
        String transition = String.valueOf(value(row, "transition"));
        boolean derived = transition.equals("(open)") || transition.equals("(erase)");
        if (!derived && exists(connection, ALL_TRANSITIONS, workflow, version)) {
            return definition + " has all its transitions";
        }
        Object toState = value(row, "to_state");
        boolean declared = switch (transition) {
            case "(open)" -> exists(connection, INITIAL, workflow, version, toState);
            case "(erase)" -> exists(connection, ERASABLE, workflow, version);
            case "(import)" -> exists(connection, IMPORTABLE, workflow, version, toState);
            default -> !transition.startsWith("(") || exists(connection, OLDER, workflow, version, transition);
        };
        // A definition that is not there is refused by a foreign key, which says so.
        return declared || !exists(connection, DEFINITION, workflow, version)
                ? null
                : definition + " does not declare " + transition + " to " + toState;
    }
}
