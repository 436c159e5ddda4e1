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

/** How the tables, their catalogue and their settings differ between databases: one class for each. Thread-safe. */
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
     * Refuses settings that would lose or change what the engine stores: the database must keep and compare values exactly.
     *
     * @param connection the session
     * @throws SetupException naming the setting
     * @throws SQLException if the database cannot be asked
     */
    public abstract void checkReading(Connection connection) throws SQLException;

    /**
     * Also refuses settings that prevent every step although everything can be read.
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
     * The settings of the server under which a crash may undo what was acknowledged, or damage what is stored. A setting of the session
     * alone is refused by {@link #checkWriting}; a setting of the whole server is the choice of those who run it, and is reported.
     *
     * @param connection any session
     * @return in words, sorted
     * @throws SQLException if the database cannot be asked
     */
    public abstract List<String> losses(Connection connection) throws SQLException;

    /**
     * Objects on a session's search path that belong neither to the system nor to the scripts, and who may create such: they can replace
     * what a statement without a schema means, in a trigger or at a console.
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

    /** Work that one node does after the other. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Does something in a session that reads scripts and shows the catalogue as a default session does. */
    <T> T inDefaultMode(Connection connection, Work<T> work) throws SQLException {
        return work.run();
    }

    /** Makes unqualified names in a script mean those of the schema. */
    void enter(Statement statement, SchemaName schema) throws SQLException {}

    /** One node after the other. */
    void waitForOtherNodes(Statement statement) throws SQLException {}

    /** Ends the wait of other nodes, after the commit. */
    void letOtherNodesIn(Connection connection) throws SQLException {}

    /**
     * Whether other nodes may create tables at the same moment, because no lock outlasts a statement that creates something. The node
     * whose statement fails then looks at what the other has created, and goes on from there.
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
