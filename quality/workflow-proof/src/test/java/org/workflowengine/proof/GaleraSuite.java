package org.workflowengine.proof;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;

/** A cluster for the tests of a class, with a database for each, and a pool of connections to each node. */
abstract class GaleraSuite {
    static final String GALERA = "Galera, three nodes";

    @TempDir
    private static Path folder;

    static GaleraCluster cluster;

    final List<HikariDataSource> pools = new ArrayList<>();
    String database;

    @BeforeAll
    static void start() throws Exception {
        cluster = new GaleraCluster(folder);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = cluster.createDatabase();
        for (int node = 0; node < GaleraCluster.NODES; node++) {
            pools.add(pool(cluster.url(database, node)));
        }
        Engine.on(WorkflowRuntime.on(pools.get(0), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
    }

    static HikariDataSource pool(String url) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setMinimumIdle(0);
        return new HikariDataSource(settings);
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
