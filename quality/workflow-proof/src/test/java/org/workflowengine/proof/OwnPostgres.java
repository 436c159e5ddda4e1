package org.workflowengine.proof;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.fixture.ServerProcess;

/** A PostgreSQL server of one's own, which writes to the disk what it commits, and which can be killed and started again. */
final class OwnPostgres implements KillableServer {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    OwnPostgres(Path data) throws IOException {
        this.data = data;
        this.port = ServerProcess.freePort();
        start();
    }

    @Override
    public void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        demand("fsync");
        demand("synchronous_commit");
        demand("full_page_writes");
    }

    /** The library switches some of them off, for speed: then a kill would prove nothing. */
    private void demand(String setting) throws IOException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            if (!row.next() || !row.getString(1).equals("on")) {
                throw new IllegalStateException(setting + " is not on");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /**
     * Kills the server and every process that it has started, all at once and none of them asked. It is halted first: a process
     * that it started after the others were listed would outlive them, and let its client wait for ever.
     */
    @Override
    public void kill() throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        int halted = new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
        if (halted != 0) {
            throw new IOException("kill -STOP " + pid + " ended with " + halted);
        }
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        // Notices that nobody is there any more, and gives up its lock on the folder.
        server.close();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** A new connection each time. */
    @Override
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
