package org.workflowengine.examples.tamper;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.workflowengine.runtime.WorkflowRuntime;

/** A MariaDB server that somebody else runs. */
final class MariaDbServer implements Server {
    private static final int CASES = 200;

    private final String url;
    private final String prefix = "lab_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private int made;

    /** A server, as an administrator. */
    MariaDbServer(String url) throws SQLException {
        this.url = url;
        Server.run(
                new MariaDbDataSource(url),
                "CREATE USER " + login() + " IDENTIFIED BY '" + PASSWORD + "'",
                "CREATE USER " + purgeLogin() + " IDENTIFIED BY '" + PASSWORD + "'");
    }

    @Override
    public Product product() {
        return Product.MARIADB;
    }

    @Override
    public Place fresh() throws SQLException {
        String name = prefix + ++made;
        Server.run(new MariaDbDataSource(url), "CREATE DATABASE " + name);
        DataSource owner = new MariaDbDataSource(url(name));
        ClaimHistory.write(owner);
        Server.run(owner, Server.roles(product(), prefix));
        Server.run(
                owner,
                "GRANT " + prefix + "application TO " + login(),
                "SET DEFAULT ROLE " + prefix + "application FOR " + login(),
                "GRANT " + prefix + "purge TO " + purgeLogin(),
                "SET DEFAULT ROLE " + prefix + "purge FOR " + purgeLogin());
        return new Place(owner, login(name, login()), login(name, purgeLogin()), () -> {
            try {
                Server.run(new MariaDbDataSource(url), "DROP DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("the database " + name + " stays", e);
            }
        });
    }

    private String login() {
        return prefix + "service";
    }

    private String purgeLogin() {
        return prefix + "records";
    }

    private DataSource login(String database, String user) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(url(database).replaceFirst("[?].*", ""));
        source.setUser(user);
        source.setPassword(PASSWORD);
        return source;
    }

    private String url(String database) {
        return url.replaceFirst("(jdbc:mariadb://[^/]+/)[^?]*", "$1" + database);
    }

    /** InnoDB counts pages; ANALYZE brings the count up to date. */
    @Override
    public String bytesPerAuditRow() throws SQLException {
        try (Place place = fresh()) {
            ClaimHistory.fill(WorkflowRuntime.on(place.owner(), ClaimHistory.options()), CASES);
            Server.run(place.owner(), "ANALYZE TABLE workflow_audit");
            try (Connection connection = place.owner().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT (data_length + index_length) DIV n, data_length DIV n, n"
                                    + " FROM information_schema.tables, (SELECT COUNT(*) AS n FROM workflow_audit) counted"
                                    + " WHERE table_schema = DATABASE() AND table_name = 'workflow_audit'")) {
                row.next();
                return row.getLong(1) + " bytes per audit row with indexes, " + row.getLong(2)
                        + " without: data_length and index_length, " + row.getLong(3) + " rows";
            }
        }
    }

    @Override
    public void close() throws SQLException {
        Server.run(new MariaDbDataSource(url), "DROP USER " + login(), "DROP USER " + purgeLogin());
        for (String role : ROLES) {
            Server.run(new MariaDbDataSource(url), "DROP ROLE IF EXISTS " + prefix + role);
        }
    }
}
