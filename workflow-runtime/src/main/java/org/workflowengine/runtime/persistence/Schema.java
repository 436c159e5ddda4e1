package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;

/** The tables and what guards them as SQL that people read and run, and what of it a database lacks. */
public final class Schema {
    /** The version that the scripts make, and that {@code workflow_installation} names. */
    static final int VERSION = Installation.SCHEMA_VERSION;

    /** Any number will do that other applications do not use: the bytes of "workflow". */
    private static final long LOCK = 0x776f726b666c6f77L;

    /** The script with the triggers. */
    static final String GUARDS = "triggers.sql";

    private static final String LOCK_NAME = "CONCAT('workflow schema of ', DATABASE())";
    private static final int PATIENCE_SECONDS = 60;

    private final Dialect dialect;
    private final Script tables;
    private final Script hardening;
    private final Script roles;
    private final Catalogue expected;

    private Schema(Dialect dialect) {
        this.dialect = dialect;
        this.tables = Script.of(dialect, "tables.sql");
        this.hardening = Script.of(dialect, GUARDS);
        this.roles = Script.of(dialect, "roles.sql");
        this.expected = Catalogue.expected(dialect);
    }

    /**
     * The schema for a database.
     *
     * @param database the product name that the database's driver gives, in any case
     * @return the schema
     * @throws SetupException if the database is not supported
     */
    public static Schema of(String database) {
        return new Schema(Dialect.of(database));
    }

    /**
     * The script that creates the tables.
     *
     * @return SQL statements with comments
     */
    public String tables() {
        return tables.sql();
    }

    /**
     * The script that creates the triggers, to be run after that of the tables.
     *
     * @return SQL statements with comments
     */
    public String hardening() {
        return hardening.sql();
    }

    /**
     * The script that creates roles with the least privileges that each needs.
     *
     * @return SQL statements with comments
     */
    public String roles() {
        return roles.sql();
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Creates what is missing, if that is all there is to mend; what exists already stays as it is.
     *
     * @return what is then still missing or changed
     */
    Differences create(Connection connection, SchemaName schema) throws SQLException {
        return alone(connection, () -> {
            Differences differences = differences(connection, schema);
            return differences.canBeCreated() ? created(connection, schema, differences) : differences;
        });
    }

    /**
     * Gives the installation another id, where there is neither a step nor a case and nothing else is missing or changed.
     *
     * @return what is missing or changed, in which case nothing was done
     * @throws SetupException if there is a step or a case
     */
    Differences renewInstallation(Connection connection, SchemaName schema, Installation fresh) throws SQLException {
        return alone(connection, () -> {
            Differences before = differences(connection, schema).without("trigger " + InstallationRenewal.TRIGGER);
            if (!before.none()) {
                return before;
            }
            InstallationRenewal.run(
                    dialect, schema, trigger(InstallationRenewal.TRIGGER), connection, PATIENCE_SECONDS, fresh);
            return differences(connection, schema);
        });
    }

    /** The statement of the script that makes a trigger. */
    private String trigger(String name) {
        return hardening.commands().stream()
                .filter(command -> command.matches("(?s)CREATE (OR REPLACE )?TRIGGER (IF NOT EXISTS )?" + name + " .*"))
                .findFirst()
                .orElseThrow();
    }

    /** What one node after the other does. */
    private interface Work {
        Differences run() throws SQLException;
    }

    private Differences alone(Connection connection, Work work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            waitForOtherNodes(statement);
            Differences differences = work.run();
            connection.commit();
            letOtherNodesIn(statement);
            connection.setAutoCommit(autoCommit);
            return differences;
        } catch (SQLException | RuntimeException | Error failure) {
            try (Statement statement = connection.createStatement()) {
                connection.rollback();
                letOtherNodesIn(statement);
                connection.setAutoCommit(autoCommit);
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /**
     * Runs the scripts. H2 has no lock that outlasts a statement that creates something, so two nodes may meet there: the one
     * whose statement fails looks at what the other has created, and goes on from there. Where nothing has changed, the failure
     * is its own.
     */
    private Differences created(Connection connection, SchemaName schema, Differences before) throws SQLException {
        try {
            tables.run(connection);
            hardening.run(connection);
            return differences(connection, schema);
        } catch (SQLException failure) {
            if (dialect != Dialect.H2) {
                throw failure;
            }
            connection.rollback();
            Differences left = differences(connection, schema);
            if (left.equals(before)) {
                throw failure;
            }
            return left.canBeCreated() ? created(connection, schema, left) : left;
        }
    }

    /**
     * One node after the other. PostgreSQL's statements fail where another node runs them at the same moment; MariaDB does not
     * show the constraints of a table that another node is just creating triggers for.
     */
    private void waitForOtherNodes(Statement statement) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> {
                statement.execute("SET LOCAL lock_timeout = '" + PATIENCE_SECONDS + "s'");
                statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            }
            case MARIADB -> {
                try (ResultSet answer =
                        statement.executeQuery("SELECT GET_LOCK(" + LOCK_NAME + ", " + PATIENCE_SECONDS + ")")) {
                    if (!answer.next() || answer.getInt(1) != 1) {
                        throw new SQLTimeoutException("another node has the lock " + LOCK_NAME);
                    }
                }
            }
            case H2 -> {}
        }
    }

    private void letOtherNodesIn(Statement statement) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            statement.execute("DO RELEASE_LOCK(" + LOCK_NAME + ")");
        }
    }

    Differences differences(Connection connection, SchemaName schema) throws SQLException {
        return Differences.between(expected, Catalogue.found(dialect, connection, schema, expected.tables()));
    }
}
