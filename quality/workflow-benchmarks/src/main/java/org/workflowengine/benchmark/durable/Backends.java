package org.workflowengine.benchmark.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the processes of a PostgreSQL server that serve the connections to one database have taken of the processors, in user and in
 * system mode, as Linux tells of each process. The server's other processes, such as the writer of the log, are not counted.
 */
final class Backends implements AutoCloseable {
    private static final Path PROCESSES = Path.of("/proc");

    private final Connection connection;

    private Backends(Connection connection) {
        this.connection = connection;
    }

    /** Those of a server; none where they cannot be told: on other databases, and on other systems than Linux. */
    static Optional<Backends> of(DatabaseServer server) throws SQLException {
        return Files.isReadable(taken("self")) && server.besides().isPresent()
                ? Optional.of(new Backends(server.besides().get().getConnection()))
                : Optional.empty();
    }

    /** First in this file: nanoseconds. The columns of stat would be in hundredths of a second. */
    private static Path taken(String process) {
        return PROCESSES.resolve(process).resolve("schedstat");
    }

    /** Nanoseconds of each process that serves a connection to a database now. */
    Map<Integer, Long> nanos(String database) throws SQLException, IOException {
        Map<Integer, Long> nanos = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT pid FROM pg_stat_activity WHERE datname = ? AND backend_type = 'client backend'")) {
            select.setString(1, database);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int process = rows.getInt(1);
                    String taken = Files.readString(taken(String.valueOf(process)));
                    nanos.put(process, Long.valueOf(taken.substring(0, taken.indexOf(' '))));
                }
            }
        }
        return nanos;
    }

    /** What they have taken between two readings. A pool may have opened connections since, but closed none. */
    static long between(Map<Integer, Long> before, Map<Integer, Long> after) {
        if (!after.keySet().containsAll(before.keySet())) {
            throw new IllegalStateException("a connection was closed while it was measured: of the processes "
                    + before.keySet() + " there are still " + after.keySet());
        }
        return after.entrySet().stream()
                .mapToLong(process -> process.getValue() - before.getOrDefault(process.getKey(), 0L))
                .sum();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
