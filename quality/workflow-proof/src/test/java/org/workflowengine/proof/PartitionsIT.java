package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The tables in partitions by the hash of the case id: the same script, the same constraints and triggers, the same promises. */
class PartitionsIT {
    private static final int CLIENTS = 4;

    @Test
    void partitionedByCaseNothingIsLost() throws Exception {
        try (Run run = Run.whole("hash partitions", Databases.POSTGRESQL.toString());
                TestDatabase database = TestDatabase.postgres()) {
            String script = database.scripts().schema();
            database.script(byHash(byHash(script, "workflow_audit"), "workflow_case"));
            WorkflowRuntime runtime = WorkflowRuntime.on(
                    database.pool(),
                    SealKey.ED25519.in(RuntimeOptions.defaults()).schemaMode(SchemaMode.CREATE));
            Engine.on(runtime);
            Journal journal = new Journal();
            Crowd.work(
                    run,
                    journal,
                    "partitioned",
                    CLIENTS,
                    run.times(500),
                    database.pool(),
                    dataSource ->
                            Engine.on(WorkflowRuntime.on(dataSource, SealKey.ED25519.in(RuntimeOptions.defaults()))));
            assertThat(new Invariants(database.dataSource(), Reviews.DEFINITION, SealKey.ED25519).violations(journal))
                    .isEmpty();
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
            run.count("requests", journal.count());
            run.count("applied", journal.count(Journal.Verdict.APPLIED));
            run.proven("violations");
            assertThat(database.rows("SELECT DISTINCT tableoid FROM workflow_audit"))
                    .hasSize(4);
            assertRefused(database, "DELETE FROM p0_of_workflow_audit", "23000");
            assertRefused(database, "UPDATE p0_of_workflow_case SET seq = seq - 1", "23000");
            assertRefused(database, "TRUNCATE p0_of_workflow_audit", "0A000");
        }
    }

    /** A key that has to hold across partitions would have to contain the time; then it would no longer keep a step single. */
    @Test
    void byTimeTheKeysCannotBeKept() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            String byTime = partitioned(database.scripts().schema(), "workflow_audit", "RANGE (recorded_at)", "");
            assertThatThrownBy(() -> database.script(byTime))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("0A000"));
        }
    }

    private static void assertRefused(TestDatabase database, String sql, String state) {
        assertThatThrownBy(() -> database.sql(sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(state));
    }

    /** The self-check at the start looks at each partition too. */
    private static String byHash(String script, String table) {
        return partitioned(
                script,
                table,
                "HASH (case_id)",
                IntStream.range(0, 4)
                        .mapToObj(part -> "CREATE TABLE p" + part + "_of_" + table + " PARTITION OF " + table
                                + " FOR VALUES WITH (MODULUS 4, REMAINDER " + part + ");\n")
                        .collect(Collectors.joining()));
    }

    private static String partitioned(String script, String table, String by, String partitions) {
        int end = script.indexOf("\n);", script.indexOf("CREATE TABLE IF NOT EXISTS " + table + " ("));
        return script.substring(0, end) + "\n) PARTITION BY " + by + ";\n" + partitions + script.substring(end + 3);
    }
}
