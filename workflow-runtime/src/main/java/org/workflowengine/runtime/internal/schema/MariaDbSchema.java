package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** MariaDB, which commits each statement that changes the schema, and shows triggers only to users who may change the table. */
final class MariaDbSchema extends SchemaRules {
    static final MariaDbSchema RULES = new MariaDbSchema();

    private static final String VIEW = "workflow_catalogue";
    private static final String LOCK = "CONCAT('workflow schema of ', DATABASE())";

    private static final Pattern TEMPORARY_TABLES = Pattern.compile(
            "GRANT (?:.*, )?(?:ALL PRIVILEGES|CREATE TEMPORARY TABLES)(?:, .*)? ON (?:\\*|`(.*)`)\\.\\* TO .*");

    private MariaDbSchema() {}

    @Override
    public void checkReading(Connection connection) throws SQLException {
        MariaDbSettings.checkReading(connection);
    }

    @Override
    public void checkWriting(Connection connection) throws SQLException {
        checkReading(connection);
        MariaDbSettings.checkWriting(connection);
    }

    @Override
    void checkCreating(Connection connection) throws SQLException {
        MariaDbSettings.checkCreating(connection);
    }

    @Override
    public List<String> losses(Connection connection) throws SQLException {
        return Durability.losses(Durability.settings(connection, MariaDbSettings.DURABILITY));
    }

    /** MariaDB has no other way to tell what a login's roles grant. */
    @Override
    public List<String> foreignNames(Connection connection, SchemaName schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet grants = statement.executeQuery("SHOW GRANTS")) {
            boolean allows = false;
            while (grants.next()) {
                allows |= allowsTemporaryTables(grants.getString(1), schema.name());
            }
            return allows
                    ? List.of("this login may CREATE TEMPORARY TABLES in " + schema.name()
                            + ", each of which hides the table of its name")
                    : List.of();
        }
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

    /**
     * A user who may change a table or a view is shown its triggers, or the view, and believes nothing else about it. Any other user, and
     * one who finds a table without a trigger, asks the catalogue's view.
     */
    @Override
    Catalogue catalogue(Connection connection, SchemaName schema, Collection<String> tables) throws SQLException {
        Map<String, String> wanted = Catalogue.identity(tables);
        String query = Script.of(Dialect.MARIADB, Schema.GUARDS).viewed(VIEW);
        try (Statement statement = connection.createStatement()) {
            Catalogue seen;
            try (ResultSet rows =
                    statement.executeQuery(query + CatalogueSql.MARIADB_VIEW_ITSELF + " ORDER BY 2, 3, 4")) {
                seen = Catalogue.read(rows, false, wanted);
            }
            Set<String> unseen = new TreeSet<>(tables);
            unseen.remove(VIEW);
            seen.parts().stream()
                    .filter(part -> part.definition().startsWith("VIEW ")
                            || (part.name().startsWith("trigger ")
                                    && !part.definition().isEmpty()))
                    .forEach(part -> unseen.remove(part.table()));
            Catalogue told = new Catalogue(seen.contains(VIEW) ? Set.of() : unseen);
            seen.parts().stream()
                    .filter(part ->
                            !unseen.contains(part.table()) || !part.name().contains(" "))
                    .forEach(told::add);
            if (!unseen.isEmpty() && seen.contains(VIEW)) {
                try (ResultSet rows = statement.executeQuery(CatalogueSql.MARIADB_VIEW + " ORDER BY 2, 3, 4")) {
                    Catalogue.read(rows, false, wanted).parts().stream()
                            .filter(part -> unseen.contains(part.table()))
                            .forEach(told::add);
                }
            }
            return told;
        }
    }

    @Override
    <T> T inDefaultMode(Connection connection, Work<T> work) throws SQLException {
        return MariaDbSettings.inDefaultMode(connection, work::run);
    }

    /** MariaDB does not show the constraints of a table that another node is just creating triggers for. */
    @Override
    void waitForOtherNodes(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("SELECT GET_LOCK(" + LOCK + ", " + PATIENCE_SECONDS + ")")) {
            if (!answer.next() || answer.getInt(1) != 1) {
                throw new SQLTimeoutException("another node has the lock " + LOCK);
            }
        }
    }

    @Override
    void letOtherNodesIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO RELEASE_LOCK(" + LOCK + ")");
        }
    }

    /**
     * The lock waits for every transaction that has used the tables and has not committed yet. It outlasts the statements that follow.
     */
    @Override
    void renew(InstallationRenewal renewal, Installation fresh) throws SQLException {
        renewal.execute("LOCK TABLES " + renewal.table("workflow_audit") + " WRITE, " + renewal.table("workflow_case")
                + " WRITE, " + renewal.table("workflow_installation") + " WRITE WAIT " + PATIENCE_SECONDS);
        try {
            renewal.demandEmpty();
            renewal.withoutTrigger(() -> renewal.update(fresh));
        } catch (SQLException | RuntimeException | Error failure) {
            Closing.after(failure, () -> renewal.execute("UNLOCK TABLES"));
            throw failure;
        }
        renewal.execute("UNLOCK TABLES");
    }
}
