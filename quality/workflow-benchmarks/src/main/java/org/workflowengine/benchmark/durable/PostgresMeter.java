package org.workflowengine.benchmark.durable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads off a PostgreSQL server what it has written: bytes of its write-ahead log, and rows. */
final class PostgresMeter {
    /**
     * What was written between two readings.
     *
     * @param bytes of the log
     * @param imageBytes of those, images of whole pages, which the first change of a page after a checkpoint takes along
     * @param inserted rows
     * @param updated rows
     * @param deleted rows
     * @param records bytes without images, by the kind of record, as in {@code Btree/INSERT_LEAF}
     */
    record Written(long bytes, long imageBytes, long inserted, long updated, long deleted, Map<String, Long> records) {}

    private record Reading(String place, long inserted, long updated, long deleted) {}

    private final DataSource own;
    private final HikariDataSource measured;
    private Reading last = new Reading("0/0", 0, 0, 0);

    /**
     * A meter.
     *
     * @param own connections of its own to the same database, which are not counted
     * @param measured the pool whose work is measured
     */
    PostgresMeter(DataSource own, HikariDataSource measured) throws SQLException {
        this.own = own;
        this.measured = measured;
        execute("CREATE EXTENSION IF NOT EXISTS pg_walinspect");
    }

    void checkpoint() throws SQLException {
        execute("CHECKPOINT");
    }

    void begin() throws SQLException {
        last = reading();
    }

    Written end() throws SQLException {
        Reading now = reading();
        long[] bytes = longs("""
                SELECT pg_wal_lsn_diff('%2$s', '%1$s')::bigint, SUM(fpi_size)::bigint
                FROM pg_get_wal_stats('%1$s', '%2$s')
                """.formatted(last.place, now.place));
        return new Written(
                bytes[0],
                bytes[1],
                now.inserted - last.inserted,
                now.updated - last.updated,
                now.deleted - last.deleted,
                records(now.place));
    }

    private Map<String, Long> records(String end) throws SQLException {
        Map<String, Long> records = new TreeMap<>();
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT "resource_manager/record_type", record_size FROM pg_get_wal_stats('%s', '%s', true)
                        WHERE count > 0
                        """.formatted(last.place, end))) {
            while (rows.next()) {
                records.put(rows.getString(1), rows.getLong(2));
            }
        }
        return records;
    }

    private Reading reading() throws SQLException {
        flushStatistics();
        long[] rows = longs("""
                SELECT SUM(n_tup_ins)::bigint, SUM(n_tup_upd)::bigint, SUM(n_tup_del)::bigint
                FROM pg_stat_all_tables
                WHERE schemaname = 'public' OR relname LIKE 'pg_largeobject%'
                """);
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement();
                // What is inserted but not flushed yet cannot be inspected.
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_flush_lsn()")) {
            row.next();
            return new Reading(row.getString(1), rows[0], rows[1], rows[2]);
        }
    }

    /** Each of the server's processes keeps its counts to itself for a while; all those of the pool that are free are asked at once. */
    private void flushStatistics() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            int free = measured.getMaximumPoolSize()
                    - measured.getHikariPoolMXBean().getActiveConnections();
            for (int i = 0; i < free; i++) {
                Connection connection = measured.getConnection();
                all.add(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SELECT pg_stat_force_next_flush()");
                }
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private long[] longs(String query) throws SQLException {
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long[] values = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getLong(i + 1);
            }
            return values;
        }
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
