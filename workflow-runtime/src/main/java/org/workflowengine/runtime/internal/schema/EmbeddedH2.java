package org.workflowengine.runtime.internal.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.dialect.TriggerClasses;

/** A database inside this process. Only this class and the triggers, which H2 calls, name H2, so its jar can be left out elsewhere. */
public final class EmbeddedH2 implements AutoCloseable {
    /** A caller waiting for a row lock gives up after two seconds. H2's trace file is off because it could leak values. */
    private static final String SETTINGS = ";LOCK_TIMEOUT=2000;TRACE_LEVEL_FILE=0";

    /** Every commit is written at once, so a file grows by about 40 KB per step. Closing it may take half a minute to shrink it again. */
    private static final String DURABLE = ";WRITE_DELAY=0;MAX_COMPACT_TIME=30000";

    private static final String H2 = "org.h2.jdbcx.JdbcConnectionPool";

    private final JdbcConnectionPool pool;
    private final boolean inMemory;

    private EmbeddedH2(String url, boolean inMemory) {
        this.pool = JdbcConnectionPool.create(url + SETTINGS, "sa", "");
        this.inMemory = inMemory;
    }

    /**
     * A new database in memory, gone when it is closed.
     *
     * @return the database
     * @throws SetupException if H2 is missing
     */
    public static EmbeddedH2 inMemory() {
        requireH2();
        return new EmbeddedH2("jdbc:h2:mem:workflow-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", true);
    }

    /**
     * A database in a file, created if need be. What it has acknowledged is on disk ({@code WRITE_DELAY=0}), and an interrupted thread
     * does not close it for the others ({@code async:}).
     *
     * @param path where it is, without the suffix {@code .mv.db}
     * @return the database
     * @throws SetupException if H2 is missing, the path cannot be used, or another process has the database open
     */
    public static EmbeddedH2 inFile(Path path) {
        requireH2();
        String file = path.toAbsolutePath().toString();
        if (file.contains(";")) {
            throw new SetupException(
                    "the path " + file + " has a semicolon, with which H2 separates settings", "rename it", null);
        }
        EmbeddedH2 database = new EmbeddedH2("jdbc:h2:async:" + file + DURABLE, false);
        try {
            TriggerClasses.visible(database.pool::getConnection).close();
            return database;
        } catch (SQLException e) {
            database.pool.dispose();
            throw e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                    ? new SetupException(
                            "the database " + file + " is open in another process",
                            "stop that process, or let both use an H2 server through WorkflowRuntime.on(DataSource)",
                            e)
                    : new SetupException("the database " + file + " cannot be opened", "see the cause", e);
        }
    }

    /** The dependency is optional, and the JVM's own error would not say what to add. */
    private static void requireH2() {
        try {
            Class.forName(H2, false, EmbeddedH2.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new SetupException(
                    "WorkflowRuntime.inMemory() and embedded(…) need H2, which is neither on the class path nor on the module path",
                    "add the dependency com.h2database:h2, or use WorkflowRuntime.on(DataSource)",
                    e);
        }
    }

    /**
     * Where connections come from.
     *
     * @return a pool
     */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes all connections, and with them the database. */
    @Override
    public void close() {
        if (inMemory) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                throw new UnchangedException("closing the database", false, e);
            }
        }
        pool.dispose();
    }
}
