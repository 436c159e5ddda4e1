package org.workflowengine.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.fixture.ServerProcess;

/** A pgbouncer of one's own in front of a PostgreSQL server, which gives each transaction whatever connection is free. */
final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String database;

    /**
     * Starts it; where it is not installed the test is skipped, loudly.
     *
     * @param folder for its files
     * @param server the JDBC URL of a database that asks for no password
     * @param connections how many it has to the server
     */
    PgBouncer(Path folder, String server, int connections) throws IOException, InterruptedException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            System.err.println("SKIPPED: no pgbouncer on this machine; on Debian its package is pgbouncer");
        }
        Assumptions.assumeTrue(program.isPresent(), "pgbouncer is not installed");
        URI address = URI.create(server.substring("jdbc:".length()));
        this.port = ServerProcess.freePort();
        this.database = address.getPath().substring(1);
        Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
        String settings = """
                [databases]
                * = host=%s port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                query_wait_timeout = 30
                ignore_startup_parameters = extra_float_digits
                """;
        Path file = Files.writeString(
                folder.resolve("pgbouncer.ini"),
                String.format(Locale.ROOT, settings, address.getHost(), address.getPort(), port, users, connections));
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It does not run as root.
            command.addAll(List.of("-u", "postgres"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        command.add(file.toString());
        Path log = folder.resolve("pgbouncer.log");
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitReady(log);
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                // The process ends at once where it cannot start.
                if (attempt == 100 || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("pgbouncer is not ready: " + Files.readString(log), e);
                }
            }
        }
    }

    /** A new connection each time, with the one setting that the driver needs. */
    DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?prepareThreshold=0");
        dataSource.setUser("postgres");
        return dataSource;
    }

    @Override
    public void close() {
        // Asked to end, some versions wait for their clients.
        process.destroyForcibly().onExit().join();
    }
}
