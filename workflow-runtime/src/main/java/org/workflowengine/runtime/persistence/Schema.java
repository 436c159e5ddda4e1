package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;

/** The tables and what guards them as SQL that people read and run, and what of it a database lacks. */
public final class Schema {
    /** The version that the scripts make, and that {@code workflow_installation} names. */
    static final int VERSION = Installation.SCHEMA_VERSION;

    /** Any number will do that other applications do not use: the bytes of "workflow". */
    private static final long LOCK = 0x776f726b666c6f77L;

    private static final String LOCK_NAME = "CONCAT('workflow schema of ', DATABASE())";
    private static final int PATIENCE_SECONDS = 60;

    private final Dialect dialect;
    private final Script tables;
    private final Script hardening;
    private final Script roles;

    private Schema(Dialect dialect) {
        this.dialect = dialect;
        this.tables = Script.of(dialect, "tables.sql");
        this.hardening = Script.of(dialect, "triggers.sql");
        this.roles = Script.of(dialect, "roles.sql");
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
    Defects create(Connection connection) throws SQLException {
        return alone(connection, () -> {
            Defects defects = defects(connection);
            return defects.none() || !defects.canBeMended() ? defects : mended(connection, defects);
        });
    }

    /**
     * Gives the installation another id, where there is neither a step nor a case and nothing else is missing or changed.
     *
     * @return what is missing or changed, in which case nothing was done
     * @throws SetupException if there is a step or a case
     */
    Defects renewInstallation(Connection connection, SchemaName schema, Installation fresh) throws SQLException {
        return alone(connection, () -> {
            Defects before = defects(connection);
            before.missing().remove("trigger " + InstallationRenewal.TRIGGER);
            if (!before.none()) {
                return before;
            }
            InstallationRenewal.run(
                    dialect, schema, trigger(InstallationRenewal.TRIGGER), connection, PATIENCE_SECONDS, fresh);
            return defects(connection);
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
        Defects run() throws SQLException;
    }

    private Defects alone(Connection connection, Work work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            waitForOtherNodes(statement);
            Defects defects = work.run();
            connection.commit();
            letOtherNodesIn(statement);
            connection.setAutoCommit(autoCommit);
            return defects;
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
    private Defects mended(Connection connection, Defects before) throws SQLException {
        try {
            tables.run(connection);
            hardening.run(connection);
            return defects(connection);
        } catch (SQLException failure) {
            if (dialect != Dialect.H2) {
                throw failure;
            }
            connection.rollback();
            Defects left = defects(connection);
            if (left.equals(before)) {
                throw failure;
            }
            return left.none() || !left.canBeMended() ? left : mended(connection, left);
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

    /**
     * How a database differs from the scripts.
     *
     * @param missing what is not there, in the order of the scripts; of a missing table only its name
     * @param changed what is there, but disabled or defined in another way
     */
    record Defects(List<String> missing, List<String> changed) {
        boolean none() {
            return missing.isEmpty() && changed.isEmpty();
        }

        /** Whether running the scripts helps: they create what is missing as a whole, and never change a table. */
        boolean canBeMended() {
            return changed.isEmpty()
                    && missing.stream().noneMatch(name -> name.contains(".") || name.startsWith("constraint "));
        }
    }

    Defects defects(Connection connection) throws SQLException {
        Map<String, String> found = Catalogue.of(dialect, connection);
        List<Part> parts = new ArrayList<>(Part.of(tables));
        parts.addAll(Part.of(hardening));
        Defects defects = new Defects(new ArrayList<>(), new ArrayList<>());
        Set<String> missingTables = new TreeSet<>();
        for (Part part : parts) {
            if (missingTables.contains(part.table()) || !Catalogue.tells(dialect, found, part)) {
                continue;
            }
            String definition = found.get(part.name());
            if (definition == null) {
                defects.missing().add(part.name());
                if (part.name().equals(part.table())) {
                    missingTables.add(part.table());
                }
            } else if (!definition.equals(part.definition())) {
                defects.changed().add(part.name());
            }
        }
        return defects;
    }
}
