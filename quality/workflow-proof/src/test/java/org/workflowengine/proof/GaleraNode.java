package org.workflowengine.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.workflowengine.runtime.fixture.OwnMariaDb;
import org.workflowengine.runtime.fixture.ServerProcess;

/** One MariaDB server of a Galera cluster, on this machine, with ports and a data folder of its own. */
final class GaleraNode implements AutoCloseable {
    static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");

    private static final String READY = "WSREP: Synchronized with group, ready for connections";

    private final String name;
    private final Path data;
    private final List<String> account;
    private final int port = ServerProcess.freePort();
    private final int groupPort = ServerProcess.freePort();
    private final int incrementPort = ServerProcess.freePort();
    private final int snapshotPort = ServerProcess.freePort();
    private final ServerProcess server;

    /**
     * A server that is not started yet.
     *
     * @param data where its tables are
     * @param account the options that say as whom it runs
     */
    GaleraNode(String name, Path data, List<String> account) throws IOException {
        this.name = name;
        this.data = data;
        this.account = account;
        this.server = new ServerProcess(name, READY);
    }

    Path data() {
        return data;
    }

    /** Where the other nodes find it. */
    String groupAddress() {
        return "127.0.0.1:" + groupPort;
    }

    /** Where clients find it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /**
     * Starts the server.
     *
     * @param cluster where its nodes are found
     * @return done when it takes part and has everything that the cluster has
     */
    CompletableFuture<Void> start(String cluster) throws IOException {
        List<String> command = OwnMariaDb.command(data, account, port);
        command.addAll(List.of(
                "--innodb-autoinc-lock-mode=2",
                "--binlog-format=ROW",
                "--wsrep-on=ON",
                "--wsrep-provider=" + PROVIDER,
                "--wsrep-cluster-name=workflow",
                "--wsrep-cluster-address=" + cluster,
                "--wsrep-node-name=" + name,
                "--wsrep-node-address=" + groupAddress(),
                "--wsrep-slave-threads=2",
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + snapshotPort,
                "--wsrep-provider-options=gcache.size=64M;gmcast.listen_addr=tcp://" + groupAddress()
                        + ";ist.recv_addr=127.0.0.1:" + incrementPort));
        return server.start(command);
    }

    /** {@code kill -9}. */
    void kill() {
        server.kill();
    }

    /** Nothing of it is needed any more. */
    @Override
    public void close() {
        server.close();
    }
}
