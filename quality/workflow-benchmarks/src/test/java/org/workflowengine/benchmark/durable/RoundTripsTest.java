package org.workflowengine.benchmark.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

/** What is counted at the JDBC interface and what is counted on the wire are the same, where both are known by hand. */
class RoundTripsTest {
    @TempDir
    private Path folder;

    /** DBOS makes several, beside the statements of its own threads: {@link SameWorkTest} reads what it leaves. */
    @ParameterizedTest
    @EnumSource(names = {"BY_ID", "CHUNK_1", "SPRING", "FLOWABLE", "OPERATON"})
    void aMoveIsOneTransaction(Entrant entrant) throws Exception {
        JdbcCalls calls = new JdbcCalls();
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder);
                HikariDataSource database = server.newDatabase();
                Contender contender = entrant.on(calls.counting(database))) {
            contender.open("C-1");
            calls.reset();

            contender.move("C-1", Step.WALK.get(0));

            assertThat(calls.commits()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"JDBC, 3, 4", "JDBC_WITHOUT_SELECT, 2, 3", "MYBATIS, 3, 4"})
    void aTransitionByHandIsItsStatementsAndOneCommit(Entrant entrant, int statements, int roundTrips)
            throws Exception {
        JdbcCalls calls = new JdbcCalls();
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder);
                HikariDataSource database = server.newDatabase(WireTrips.PARAMETER);
                Contender contender = entrant.on(calls.counting(database))) {
            contender.open("C-1");
            calls.reset();
            WireTrips.COUNT.set(0);

            contender.move("C-1", Step.WALK.get(0));

            assertThat(calls.statements()).isEqualTo(statements);
            assertThat(calls.commits()).isEqualTo(1);
            assertThat(calls.roundTrips()).isEqualTo(roundTrips);
            assertThat(WireTrips.COUNT.get()).isEqualTo(roundTrips);
        }
    }
}
