package org.workflowengine.proof;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.workflowengine.runtime.fixture.OwnMariaDb;

/** A MariaDB server of one's own with a database for the proof; where its programs are missing the proof is skipped, loudly. */
final class KillableMariaDb implements KillableServer {
    private final OwnMariaDb server;

    KillableMariaDb(Path folder) throws Exception {
        server = new OwnMariaDb(folder);
        try {
            server.sql("CREATE DATABASE proof");
        } catch (Throwable failure) {
            server.close();
            throw failure;
        }
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    @Override
    public DataSource dataSource() {
        return server.dataSource(server.url("proof"));
    }

    @Override
    public void close() {
        server.close();
    }
}
