package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/**
 * Upgrades from one version of the schema to the next. Each script first writes the new version with a minus sign into {@code
 * workflow_installation}, and at the end without it. H2 and MariaDB commit each statement that changes the schema: if a script is cut
 * off, every start sees what was begun, and the same script can be run again.
 */
public final class SchemaUpgrade {
    private SchemaUpgrade() {}

    /**
     * What {@code workflow_installation} says: a version, or with a minus sign one that is under way; empty unless it has exactly one
     * row.
     */
    static OptionalInt stored(Connection connection, SchemaName schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT schema_version FROM " + schema.quoted() + "workflow_installation")) {
            if (!rows.next()) {
                return OptionalInt.empty();
            }
            int version = rows.getInt(1);
            return rows.next() ? OptionalInt.empty() : OptionalInt.of(version);
        }
    }

    /** The scripts that still have to run, in order; none if the version is already the current one. */
    static List<Script> scripts(Dialect dialect, SchemaVersion version, int stored) {
        int first = stored < 0 ? -stored : stored + 1;
        return IntStream.rangeClosed(first, version.number())
                .mapToObj(to -> version.upgrade(dialect, to))
                .toList();
    }

    /** Whether scripts lead from the stored version to the current one. */
    static boolean leadsUp(SchemaVersion version, int stored) {
        return stored != 0 && Math.abs(stored) <= version.number();
    }

    /** Why tables of another version are refused, and what to do. */
    public static SetupException refusal(Dialect dialect, SchemaVersion version, int stored) {
        String found = stored < 0
                ? "an upgrade of the tables to schema version " + -stored + " was begun and not finished"
                : "the tables have schema version " + stored;
        return new SetupException(
                found + ", this runtime needs version " + version.number(),
                leadsUp(version, stored)
                        ? "stop the engines that use them, and upgrade them as their owner: WorkflowRuntime.upgrade(dataSource),"
                                + " workflow-cli schema upgrade, or the script that SchemaScripts." + dialect
                                + ".upgrade("
                                + (stored < 0 ? -stored - 1 : stored) + ") gives"
                        : "use a release of the engine that is for that version",
                null);
    }
}
