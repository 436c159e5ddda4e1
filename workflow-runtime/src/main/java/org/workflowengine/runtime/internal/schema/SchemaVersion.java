package org.workflowengine.runtime.internal.schema;

import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.internal.dialect.Dialect;

/**
 * A version of the schema.
 *
 * @param number from 1 on
 * @param scripts the scripts that create it, and those that lead to it from each older version
 */
public record SchemaVersion(int number, Scripts scripts) {
    /** The one that this runtime is for. */
    public static final SchemaVersion CURRENT = new SchemaVersion(Installation.SCHEMA_VERSION, Script::of);

    /** Gives a script of a database by its name. */
    @FunctionalInterface
    interface Scripts {
        Script of(Dialect dialect, String name);
    }

    Script script(Dialect dialect, String name) {
        return scripts.of(dialect, name);
    }

    /** The script that leads to a version from the one before. */
    Script upgrade(Dialect dialect, int to) {
        return script(dialect, "upgrade-" + to + ".sql");
    }
}
