package org.workflowengine.runtime.internal.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/**
 * A version 7 of the schema that only tests know: a column more, an index more, and a trigger that does something else. Its scripts are those
 * of version 6 with these changes in their places; its upgrade script is a file.
 */
final class SeventhVersion {
    static final int NUMBER = 7;

    private SeventhVersion() {}

    /** The catalogue of freshly made tables is asked for, once. */
    static SchemaVersion of() {
        Map<Dialect, Script> catalogues = new ConcurrentHashMap<>();
        return new SchemaVersion(
                NUMBER,
                (dialect, name) -> name.equals(Catalogue.FILE)
                        ? catalogues.computeIfAbsent(dialect, SeventhVersion::catalogue)
                        : script(dialect, name));
    }

    private static Script catalogue(Dialect dialect) {
        try (TestDatabase made = SchemaUpgradeTest.fresh(dialect)) {
            made.script(script(dialect, "tables.sql").sql());
            made.script(script(dialect, "triggers.sql").sql());
            return new Script(found(dialect, made));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a database tells of its tables, as a text. */
    static String found(Dialect dialect, TestDatabase database) throws SQLException {
        return found(dialect, database, SchemaVersion.CURRENT);
    }

    /** The same, of the tables and functions of a version. */
    static String found(Dialect dialect, TestDatabase database, SchemaVersion version) throws SQLException {
        Set<String> tables =
                Catalogue.expected(version.script(dialect, Catalogue.FILE)).tables();
        try (Connection connection = database.dataSource().getConnection()) {
            SchemaName schema = SchemaName.of(dialect, connection);
            String found = SchemaRules.of(dialect)
                    .catalogue(connection, schema, tables)
                    .text();
            return dialect == Dialect.POSTGRESQL ? found.replaceAll("\\b" + schema.name() + "\\b", "<schema>") : found;
        }
    }

    private static Script script(Dialect dialect, String name) {
        if (name.equals("upgrade-7.sql")) {
            return FilledDatabase.read(Path.of("src/test/resources/schema/7", dialect.id(), name));
        }
        String sql = SchemaVersion.CURRENT.script(dialect, name).sql();
        for (Map.Entry<String, String> change : changes(dialect, name).entrySet()) {
            if (!sql.contains(change.getKey())) {
                throw new IllegalStateException(name + " of " + dialect + " has no " + change.getKey());
            }
            sql = sql.replace(change.getKey(), change.getValue());
        }
        return new Script(sql);
    }

    private static Map<String, String> changes(Dialect dialect, String name) {
        Map<String, String> changes = new TreeMap<>();
        if (name.equals("tables.sql")) {
            String type = dialect == Dialect.POSTGRESQL ? "TEXT COLLATE \"C\"" : "VARCHAR(64)";
            changes.put(
                    "    CONSTRAINT workflow_case_key ", "    note " + type + ",\n    CONSTRAINT workflow_case_key ");
            changes.put(
                    "CREATE INDEX IF NOT EXISTS workflow_case_moved ",
                    "CREATE INDEX IF NOT EXISTS workflow_case_note ON workflow_case (note, case_id);\n"
                            + "CREATE INDEX IF NOT EXISTS workflow_case_moved ");
            String made = switch (dialect) {
                case H2 -> "X'5746493100000010' || made.id), ";
                case POSTGRESQL -> "::BYTEA || made.id), ";
                case MARIADB -> "made.id), 256)), ";
            };
            changes.put(made + "6", made + "7");
        }
        if (name.equals("triggers.sql")) {
            switch (dialect) {
                case H2 ->
                    changes.put(
                            "workflow_definition_kept BEFORE DELETE ON workflow_definition\n    FOR EACH ROW CALL '"
                                    + "org.workflowengine.h2.RefuseChange'",
                            "workflow_definition_kept BEFORE DELETE ON workflow_definition\n    FOR EACH ROW CALL '"
                                    + RefusePermanently.class.getName() + "'");
                case POSTGRESQL ->
                    changes.put(
                            "RAISE EXCEPTION '% of % is refused by %: what is recorded stays'",
                            "RAISE EXCEPTION '% of % is refused by %: what is recorded stays permanently'");
                case MARIADB ->
                    changes.put(
                            "'workflow_definition_kept: what is recorded stays'",
                            "'workflow_definition_kept: what is recorded stays permanently'");
            }
        }
        return changes;
    }
}
