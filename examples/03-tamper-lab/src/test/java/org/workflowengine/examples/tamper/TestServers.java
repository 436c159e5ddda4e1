package org.workflowengine.examples.tamper;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The servers that the tests attack; a MariaDB server is somebody else's, and may be absent. */
final class TestServers {
    private static final String PROPERTY = "workflow.test.mariadb";
    private static final String ENVIRONMENT = "WORKFLOW_TEST_MARIADB";
    private static final String USUAL = "jdbc:mariadb://127.0.0.1:3306/?user=root&password=";

    private TestServers() {}

    static Server of(Product product) throws SQLException {
        return TamperLab.server(product, product == Product.MARIADB ? Optional.of(mariaDb()) : Optional.empty());
    }

    private static String mariaDb() throws SQLException {
        String named = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
        String url = named == null ? USUAL : named;
        try {
            DriverManager.getConnection(url).close();
        } catch (SQLException e) {
            if (named != null) {
                throw e;
            }
            System.err.println(
                    "SKIPPED: no MariaDB server at " + USUAL + "; name one with -D" + PROPERTY + " or " + ENVIRONMENT);
            Assumptions.abort("no MariaDB server is reachable");
        }
        return url;
    }
}
