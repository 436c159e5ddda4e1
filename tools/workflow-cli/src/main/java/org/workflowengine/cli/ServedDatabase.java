package org.workflowengine.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A database that is looked at for long, by several readers at a time. */
final class ServedDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long MILLISECONDS_TO_WAIT = 10_000;

    /** H2 says so of a file that another process has open. */
    private static final int OPEN_ELSEWHERE = 90_020;

    private final HikariDataSource pool;

    private ServedDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Tries a connection first, so that what is wrong is told as it is. */
    @SuppressWarnings("try")
    static ServedDatabase of(DatabaseOptions options, boolean writing) throws IOException, SQLException {
        DataSource database = writing ? options.dataSource() : options.readOnlyDataSource();
        try (Connection connection = database.getConnection()) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(database);
            // Not on MariaDB, where the runtime refuses sessions that cannot begin a transaction of any other kind.
            config.setReadOnly(!writing && !(database instanceof MariaDbDataSource));
            config.setMaximumPoolSize(CONNECTIONS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(MILLISECONDS_TO_WAIT);
            // Made while the first connection is open, so that H2 opens its file once.
            return new ServedDatabase(new HikariDataSource(config));
        } catch (SQLException e) {
            if (e.getErrorCode() == OPEN_ELSEWHERE) {
                throw new NotDoneException(
                        "another process has this database open, and H2 lets only one write: end that process, or"
                                + " look at a copy of the file");
            }
            throw e;
        }
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
