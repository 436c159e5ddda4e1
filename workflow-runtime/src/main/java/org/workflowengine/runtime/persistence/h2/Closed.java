package org.workflowengine.runtime.persistence.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A definition gets no more states or transitions than it says that it has. */
public final class Closed extends RowTrigger {
    private static final String ROOM_FOR_STATE = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND states > (SELECT COUNT(*) FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2)
            """;

    private static final String ROOM_FOR_TRANSITION = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND transitions > (SELECT COUNT(*) FROM %s.workflow_transition WHERE workflow = ?1 AND version = ?2)
            """;

    private static final String DEFINITION = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2
            """;

    /** For H2. */
    public Closed() {}

    @Override
    boolean permits(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object workflow = value(row, "workflow");
        Object version = value(row, "version");
        // A row of no definition at all is refused by a foreign key, which says so.
        return exists(
                        connection,
                        table().equals("workflow_state") ? ROOM_FOR_STATE : ROOM_FOR_TRANSITION,
                        workflow,
                        version)
                || !exists(connection, DEFINITION, workflow, version);
    }
}
