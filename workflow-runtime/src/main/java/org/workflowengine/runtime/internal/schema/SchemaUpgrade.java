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
 * The way up from one version of the schema to the next. Each script first writes the new version with a minus into
 * {@code workflow_installation}, and last without: where it is cut off, because H2 and MariaDB commit each statement that changes the
 * schema, every start sees what was begun, and the same script can be run again.
 */
public final class SchemaUpgrade {
    private SchemaUpgrade() {}

    /** What {@code workflow_installation} says: a version, or one with a minus that is under way; empty if it has not exactly one row. */
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

    /** The scripts that are still to be run, in order; none where the version is the current one already. */
    static List<Script> scripts(Dialect dialect, SchemaVersion version, int stored) {
        int first = stored < 0 ? -stored : stored + 1;
        return IntStream.rangeClosed(first, version.number())
                .mapToObj(to -> version.upgrade(dialect, to))
                .toList();
    }

    /** Whether there is a way from what is stored to the current version. */
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
