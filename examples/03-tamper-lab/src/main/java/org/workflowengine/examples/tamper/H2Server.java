package org.workflowengine.examples.tamper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;

/** H2 in memory, inside this process. */
final class H2Server implements Server {
    private static final int CASES = 200;

    @Override
    public Product product() {
        return Product.H2;
    }

    @Override
    public Place fresh() throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        DataSource owner = login(url + ";DB_CLOSE_DELAY=-1", "sa", "");
        Server.run(
                owner,
                "CREATE USER claims_service PASSWORD '" + PASSWORD + "'",
                "CREATE USER records_service PASSWORD '" + PASSWORD + "'");
        ClaimHistory.write(owner);
        Server.run(owner, Server.roles(product(), "lab_"));
        Server.run(owner, "GRANT lab_application TO claims_service", "GRANT lab_purge TO records_service");
        DataSource application = login(url, "claims_service", PASSWORD);
        return new Place(owner, application, login(url, "records_service", PASSWORD), () -> {
            try {
                Server.run(owner, "SHUTDOWN IMMEDIATELY");
            } catch (SQLException e) {
                throw new IllegalStateException("the database in memory does not end", e);
            }
        });
    }

    private static DataSource login(String url, String user, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** H2 does not tell what an index takes; so a file is measured before and after. */
    @Override
    public String bytesPerAuditRow() {
        try {
            Path folder = Files.createTempDirectory("tamper-lab");
            Path file = folder.resolve("claims");
            long empty = size(file, 0);
            long rows = (long) CASES * ClaimHistory.STEPS_PER_CLAIM;
            long full = size(file, CASES);
            Files.delete(file.resolveSibling("claims.mv.db"));
            Files.delete(folder);
            return (full - empty) / rows + " bytes per step: growth of a file, including cases and indexes, " + rows
                    + " steps";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file, int cases) throws IOException {
        try (WorkflowRuntime runtime =
                WorkflowRuntime.embedded(file, ClaimHistory.options().schemaMode(SchemaMode.CREATE))) {
            ClaimHistory.fill(runtime, cases);
        }
        return Files.size(file.resolveSibling("claims.mv.db"));
    }

    @Override
    public void close() {}
}
