package org.workflowengine.benchmark.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

class BackendsTest {
    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatADatabasesConnectionsTakeIsCountedAndNothingElse() throws Exception {
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder);
                HikariDataSource busy = server.newDatabase();
                HikariDataSource idle = server.newDatabase();
                Backends backends = Backends.of(server).orElseThrow()) {
            work(busy, 1);
            work(idle, 1);
            String busyName = DatabaseServer.nameOf(busy);
            String idleName = DatabaseServer.nameOf(idle);
            Map<Integer, Long> busyBefore = backends.nanos(busyName);
            Map<Integer, Long> idleBefore = backends.nanos(idleName);
            assertThat(busyBefore).hasSize(1);
            assertThat(idleBefore)
                    .hasSize(1)
                    .doesNotContainKeys(busyBefore.keySet().iterator().next());

            work(busy, 2_000_000);

            long taken = Backends.between(busyBefore, backends.nanos(busyName));
            assertThat(taken).isGreaterThan(20_000_000);
            assertThat(Backends.between(idleBefore, backends.nanos(idleName))).isLessThan(taken / 10);
        }
    }

    @Test
    void nobodyCanTellOfADatabaseInThisProcess() throws Exception {
        try (DatabaseServer server = DatabaseServer.start(Kind.H2_MEMORY, folder)) {
            assertThat(Backends.of(server)).isEmpty();
        }
    }

    @Test
    void aNewConnectionCountsAndAClosedOneIsAnError() {
        assertThat(Backends.between(Map.of(1, 100L), Map.of(1, 130L, 2, 7L))).isEqualTo(37);
        assertThatThrownBy(() -> Backends.between(Map.of(1, 100L), Map.of(2, 7L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a connection was closed while it was measured: of the processes [1] there are still [2]");
    }

    private static void work(HikariDataSource database, int rows) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT SUM(i) FROM generate_series(1, " + rows + ") i");
        }
    }
}
