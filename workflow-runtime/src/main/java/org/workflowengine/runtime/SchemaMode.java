package org.workflowengine.runtime;

/**
 * What a start does about the tables and definitions in the database. Tables of another version of the schema are refused in every mode:
 * {@link WorkflowRuntime#upgrade} is a call of its own.
 */
public enum SchemaMode {
    /** Creates what is missing and installs definitions. Several nodes may start at once. */
    CREATE,
    /** Demands that all tables, columns and definitions are there, and changes nothing. */
    VALIDATE,
    /** Does not look at the tables. Definitions are demanded all the same. */
    NONE
}
