package org.workflowengine.examples.tamper;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.WorkflowRuntime;

/** A PostgreSQL server: of its own, from the binaries of Maven Central, or one that is named. */
final class PostgresServer implements Server {
    private static final int CASES = 200;

    private final String url;
    private final Runnable end;
    private final String prefix = "lab_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private final String template = prefix + "template";
    private int made;

    private PostgresServer(String url, Runnable end) throws SQLException {
        this.url = url;
        this.end = end;
        Server.run(admin(), "CREATE DATABASE " + template);
        DataSource owner = database(template);
        ClaimHistory.write(owner);
        Server.run(owner, Server.roles(product(), prefix));
        Server.run(
                owner,
                "CREATE ROLE " + login() + " LOGIN PASSWORD '" + PASSWORD + "'",
                "GRANT " + prefix + "application TO " + login(),
                "CREATE ROLE " + purgeLogin() + " LOGIN PASSWORD '" + PASSWORD + "'",
                "GRANT " + prefix + "purge TO " + purgeLogin());
    }

    static PostgresServer embedded() throws SQLException {
        return embedded(Optional.empty());
    }

    /** The same, with its data in a folder. */
    static PostgresServer embedded(Optional<Path> folder) throws SQLException {
        try {
            // It is thrown away afterwards, and makes a database for each attack: nothing has to survive a crash.
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_wal_size", "256MB");
            folder.ifPresent(builder::setDataDirectory);
            EmbeddedPostgres server = builder.start();
            return new PostgresServer(server.getJdbcUrl("postgres", "postgres"), () -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** A server that somebody else runs, as a superuser. */
    static PostgresServer at(String url) throws SQLException {
        return new PostgresServer(url, () -> {});
    }

    @Override
    public Product product() {
        return Product.POSTGRESQL;
    }

    @Override
    public Place fresh() throws SQLException {
        String name = prefix + ++made;
        Server.run(admin(), "CREATE DATABASE " + name + " TEMPLATE " + template);
        // What is granted and revoked on a database is not copied with it.
        Server.run(database(name), Server.roles(product(), prefix));
        return new Place(database(name), login(name, login()), login(name, purgeLogin()), () -> {
            try {
                Server.run(admin(), "DROP DATABASE " + name + " WITH (FORCE)");
            } catch (SQLException e) {
                throw new IllegalStateException("the database " + name + " stays", e);
            }
        });
    }

    @Override
    public boolean givesCopies() {
        return true;
    }

    private String login() {
        return prefix + "claims_service";
    }

    private String purgeLogin() {
        return prefix + "records_service";
    }

    private DataSource login(String database, String user) {
        PGSimpleDataSource source = database(database);
        source.setUser(user);
        source.setPassword(PASSWORD);
        return source;
    }

    private DataSource admin() {
        return source(url);
    }

    private PGSimpleDataSource database(String name) {
        PGSimpleDataSource source = source(url);
        source.setDatabaseName(name);
        return source;
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        return source;
    }

    @Override
    public String bytesPerAuditRow() throws SQLException {
        try (Place place = fresh()) {
            ClaimHistory.fill(WorkflowRuntime.on(place.owner(), ClaimHistory.options()), CASES);
            Server.run(place.owner(), "VACUUM ANALYZE workflow_audit");
            try (Connection connection = place.owner().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_total_relation_size('workflow_audit') / COUNT(*),"
                            + " pg_relation_size('workflow_audit') / COUNT(*), COUNT(*) FROM workflow_audit")) {
                row.next();
                return row.getLong(1) + " bytes an audit row with indexes, " + row.getLong(2)
                        + " without: pg_total_relation_size, " + row.getLong(3) + " rows";
            }
        }
    }

    @Override
    public void close() throws SQLException {
        Server.run(
                admin(),
                "DROP DATABASE " + template + " WITH (FORCE)",
                "DROP ROLE " + login(),
                "DROP ROLE " + purgeLogin());
        for (String role : ROLES) {
            Server.run(admin(), "DROP ROLE " + prefix + role);
        }
        end.run();
    }
}
