package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.OneTransaction;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/**
 * What on a session's way to the tables neither the system nor the scripts have put there, and who may put something there: it can
 * take the place of what a statement means that does not name a schema, a trigger's or that of somebody at a console.
 */
public final class ForeignNames {
    /**
     * An operator, function or cast that takes nothing but types of the system can win over the system's own where it fits better; one of
     * an extension's own types cannot, and
     * what an extension brings along is not named. A function that is the system's to the letter loses, unless the path names the system later.
     * The parameter is the schema of the tables.
     */
    private static final String POSTGRESQL = """
            SELECT pg_catalog.set_config('workflow.schemas', pg_catalog.array_to_string(pg_catalog.current_schemas(false)
                    OPERATOR(pg_catalog.||) ?::pg_catalog.name, E'\\n'), true),
                pg_catalog.set_config('workflow.search_path', pg_catalog.current_setting('search_path'), true),
                pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
            WITH space AS (
                SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
                WHERE nspname = ANY (string_to_array(current_setting('workflow.schemas'), E'\\n')) AND nspname <> 'pg_catalog'),
            bundled AS (SELECT oid FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace),
            extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e')
            SELECT 'operator ' || operator.oid::regoperator AS name
            FROM space JOIN pg_operator operator ON oprnamespace = space.oid
            WHERE (oprleft = 0 OR oprleft IN (SELECT oid FROM bundled)) AND oprright IN (SELECT oid FROM bundled)
                AND oprname IN (SELECT oprname FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace)
                AND ('pg_operator'::regclass, operator.oid) NOT IN (SELECT classid, objid FROM extended)
            UNION ALL
            SELECT 'function ' || function.oid::regprocedure
            FROM space JOIN pg_proc function ON pronamespace = space.oid
            WHERE proargtypes::oid[] <@ ARRAY(SELECT oid FROM bundled) AND EXISTS (
                SELECT FROM pg_proc own WHERE own.pronamespace = 'pg_catalog'::regnamespace AND own.proname = function.proname
                    AND own.proargtypes::text <> function.proargtypes::text)
                AND ('pg_proc'::regclass, function.oid) NOT IN (SELECT classid, objid FROM extended)
            UNION ALL
            SELECT 'cast from ' || format_type(castsource, NULL) || ' to ' || format_type(casttarget, NULL)
            FROM pg_cast WHERE oid >= 16384 AND castcontext <> 'e'
                AND castsource IN (SELECT oid FROM bundled) AND casttarget IN (SELECT oid FROM bundled)
                AND ('pg_cast'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
            UNION ALL
            SELECT CASE grantee WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'the role ' || grantee::regrole END
                || ' may CREATE in the schema ' || quote_ident(nspname)
            FROM space CROSS JOIN aclexplode(nspacl) WHERE privilege_type = 'CREATE' AND grantee <> nspowner
            ORDER BY name;
            SELECT set_config('search_path', current_setting('workflow.search_path'), true)
            """;

    /** MariaDB tells what a login's roles give it in no other way. */
    private static final String MARIADB = "SHOW GRANTS";

    private static final Pattern TEMPORARY_TABLES = Pattern.compile(
            "GRANT (?:.*, )?(?:ALL PRIVILEGES|CREATE TEMPORARY TABLES)(?:, .*)? ON (?:\\*|`(.*)`)\\.\\* TO .*");

    private ForeignNames() {}

    /** In words, sorted. */
    public static List<String> of(Dialect dialect, Connection connection, SchemaName schema) throws SQLException {
        return switch (dialect) {
            case H2 -> List.of();
            case POSTGRESQL -> {
                try (OneTransaction transaction = OneTransaction.on(connection);
                        PreparedStatement statement = transaction.connection().prepareStatement(POSTGRESQL)) {
                    statement.setString(1, schema.name());
                    statement.execute();
                    statement.getMoreResults();
                    try (ResultSet rows = statement.getResultSet()) {
                        yield names(rows);
                    }
                }
            }
            case MARIADB -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(MARIADB)) {
                    yield names(rows).stream().anyMatch(grant -> allowsTemporaryTables(grant, schema.name()))
                            ? List.of("this login may CREATE TEMPORARY TABLES in " + schema.name()
                                    + ", each of which hides the table of its name")
                            : List.of();
                }
            }
        };
    }

    /** A grant is for all databases, for one, or for those whose names are like a pattern. */
    private static boolean allowsTemporaryTables(String grant, String database) {
        Matcher matcher = TEMPORARY_TABLES.matcher(grant);
        if (!matcher.matches()) {
            return false;
        }
        if (matcher.group(1) == null) {
            return true;
        }
        String pattern = Pattern.quote(matcher.group(1).replace("``", "`"))
                .replace("\\_", "\u0000")
                .replace("\\%", "\u0001")
                .replace("_", "\\E.\\Q")
                .replace("%", "\\E.*\\Q")
                .replace('\u0000', '_')
                .replace('\u0001', '%');
        return Pattern.matches(pattern, database);
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        while (rows.next()) {
            names.add(rows.getString(1));
        }
        return List.copyOf(names);
    }
}
