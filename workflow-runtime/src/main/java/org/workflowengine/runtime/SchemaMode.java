package org.workflowengine.runtime;

/**
 * What a start does about the tables and definitions in the database. Every mode refuses tables of another version of the schema:
 * {@link WorkflowRuntime#upgrade} is a separate call.
 */
public enum SchemaMode {
    /** Creates what is missing and installs definitions. Several nodes may start at once. */
    CREATE,
    /** Requires that all tables, columns and definitions are there, and changes nothing. */
    VALIDATE,
    /** Does not look at the tables. Definitions are still required. */
    NONE
}
