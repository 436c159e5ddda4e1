package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** H2, which commits each statement that changes the schema. Others see a table before its constraints are there. */
final class H2Schema extends SchemaRules {
    static final H2Schema RULES = new H2Schema();

    private H2Schema() {}

    @Override
    public void checkReading(Connection connection) throws SQLException {
        H2Settings.check(connection);
    }

    @Override
    public void checkWriting(Connection connection) throws SQLException {
        H2Settings.check(connection);
    }

    @Override
    public List<String> losses(Connection connection) {
        return List.of();
    }

    @Override
    public List<String> foreignNames(Connection connection, SchemaName schema) {
        return List.of();
    }

    @Override
    Catalogue catalogue(Connection connection, SchemaName schema, Collection<String> tables) throws SQLException {
        DatabaseMetaData names = connection.getMetaData();
        UnaryOperator<String> stored = names.storesUpperCaseIdentifiers()
                ? name -> name.toUpperCase(Locale.ROOT)
                : names.storesLowerCaseIdentifiers() ? name -> name.toLowerCase(Locale.ROOT) : name -> name;
        Map<String, String> wanted = new TreeMap<>();
        tables.forEach(table -> wanted.put(stored.apply(table), table));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CatalogueSql.H2)) {
            return Catalogue.read(rows, true, wanted);
        }
    }

    @Override
    public boolean canMeet() {
        return true;
    }

    /**
     * H2 has no statement that only locks a table. Switching on the checks of its foreign keys, which are on already, waits for every
     * transaction that has written a step and has not committed yet, and keeps others out until the commit. What H2 commits by itself
     * comes before that.
     */
    @Override
    void renew(InstallationRenewal renewal, Installation fresh) throws SQLException {
        renewal.demandEmpty();
        renewal.withoutTrigger(() -> {
            renewal.execute("ALTER TABLE " + renewal.table("workflow_audit") + " SET REFERENTIAL_INTEGRITY TRUE");
            renewal.demandEmpty();
            renewal.update(fresh);
        });
    }
}
