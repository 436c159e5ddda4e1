package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.internal.dialect.OneTransaction;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** PostgreSQL, where scripts run in a transaction. */
final class PostgreSqlSchema extends SchemaRules {
    static final PostgreSqlSchema RULES = new PostgreSqlSchema();

    /** Any number that other applications do not use: the bytes of "workflow". */
    private static final long LOCK = 0x776f726b666c6f77L;

    /**
     * An operator, function or cast that takes only system types can win over the system's own if it fits better. One that takes an
     * extension's types cannot, and what belongs to an extension is not named. A function with exactly the signature of a system function
     * loses, unless the path names the system later. The parameter is the schema of the tables.
     */
    private static final String FOREIGN_NAMES = """
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

    private PostgreSqlSchema() {}

    @Override
    public void checkReading(Connection connection) throws SQLException {
        PostgreSqlSettings.checkReading(connection);
    }

    @Override
    public void checkWriting(Connection connection) throws SQLException {
        checkReading(connection);
        PostgreSqlSettings.checkWriting(connection);
    }

    @Override
    public List<String> losses(Connection connection) throws SQLException {
        return Durability.losses(Durability.settings(connection, PostgreSqlSettings.DURABILITY));
    }

    @Override
    public List<String> foreignNames(Connection connection, SchemaName schema) throws SQLException {
        try (OneTransaction transaction = OneTransaction.on(connection);
                PreparedStatement statement = transaction.connection().prepareStatement(FOREIGN_NAMES)) {
            statement.setString(1, schema.name());
            statement.execute();
            statement.getMoreResults();
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return List.copyOf(names);
        }
    }

    /**
     * During the query, the search path contains only the system's own schema: nothing else can take its place, and everything else that
     * a definition uses is shown with its schema.
     */
    @Override
    Catalogue catalogue(Connection connection, SchemaName schema, Collection<String> tables) throws SQLException {
        try (OneTransaction transaction = OneTransaction.on(connection);
                PreparedStatement statement = transaction.connection().prepareStatement(CatalogueSql.POSTGRESQL)) {
            statement.setString(1, String.join(",", tables));
            statement.setString(2, schema.name());
            statement.setString(3, schema.name());
            statement.execute();
            statement.getMoreResults();
            Catalogue catalogue;
            try (ResultSet rows = statement.getResultSet()) {
                catalogue = Catalogue.read(rows, false, Catalogue.identity(tables));
            }
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return catalogue.inSchema(row.getString(1));
            }
        }
    }

    /** The scripts do not name the schema. */
    @Override
    void enter(Statement statement, SchemaName schema) throws SQLException {
        statement.execute("SET LOCAL search_path TO "
                + schema.quoted().substring(0, schema.quoted().length() - 1) + ", pg_temp");
    }

    /** A statement of the scripts fails if another node runs it at the same moment. */
    @Override
    void waitForOtherNodes(Statement statement) throws SQLException {
        statement.execute("SET LOCAL lock_timeout = '" + PATIENCE_SECONDS + "s'");
        statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }

    @Override
    public boolean undoesScripts() {
        return true;
    }

    /** The lock waits for every transaction that has written a step and has not committed yet. Readers go on. */
    @Override
    void renew(InstallationRenewal renewal, Installation fresh) throws SQLException {
        String table = renewal.table("workflow_installation");
        renewal.execute("LOCK TABLE " + renewal.table("workflow_audit") + " IN SHARE ROW EXCLUSIVE MODE");
        renewal.demandEmpty();
        renewal.execute("ALTER TABLE " + table + " DISABLE TRIGGER " + InstallationRenewal.TRIGGER);
        renewal.update(fresh);
        renewal.execute("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + InstallationRenewal.TRIGGER);
        renewal.commit();
    }
}
