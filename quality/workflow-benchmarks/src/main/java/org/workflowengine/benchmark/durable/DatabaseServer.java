package org.workflowengine.benchmark.durable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.fixture.OwnMariaDb;

/** Where databases are made, each with a pool of its own. A PostgreSQL server keeps the durability that it has by default. */
public final class DatabaseServer implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    /** What a benchmark can run on. */
    public enum Kind {
        /** H2 in memory: what the work costs without a disk. */
        H2_MEMORY("H2 in memory"),
        /** H2 in a file, written at each commit. */
        H2_FILE("H2 file, WRITE_DELAY=0"),
        /** A PostgreSQL server on this machine, flushed at each commit. */
        POSTGRESQL("PostgreSQL"),
        /** A MariaDB server of its own on this machine, flushed at each commit; a run without its programs is skipped. */
        MARIADB("MariaDB");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private final Kind kind;
    private final Path folder;
    private final @Nullable EmbeddedPostgres postgres;
    private final @Nullable OwnMariaDb mariaDb;

    private DatabaseServer(Kind kind, Path folder, @Nullable EmbeddedPostgres postgres, @Nullable OwnMariaDb mariaDb) {
        this.kind = kind;
        this.folder = folder;
        this.postgres = postgres;
        this.mariaDb = mariaDb;
    }

    /**
     * Starts a server, if the kind needs one.
     *
     * @param kind what to run on
     * @param folder where databases are kept; on the disk that is to be measured
     * @return the server
     * @throws IOException if it cannot be started
     * @throws org.opentest4j.TestAbortedException if MariaDB's programs are not there
     */
    public static DatabaseServer start(Kind kind, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path own = Files.createTempDirectory(folder.toAbsolutePath(), kind.name() + "-");
        try {
            return new DatabaseServer(
                    kind,
                    own,
                    kind == Kind.POSTGRESQL ? postgres(own, "on") : null,
                    kind == Kind.MARIADB ? mariaDb(own) : null);
        } catch (Throwable failure) {
            Folders.delete(own);
            throw failure;
        }
    }

    /**
     * Starts a PostgreSQL server that writes nothing but what it is asked to: it does not vacuum by itself.
     *
     * @param folder where databases are kept
     * @return the server
     * @throws IOException if it cannot be started
     */
    static DatabaseServer startForCounting(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path own = Files.createTempDirectory(folder, "COUNTING-");
        return new DatabaseServer(Kind.POSTGRESQL, own, postgres(own, "off"), null);
    }

    /** With the sizes that MariaDB has by default. */
    private static OwnMariaDb mariaDb(Path folder) throws IOException {
        try {
            return new OwnMariaDb(
                    folder,
                    "--character-set-server=utf8mb4",
                    "--innodb-buffer-pool-size=128M",
                    "--innodb-log-file-size=96M");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while MariaDB was starting", e);
        }
    }

    private static EmbeddedPostgres postgres(Path data, String autovacuum) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(true)
                // The library switches them off for tests; these are PostgreSQL's own defaults.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("autovacuum", autovacuum)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    if (!row.next() || !row.getString(1).equals("on")) {
                        throw new IllegalStateException(setting + " is not on");
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return server;
    }

    /** Another database of a PostgreSQL server than those that are made here. */
    Optional<DataSource> besides() {
        return Optional.ofNullable(postgres).map(EmbeddedPostgres::getPostgresDatabase);
    }

    /**
     * What it runs.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Makes a database.
     *
     * @return connections to it, pooled
     */
    public HikariDataSource newDatabase() {
        return newDatabase("");
    }

    /**
     * Makes a database.
     *
     * @param parameters more of them for the URL, as in {@code &name=value}
     * @return connections to it, pooled
     */
    public HikariDataSource newDatabase(String parameters) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(newUrl() + parameters);
        if (kind != Kind.MARIADB) {
            settings.setUsername(kind == Kind.POSTGRESQL ? "postgres" : "sa");
            settings.setPassword("");
        }
        settings.setMaximumPoolSize(CONNECTIONS);
        // A pool that fills itself in the background would be counted too, and what a closed connection's process took
        // is lost.
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(0);
        settings.setMaxLifetime(0);
        return new HikariDataSource(settings);
    }

    /** The name under which a database is known on its server. */
    static String nameOf(HikariDataSource database) {
        return database.getJdbcUrl().replaceFirst("[?;].*", "").replaceFirst(".*[/:]", "");
    }

    /** A pool of its own on the same database, of which nothing is counted. */
    static HikariDataSource sameDatabase(HikariDataSource database) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(database.getJdbcUrl().replace(WireTrips.PARAMETER, ""));
        settings.setUsername(database.getUsername());
        settings.setPassword("");
        settings.setMaximumPoolSize(1);
        return new HikariDataSource(settings);
    }

    /** As the engine's own embedded databases have it. */
    private String newUrl() {
        String name = "b" + UUID.randomUUID().toString().replace("-", "");
        if (mariaDb != null) {
            try {
                mariaDb.sql("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return mariaDb.url(name);
        }
        if (postgres == null) {
            return kind == Kind.H2_MEMORY
                    ? "jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=2000"
                    : "jdbc:h2:async:" + folder.resolve(name).toAbsolutePath() + ";LOCK_TIMEOUT=2000;WRITE_DELAY=0";
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // The URL that the library makes names a user already.
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name + "?ApplicationName=benchmark";
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
        if (mariaDb != null) {
            mariaDb.close();
        }
        Folders.delete(folder);
    }
}
