package org.workflowengine.runtime;

import java.util.Objects;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.persistence.DefinitionScript;
import org.workflowengine.runtime.internal.schema.Schema;

/**
 * The SQL of the schema for each supported database, to read or to run by hand: {@code SchemaScripts.POSTGRESQL.schema()}. Every script
 * has comments and is for the database's own command-line client.
 */
public enum SchemaScripts {
    /** For H2 2.x. */
    H2(Dialect.H2),
    /** For PostgreSQL 14 and later. */
    POSTGRESQL(Dialect.POSTGRESQL),
    /** For MariaDB 10.6 and later. */
    MARIADB(Dialect.MARIADB);

    private final Dialect dialect;

    SchemaScripts(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Creates the tables and then the triggers that guard them.
     *
     * @return a script; every statement can be run again
     */
    public String schema() {
        Schema schema = Schema.of(dialect);
        return schema.tables() + "\n" + schema.hardening();
    }

    /**
     * The second half of {@link #schema}: only the triggers, for existing tables.
     *
     * @return a script; every statement can be run again
     */
    public String hardening() {
        return Schema.of(dialect).hardening();
    }

    /**
     * Creates roles with the least privileges that each needs. The engine never runs it.
     *
     * @return a script
     */
    public String roles() {
        return Schema.of(dialect).roles();
    }

    /**
     * Installs a definition, as an engine does with {@link SchemaMode#CREATE}, so that no application needs the privilege to do it. Run it
     * as the owner of the tables or with the role {@code workflow_installer}, preferably in one transaction. If another definition is
     * installed under its id and version, nothing is changed, and every engine of this one refuses to start.
     *
     * @param definition the definition; {@link Definition#read} reads one that the compiler has written
     * @return a script; every statement can be run again
     */
    public String definition(Definition definition) {
        return DefinitionScript.of(dialect, Objects.requireNonNull(definition, "definition"));
    }

    /**
     * Brings tables of an older version of the schema to the version that this runtime is for. Run it as the owner of the tables while no
     * engine uses them, and stop at the first error; on PostgreSQL preferably in one transaction. If it is cut off, every start refuses,
     * and it can be run again.
     *
     * @param from the version of the tables, from {@code workflow_installation}
     * @return a script
     * @throws SetupException if there is no upgrade from that version
     */
    public String upgrade(int from) {
        return Schema.of(dialect).upgrade(from);
    }
}
