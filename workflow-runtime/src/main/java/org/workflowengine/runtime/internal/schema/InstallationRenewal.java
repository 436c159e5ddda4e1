package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/**
 * Gives an empty copy of a database an id of its own, which a restored copy has not.
 *
 * <p>PostgreSQL does it in one transaction. H2 and MariaDB commit each statement that changes the schema: cut off in between, the trigger
 * is missing, every start says so and refuses, and the same can be run again.
 */
final class InstallationRenewal {
    /** Refuses the change that is made here. */
    static final String TRIGGER = "workflow_installation_unchanged";

    private final SchemaName schema;

    /** The statement of the script that makes the trigger. */
    private final String trigger;

    private final Statement statement;

    private InstallationRenewal(SchemaName schema, String trigger, Statement statement) {
        this.schema = schema;
        this.trigger = trigger;
        this.statement = statement;
    }

    /**
     * Changes the row, and commits.
     *
     * @throws SetupException if there is a step or a case, or not exactly one row
     */
    static void run(
            Dialect dialect, SchemaName schema, String trigger, Connection connection, int patience, Installation fresh)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            InstallationRenewal renewal = new InstallationRenewal(schema, trigger, statement);
            switch (dialect) {
                case POSTGRESQL -> renewal.onPostgreSql(fresh);
                case MARIADB -> renewal.onMariaDb(patience, fresh);
                case H2 -> renewal.onH2(fresh);
            }
        }
    }

    /** The lock waits for everybody who has written a step and not committed yet; readers go on. */
    private void onPostgreSql(Installation fresh) throws SQLException {
        statement.execute("LOCK TABLE " + table("workflow_audit") + " IN SHARE ROW EXCLUSIVE MODE");
        demandEmpty();
        statement.execute("ALTER TABLE " + table("workflow_installation") + " DISABLE TRIGGER " + TRIGGER);
        update(fresh);
        statement.execute("ALTER TABLE " + table("workflow_installation") + " ENABLE ALWAYS TRIGGER " + TRIGGER);
        commit();
    }

    /** The lock waits for everybody who has used the tables and not committed yet. It outlasts the statements that follow. */
    private void onMariaDb(int patience, Installation fresh) throws SQLException {
        statement.execute("LOCK TABLES " + table("workflow_audit") + " WRITE, " + table("workflow_case") + " WRITE, "
                + table("workflow_installation") + " WRITE WAIT " + patience);
        try {
            demandEmpty();
            withoutTrigger(fresh);
        } catch (SQLException | RuntimeException | Error failure) {
            Closing.after(failure, () -> statement.execute("UNLOCK TABLES"));
            throw failure;
        }
        statement.execute("UNLOCK TABLES");
    }

    private void withoutTrigger(Installation fresh) throws SQLException {
        statement.execute("DROP TRIGGER IF EXISTS " + table(TRIGGER));
        try {
            update(fresh);
            commit();
        } catch (SQLException | RuntimeException | Error failure) {
            Closing.after(failure, this::putBack);
            throw failure;
        }
        putBack();
    }

    /**
     * H2 has no statement that only locks a table. Switching the checks of its foreign keys on, which they are, waits for everybody who
     * has written a step and not committed yet, and keeps others out until the commit. What H2 commits by itself comes before.
     */
    private void onH2(Installation fresh) throws SQLException {
        demandEmpty();
        statement.execute("DROP TRIGGER IF EXISTS " + table(TRIGGER));
        try {
            statement.execute("ALTER TABLE " + table("workflow_audit") + " SET REFERENTIAL_INTEGRITY TRUE");
            demandEmpty();
            update(fresh);
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

    private void demandEmpty() throws SQLException {
        for (String table : new String[] {"workflow_audit", "workflow_case"}) {
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table(table))) {
                row.next();
                if (row.getLong(1) > 0) {
                    throw new SetupException(
                            "the installation keeps its id: " + table + " has " + row.getLong(1)
                                    + " rows, and every history begins with the id",
                            "only a copy without steps and cases gets another",
                            null);
                }
            }
        }
    }

    private void update(Installation fresh) throws SQLException {
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

    private void commit() throws SQLException {
        statement.getConnection().commit();
    }

    private String table(String name) {
        return schema.quoted() + name;
    }
}
