package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** In what the tables, their catalogue and their settings differ from database to database: one class for each. Thread-safe. */
public abstract sealed class SchemaRules permits H2Schema, MariaDbSchema, PostgreSqlSchema {
    static final int PATIENCE_SECONDS = 60;

    /**
     * The rules of a database.
     *
     * @param dialect the database
     * @return its rules
     */
    public static SchemaRules of(Dialect dialect) {
        return switch (dialect) {
            case H2 -> H2Schema.RULES;
            case POSTGRESQL -> PostgreSqlSchema.RULES;
            case MARIADB -> MariaDbSchema.RULES;
        };
    }

    /** Looks at the settings of a session. */
    @FunctionalInterface
    public interface Check {
        /**
         * Looks.
         *
         * @param rules of the database
         * @param connection the session
         * @throws SetupException naming the setting that is refused
         * @throws SQLException if the database cannot be asked
         */
        void run(SchemaRules rules, Connection connection) throws SQLException;
    }

    /**
     * Refuses what would lose or change what the engine stores: does this database keep, store and compare exactly what it is given.
     *
     * @param connection the session
     * @throws SetupException naming the setting
     * @throws SQLException if the database cannot be asked
     */
    public abstract void checkReading(Connection connection) throws SQLException;

    /**
     * Also refuses what lets no step be written, while everything can be read.
     *
     * @param connection the session
     * @throws SetupException naming the setting
     * @throws SQLException if the database cannot be asked
     */
    public abstract void checkWriting(Connection connection) throws SQLException;

    /**
     * Refuses what would stop the scripts half-way, before anything is created.
     *
     * @throws SetupException naming the setting or the privilege
     */
    void checkCreating(Connection connection) throws SQLException {}

    /**
     * The settings of the server under which a crash may undo what was acknowledged, or damage what is stored. What a session has for itself
     * is refused by {@link #checkWriting}; what a server has for all is the choice of those who run it, and named.
     *
     * @param connection any session
     * @return in words, sorted
     * @throws SQLException if the database cannot be asked
     */
    public abstract List<String> losses(Connection connection) throws SQLException;

    /**
     * What on a session's way to the tables neither the system nor the scripts have put there, and who may put something there: it can
     * take the place of what a statement means that does not name a schema, a trigger's or that of somebody at a console.
     *
     * @param connection the session
     * @param schema the schema of the tables
     * @return in words, sorted
     * @throws SQLException if the database cannot be asked
     */
    public abstract List<String> foreignNames(Connection connection, SchemaName schema) throws SQLException;

    /**
     * What is in a database, with its definitions.
     *
     * @param tables the names of the tables and views that matter, and of the functions, after {@code function }
     */
    abstract Catalogue catalogue(Connection connection, SchemaName schema, Collection<String> tables)
            throws SQLException;

    /** What one node after the other does. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Does something in a session that reads scripts, and tells the catalogue, as a session does by default. */
    <T> T inDefaultMode(Connection connection, Work<T> work) throws SQLException {
        return work.run();
    }

    /** Lets unqualified names of a script mean those of the schema. */
    void enter(Statement statement, SchemaName schema) throws SQLException {}

    /** One node after the other. */
    void waitForOtherNodes(Statement statement) throws SQLException {}

    /** Ends the wait of other nodes, after the commit. */
    void letOtherNodesIn(Connection connection) throws SQLException {}

    /**
     * Whether other nodes may create tables at the same moment, because there is no lock that outlasts a statement that creates something:
     * one whose statement fails then looks at what another has created, and goes on from there.
     */
    public boolean canMeet() {
        return false;
    }

    /**
     * Whether a script that fails leaves nothing behind.
     *
     * @return {@code true} where statements that change the schema are part of a transaction
     */
    public boolean undoesScripts() {
        return false;
    }

    /** Changes the row of the installation, and commits. */
    abstract void renew(InstallationRenewal renewal, Installation fresh) throws SQLException;
}
