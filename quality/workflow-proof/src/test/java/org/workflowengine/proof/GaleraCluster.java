package org.workflowengine.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.workflowengine.runtime.fixture.OwnMariaDb;
import org.workflowengine.runtime.fixture.ServerProcess;

/**
 * Three MariaDB servers on this machine that are one Galera cluster: every node takes writes. They begin with copies of one fresh
 * data folder and with the saved state of a cluster that was stopped, so that none has to be told by another what it holds.
 */
final class GaleraCluster implements AutoCloseable {
    static final int NODES = 3;

    private static final String STATE = """
            # GALERA saved state
            version: 2.1
            uuid:    %s
            seqno:   0
            safe_to_bootstrap: 0
            """.formatted(id(0));

    private final List<GaleraNode> nodes = new ArrayList<>();
    private final String cluster;
    private int databases;

    /**
     * Starts it; a test is skipped, loudly, where the packages are missing.
     *
     * @param folder for the data of all nodes
     */
    GaleraCluster(Path folder) throws IOException, InterruptedException {
        assumeInstalled();
        List<String> account = OwnMariaDb.account(folder);
        Path fresh = folder.resolve("fresh");
        OwnMariaDb.install(fresh, account);
        for (int number = 1; number <= NODES; number++) {
            Path data = folder.resolve("node" + number);
            ServerProcess.run(List.of("cp", "-r", fresh.toString(), data.toString()));
            Files.writeString(data.resolve("grastate.dat"), STATE);
            Files.writeString(data.resolve("gvwstate.dat"), view(number));
            nodes.add(new GaleraNode("node" + number, data, account));
        }
        OwnMariaDb.account(folder);
        cluster = "gcomm://" + nodes.stream().map(GaleraNode::groupAddress).collect(Collectors.joining(","));
        List<CompletableFuture<Void>> starting = new ArrayList<>();
        for (GaleraNode node : nodes) {
            starting.add(node.start(cluster));
        }
        CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
    }

    private static void assumeInstalled() {
        OwnMariaDb.assumeInstalled(List.of(OwnMariaDb.SERVER, "mariadb-install-db", "rsync"));
        if (!Files.exists(GaleraNode.PROVIDER)) {
            String what = "no Galera cluster without " + GaleraNode.PROVIDER + "; Debian has it in galera-4";
            System.out.println("SKIPPED: " + what);
            Assumptions.abort(what);
        }
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-00000000000" + number;
    }

    /** What a node remembers of the cluster that it was part of: once all of them are there, they are a cluster again. */
    private static String view(int number) {
        return "my_uuid: " + id(number) + "\n#vwbeg\nview_id: 3 " + id(1) + " 1\nbootstrap: 0\n"
                + IntStream.rangeClosed(1, NODES)
                        .mapToObj(member -> "member: " + id(member) + " 0\n")
                        .collect(Collectors.joining())
                + "#vwend\n";
    }

    /** Makes a database, on all nodes, and answers its name. */
    String createDatabase() throws SQLException {
        String name = "workflow_" + ++databases;
        try (Connection connection = DriverManager.getConnection(url("", List.of(nodes.get(0))));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return name;
    }

    /** The URL of a database on one node. */
    String url(String database, int node) {
        return url(database, List.of(nodes.get(node)));
    }

    /** A URL by which the driver goes to one node and, when that is not there, to the next ones. */
    String failover(String database, int node) {
        return url(
                database,
                IntStream.range(0, NODES)
                        .mapToObj(next -> nodes.get((node + next) % NODES))
                        .toList());
    }

    /** The variable: whoever is connected to one node sees, and builds on, what any other has acknowledged. */
    private static String url(String database, List<GaleraNode> nodes) {
        return "jdbc:mariadb:sequential://"
                + nodes.stream().map(GaleraNode::address).collect(Collectors.joining(","))
                + "/" + database + "?user=root&password=&sessionVariables=wsrep_sync_wait=5";
    }

    void kill(int node) {
        nodes.get(node).kill();
    }

    /** Starts a node that was killed; it gets from the others what it lacks. */
    void start(int node) throws IOException {
        nodes.get(node).start(cluster).join();
    }

    @Override
    public void close() {
        nodes.forEach(GaleraNode::close);
    }
}
