package org.workflowengine.benchmark.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** Who is compared does the same durable work: the rows that it leaves say so. */
class SameWorkTest {
    private static final List<String> CASES = List.of("C-1", "C-2");
    private static final List<String> WAY = List.of(
            "(new) -(open)-> CREATED",
            "CREATED -START_REVIEW-> UNDER_REVIEW",
            "UNDER_REVIEW -ESCALATE-> ESCALATED",
            "ESCALATED -RETURN_TO_REVIEW-> UNDER_REVIEW",
            "UNDER_REVIEW -REQUEST_INFO-> WAITING_INFO",
            "WAITING_INFO -RESUME-> UNDER_REVIEW",
            "UNDER_REVIEW -ESCALATE-> ESCALATED",
            "ESCALATED -RETURN_TO_REVIEW-> UNDER_REVIEW",
            "UNDER_REVIEW -REJECT-> REJECTED",
            "REJECTED -CLOSE-> CLOSED");

    /** Where the account of a MariaDB server may go, which a temporary folder is not. */
    private final Path folder = Path.of("target", "same-work");

    @ParameterizedTest
    @CsvSource({"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void everybodyMovesCasesToTheSameEndAndLeavesTheSameHistory(Kind kind) throws Exception {
        try (DatabaseServer server = DatabaseServer.start(kind, folder)) {
            for (Entrant entrant : Entrant.values()) {
                if (!entrant.takesPartOn(kind)) {
                    continue;
                }
                try (HikariDataSource database = server.newDatabase();
                        Contender contender = entrant.on(database)) {
                    contender.openAll(CASES);
                    Step.WALK.forEach(step -> contender.moveAll(CASES, step));

                    for (String caseId : CASES) {
                        assertThat(contender.state(caseId))
                                .as(entrant.toString())
                                .isEqualTo(State.CLOSED);
                        history(entrant, database, caseId);
                    }
                }
            }
        }
    }

    private static void history(Entrant entrant, HikariDataSource database, String caseId) throws SQLException {
        switch (entrant) {
            case FLOWABLE -> processEngine(database, caseId, "completed_by_");
            case OPERATON -> processEngine(database, caseId, "assignee_");
            case SPRING -> rows(entrant, database, caseId, "jpa_audit");
            case DBOS -> {
                rows(entrant, database, caseId, "workflow_audit");
                dbos(database, caseId);
            }
            default -> {
                rows(entrant, database, caseId, "workflow_audit");
                assertThat(read(database, "SELECT state, seq FROM workflow_case WHERE case_id = '" + caseId + "'"))
                        .as(entrant.toString())
                        .containsExactly("CLOSED 10");
            }
        }
    }

    /** Each row continues the one before it, and has everything that an audit row of the engine has but a request id and a key. */
    private static void rows(Entrant entrant, HikariDataSource database, String caseId, String table)
            throws SQLException {
        String rows = " FROM " + table + " a WHERE case_id = '" + caseId + "'";
        assertThat(read(
                        database,
                        "SELECT CONCAT(from_state, ' -', transition, '-> ', to_state)" + rows + " ORDER BY seq"))
                .as(entrant.toString())
                .isEqualTo(WAY);
        assertThat(read(
                        database,
                        "SELECT seq" + rows + " AND workflow = 'case-review' AND version = 1 AND from_version = 1"
                                + " AND fingerprint IS NOT NULL AND actor_kind = 'PERSON' AND actor = 'alice'"
                                + " AND reason = 'all documents in' AND source = 'node-1' AND format = 1"
                                + sealed(entrant) + " AND recorded_at IS NOT NULL AND OCTET_LENGTH(salt) = 16"
                                + " AND OCTET_LENGTH(payload_digest) = 32 AND OCTET_LENGTH(digest) = 32"
                                + " AND (seq = 1 OR facts LIKE '{\"%\":true}')"
                                + " AND (seq = 1 OR previous_digest ="
                                + " (SELECT digest FROM " + table
                                + " b WHERE b.case_id = a.case_id AND b.seq = a.seq - 1)) ORDER BY seq"))
                .as(entrant.toString())
                .isEqualTo(
                        IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList());
    }

    /** Only who seals names a key. The entity of JPA has no columns for it. */
    private static String sealed(Entrant entrant) {
        return switch (entrant) {
            case HMAC -> " AND algorithm = 'HMAC-SHA-256' AND OCTET_LENGTH(seal) = 32";
            case ED25519 -> " AND algorithm = 'Ed25519' AND OCTET_LENGTH(seal) = 64";
            case SPRING -> "";
            default -> " AND algorithm IS NULL AND seal IS NULL";
        };
    }

    /** Its own history: who completed which task, and why and on which facts, as variables of the task. */
    private static void processEngine(HikariDataSource database, String caseId, String actor) throws SQLException {
        String ofCase =
                " WHERE proc_inst_id_ = (SELECT id_ FROM act_hi_procinst WHERE business_key_ = '" + caseId + "')";
        assertThat(read(
                        database,
                        "SELECT task_def_key_ FROM act_hi_taskinst" + ofCase + " AND end_time_ IS NOT NULL AND " + actor
                                + " = 'alice' ORDER BY start_time_, id_"))
                .hasSize(Step.WALK.size())
                .startsWith("CREATED", "UNDER_REVIEW", "ESCALATED");
        assertThat(read(
                        database,
                        "SELECT name_ FROM act_hi_varinst" + ofCase
                                + " AND task_id_ IS NOT NULL AND text_ IS NOT NULL"))
                .hasSize(2 * Step.WALK.size());
    }

    /** Beside the rows in plain tables, DBOS's own record: a message and two steps for each move, and the end of the workflow. */
    private static void dbos(HikariDataSource database, String caseId) throws SQLException {
        String ofCase = " WHERE workflow_uuid = '" + caseId + "'";
        assertThat(read(database, "SELECT status FROM dbos.workflow_status" + ofCase))
                .containsExactly("SUCCESS");
        assertThat(read(
                        database,
                        "SELECT function_name FROM dbos.operation_outputs" + ofCase
                                + " AND function_name <> 'DBOS.sleep' ORDER BY function_id"))
                .hasSize(1 + 2 * Step.WALK.size())
                .startsWith("open", "DBOS.recv", "move");
        assertThat(read(database, "SELECT output FROM dbos.tx_step_outputs WHERE workflow_id = '" + caseId + "'"))
                .hasSize(1 + Step.WALK.size());
        assertThat(read(
                        database,
                        "SELECT 1 FROM dbos.notifications WHERE consumed AND destination_uuid = '" + caseId + "'"))
                .hasSize(Step.WALK.size());
    }

    private static List<String> read(HikariDataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(String.join(" ", row));
            }
            return found;
        }
    }
}
