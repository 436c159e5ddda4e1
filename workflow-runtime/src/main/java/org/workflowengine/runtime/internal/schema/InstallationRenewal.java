package org.workflowengine.runtime.internal.schema;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/**
 * Gives an empty copy of a database its own id: a restored copy has the id of the original.
 *
 * <p>PostgreSQL does it in one transaction. H2 and MariaDB commit each statement that changes the schema: if it is cut off in between,
 * the trigger is missing, every start says so and refuses, and it can be run again.
 */
final class InstallationRenewal {
    /** Refuses the change that is made here. */
    static final String TRIGGER = "workflow_installation_unchanged";

    private final SchemaName schema;

    /** The statement of the script that creates the trigger. */
    private final String trigger;

    private final Statement statement;

    InstallationRenewal(SchemaName schema, String trigger, Statement statement) {
        this.schema = schema;
        this.trigger = trigger;
        this.statement = statement;
    }

    /** Runs a statement. */
    void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    /** Something to do while there is no trigger. */
    interface Change {
        void make() throws SQLException;
    }

    /** Drops the trigger, makes the change and commits it, and restores the trigger, whatever happens. */
    void withoutTrigger(Change change) throws SQLException {
        statement.execute("DROP TRIGGER IF EXISTS " + table(TRIGGER));
        try {
            change.make();
            commit();
        } catch (SQLException | RuntimeException | Error failure) {
            Closing.after(failure, this::putBack);
            throw failure;
        }
        putBack();
    }

    private void putBack() throws SQLException {
        if (!statement.getConnection().getAutoCommit()) {
            statement.getConnection().rollback();
        }
        statement.execute(trigger);
        commit();
    }

    /**
     * Refuses if there is something.
     *
     * @throws SetupException if there is a step or a case
     */
    void demandEmpty() throws SQLException {
        for (String table : new String[] {"workflow_audit", "workflow_case"}) {
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table(table))) {
                row.next();
                if (row.getLong(1) > 0) {
                    throw new SetupException(
                            "the installation keeps its id: " + table + " has " + row.getLong(1)
                                    + " rows, and every history begins with the id",
                            "only a copy without steps and cases gets a new id",
                            null);
                }
            }
        }
    }

    void update(Installation fresh) throws SQLException {
        try (PreparedStatement update = statement
                .getConnection()
                .prepareStatement(
                        "UPDATE " + table("workflow_installation") + " SET installation = ?, origin_digest = ?")) {
            update.setBytes(1, fresh.bytes());
            update.setBytes(2, DigestChain.origin(fresh).bytes());
            int rows = update.executeUpdate();
            if (rows != 1) {
                throw new SetupException(
                        "workflow_installation has " + rows + " rows, expected one",
                        "the script makes the row: find out who changed it",
                        null);
            }
        }
    }

    void commit() throws SQLException {
        statement.getConnection().commit();
    }

    String table(String name) {
        return schema.quoted() + name;
    }
}
