package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * On PostgreSQL an operator of anybody's wins over one of pg_catalog where its types fit better, and a temporary table over any other. Here
 * somebody has planted what would fit if the engine left a type or a schema open; each of them answers nonsense. Nothing of the engine's
 * notices.
 */
class PlantedNamesTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database = TestDatabase.postgres();

    @BeforeEach
    void plant() throws SQLException {
        // The tables and the definition first: their owner has made them before somebody else came.
        Engine.on(database.runtime());
        for (String pair : List.of(
                "text, varchar", "varchar, text", "varchar, varchar", "bpchar, text", "text, name", "text, bpchar")) {
            String[] types = pair.split(", ");
            String suffix = types[0] + "_" + types[1];
            database.sql("CREATE FUNCTION never_" + suffix + "(" + pair
                    + ") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'");
            database.sql("CREATE FUNCTION always_" + suffix + "(" + pair
                    + ") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'");
            for (String operator : List.of("=", "<", ">", "<=", ">=", "~~", "~")) {
                database.sql("CREATE OPERATOR " + operator + " (LEFTARG = " + types[0] + ", RIGHTARG = " + types[1]
                        + ", FUNCTION = never_" + suffix + ")");
            }
            database.sql("CREATE OPERATOR <> (LEFTARG = " + types[0] + ", RIGHTARG = " + types[1]
                    + ", FUNCTION = always_" + suffix + ")");
        }
        for (String other : List.of("bigint", "integer", "varchar")) {
            database.sql("CREATE FUNCTION joined_" + other + "(text, " + other
                    + ") RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'nonsense'::text $$");
            database.sql(
                    "CREATE OPERATOR || (LEFTARG = text, RIGHTARG = " + other + ", FUNCTION = joined_" + other + ")");
        }
        // The whole row of a step, compared: by this it would never change.
        database.sql("CREATE FUNCTION never_row(workflow_audit, workflow_audit) RETURNS boolean LANGUAGE sql IMMUTABLE"
                + " AS 'SELECT true'");
        database.sql("CREATE OPERATOR = (LEFTARG = workflow_audit, RIGHTARG = workflow_audit, FUNCTION = never_row)");
        database.sql(
                "CREATE FUNCTION number_text(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '99'::text $$");
        database.sql("CREATE CAST (bigint AS text) WITH FUNCTION number_text(bigint)");
        database.sql("CREATE FUNCTION unnest(text[]) RETURNS SETOF text LANGUAGE sql AS $$ SELECT 'nonsense'::text $$");
        database.sql("CREATE FUNCTION unnest(bigint[]) RETURNS SETOF bigint LANGUAGE sql AS 'SELECT 99::bigint'");
        database.sql(
                "CREATE FUNCTION concat(text, bigint, text) RETURNS text LANGUAGE sql AS $$ SELECT 'nonsense'::text $$");
        database.sql(
                "CREATE FUNCTION concat(text, integer, text) RETURNS text LANGUAGE sql AS $$ SELECT 'nonsense'::text $$");
        database.sql("CREATE FUNCTION sha256(text) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** With the driver's defaults, and on connections that have prepared their statements on the server. */
    @Test
    void everyPublicOperation(@TempDir Path folder) throws Exception {
        assertThat(database.rows(
                        "SELECT 'a'::text = 'a'::varchar, 'a'::varchar = 'a'::varchar, 'a'::text || 1::bigint"))
                .as("the trap works for whoever leaves a type open")
                .containsExactly("[false, false, nonsense]");
        // NONE: that such things are there is what the other modes refuse or name, and not what is asked here.
        WorkflowRuntime runtime =
                WorkflowRuntime.on(database.pool(), RuntimeOptions.defaults().schemaMode(SchemaMode.NONE));
        Engine reviews = Engine.on(runtime);
        for (int round = 0; round < 7; round++) {
            everyPublicOperation(runtime, reviews, "R" + round);
        }
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        Path file = folder.resolve("checkpoint.txt");
        try (Writer writer = Files.newBufferedWriter(file)) {
            assertThat(runtime.verification().checkpoint(writer).cases()).isEqualTo(7 * 4);
        }
        assertThat(runtime.verification().against(file).verifyAll().isIntact()).isTrue();
    }

    private static void everyPublicOperation(WorkflowRuntime runtime, Engine reviews, String name) {
        Case created = reviews.open(name, BY_ALICE.requestId("open")).orThrow();
        assertThat(((Applied<Case>) reviews.open(name, BY_ALICE.requestId("open"))).replayed())
                .isTrue();
        assertThat(reviews.open(name, BY_ALICE))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isInstanceOf(CaseAlreadyExists.class));
        Case review = created.startReview(BY_ALICE.requestId("start")).orThrow();
        assertThat(reviews.resolve(name, "start")).isPresent();
        assertThat(reviews.resolve(name, "other")).isEmpty();
        assertThat(reviews.fire(name, "ESCALATE", ALL_TRUE, BY_ALICE).orThrow().state())
                .isEqualTo(State.ESCALATED);
        assertThat(review.reject(BY_ALICE)).as("stale").isInstanceOf(Refused.class);
        assertThat(reviews.applyAll(List.of(
                        Request.opening(name + "-a", BY_ALICE.requestId("a")),
                        Request.move(name + "-a", "START_REVIEW", ALL_TRUE, BY_ALICE.requestId("b")),
                        Request.opening(name + "-b", BY_ALICE),
                        Request.opening(name + "-c", BY_ALICE.evidence("rules", "{}")),
                        Request.opening(name + "-a", BY_ALICE.requestId("a")))))
                .allMatch(BulkOutcome::isApplied);
        reviews.erase(name, 2, by("dpo").because("article 17")).orThrow();
        assertThat(reviews.erase(name, 2, by("dpo").because("article 17"))).isInstanceOf(Refused.class);
        assertThat(reviews.find(name)).isPresent();
        assertThat(reviews.find(name + "-x")).isEmpty();
        assertThat(reviews.history(name).entries()).hasSize(4);
        assertThat(reviews.history(name, 1, 2)).hasSize(2);
        assertThat(reviews.atSeq(name, 3)).isPresent();
        assertThat(reviews.asOf(name, Instant.MAX)).isPresent();
        assertThat(reviews.options(name, ALL_TRUE)).hasSize(3);
        assertThat(reviews.cases().countByState()).containsKeys("CREATED", "UNDER_REVIEW", "ESCALATED");
        List<Case> page = reviews.cases().inState(State.ESCALATED).limit(1).list();
        assertThat(page).hasSize(1);
        assertThat(reviews.cases().inState(State.ESCALATED).after(page.get(0)).list())
                .doesNotContain(page.get(0));
        assertThat(runtime.verification().verify(name)).hasToString("intact, 1 erased: 1 cases, 4 entries");
    }

    /** The triggers ask with operators of pg_catalog: what they refuse stays refused. */
    @Test
    void whatTheTriggersRefuse() throws SQLException {
        Engine reviews = Engine.on(
                WorkflowRuntime.on(database.pool(), RuntimeOptions.defaults().schemaMode(SchemaMode.NONE)));
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        for (String lie : List.of(
                "UPDATE workflow_audit SET reason = 'another' WHERE seq = 2",
                "UPDATE workflow_audit SET salt = NULL, actor = NULL, on_behalf_of = NULL, reason = NULL, facts = NULL,"
                        + " evidence = NULL WHERE seq = 2",
                "UPDATE workflow_case SET state = 'CREATED'",
                "DELETE FROM workflow_case",
                "UPDATE workflow_installation SET schema_version = 3",
                "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                        + " VALUES ('case-review', 1, 'CREATED', 'JUMP', 'CLOSED')")) {
            assertThatThrownBy(() -> database.sql(lie)).as(lie).isInstanceOf(SQLException.class);
        }
    }

    /** A temporary table of the same name on a pooled session takes no table's place. */
    @Test
    void temporaryTables() throws SQLException {
        try (HikariDataSource pool = pool()) {
            Engine reviews = Engine.on(WorkflowRuntime.on(pool));
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String table : List.of("audit", "case", "definition", "state", "transition", "installation")) {
                    statement.execute(
                            "CREATE TEMPORARY TABLE workflow_" + table + " (LIKE public.workflow_" + table + ")");
                }
            }
            reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
            assertThat(reviews.applyAll(List.of(Request.opening("C-2", BY_ALICE))))
                    .allMatch(BulkOutcome::isApplied);
            reviews.erase("C-1", 1, BY_ALICE).orThrow();
            assertThat(reviews.history("C-1").entries()).hasSize(3);
        }
        assertThat(database.rows("SELECT case_id, seq FROM workflow_case ORDER BY case_id"))
                .as("what another session sees")
                .containsExactly("[C-1, 3]", "[C-2, 1]");
    }

    private HikariDataSource pool() {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(database.dataSource());
        settings.setMaximumPoolSize(1);
        return new HikariDataSource(settings);
    }
}
