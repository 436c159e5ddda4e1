package org.workflowengine.examples.tamper;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.workflowengine.runtime.fixture.MemoryFolder;

/** The servers that the tests attack: their own, where they can be had; a MariaDB server may be absent. */
final class TestServers {
    private TestServers() {}

    static Server of(Product product) throws SQLException, IOException {
        return switch (product) {
            case POSTGRESQL -> PostgresServer.embedded(MemoryFolder.create());
            case MARIADB ->
                TamperLab.server(product, Optional.of(org.workflowengine.runtime.fixture.MariaDbServer.url("")));
            case H2 -> TamperLab.server(product, Optional.empty());
        };
    }
}
