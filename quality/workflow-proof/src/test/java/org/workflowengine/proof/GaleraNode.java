package org.workflowengine.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.workflowengine.runtime.fixture.ServerProcess;

/** One MariaDB server of a Galera cluster, on this machine, with ports and a data folder of its own. */
final class GaleraNode implements AutoCloseable {
    static final String SERVER = "mariadbd";
    static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");

    private static final String READY = "WSREP: Synchronized with group, ready for connections";

    private final String name;
    private final Path data;
    private final List<String> account;
    private final int port = freePort();
    private final int groupPort = freePort();
    private final int incrementPort = freePort();
    private final int snapshotPort = freePort();
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

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
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
        List<String> command =
                new ArrayList<>(List.of(ServerProcess.program(SERVER).orElseThrow(), "--no-defaults"));
        command.addAll(account);
        command.addAll(List.of(
                "--datadir=" + data,
                // In the common one it would clear away the temporary tables of other servers.
                "--tmpdir=" + data,
                "--socket=" + data.resolve("server.sock"),
                "--pid-file=" + data.resolve("server.pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=32M",
                // What a commit says to have kept is on this node's disk.
                "--innodb-flush-log-at-trx-commit=1",
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
