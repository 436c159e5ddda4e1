package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A failing database: what the client may conclude, and nothing of what the database said. */
class FailuresTest {
    private static final String SECRET = "password=hunter2";

    private TestDatabase database;
    private WorkflowRuntime runtime;
    private HttpHandler api;
    private volatile String failing = "";
    private volatile String state = "";

    @BeforeEach
    void start() {
        database = TestDatabase.inMemory();
        runtime = WorkflowRuntime.on(
                Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                    if (!failing.isEmpty() && call.matches(failing)) {
                        // A commit has been made when its answer is lost.
                        Object done = call.equals("Connection.commit") ? effect.make() : null;
                        throw new SQLException(SECRET + done, state);
                    }
                    return effect.make();
                }),
                RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
        api = WorkflowApi.on(runtime).commands(List.of(CaseReview.DEFINITION)).handler();
    }

    @AfterEach
    void stop() {
        failing = "";
        runtime.close();
        database.close();
    }

    private HttpResponse failed(String call, String sqlState, HttpRequest request) {
        api.handle(Direct.get("/workflows/case-review"));
        failing = call;
        state = sqlState;
        HttpResponse answer = api.handle(request);
        failing = "";
        return answer;
    }

    private static HttpRequest opening(String caseId) {
        return Direct.post("/workflows/case-review/cases/" + caseId, "{\"reason\":\"x\"}");
    }

    @Test
    void whatMaySucceedLaterIsToBeTriedAgain() throws Exception {
        HttpResponse answer = failed(".*Statement\\.execute.*", "40001", opening("C-1"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(answer.text()).contains("urn:workflow:problem:unchanged").doesNotContain(SECRET);
        assertThat(api.handle(opening("C-1")).status()).isEqualTo(201);
    }

    @Test
    void whatWouldFailAgainIsNot() throws Exception {
        HttpResponse answer = failed(".*Statement\\.execute.*", "42501", opening("C-1"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(answer.headers()).doesNotContainKey("Retry-After");
        assertThat(answer.text()).contains("urn:workflow:problem:failed").doesNotContain(SECRET);
    }

    @Test
    void aLostAnswerIsAskedForWithTheSameKey() throws Exception {
        HttpRequest request = opening("C-1").withHeader("Idempotency-Key", "k-1");
        HttpResponse answer = failed("Connection.commit", "08006", request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text())
                .contains("urn:workflow:problem:outcome-unknown")
                .contains("the same Idempotency-Key")
                .doesNotContain(SECRET);
        HttpResponse again = api.handle(opening("C-1").withHeader("Idempotency-Key", "k-1"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("\"replayed\":true");
        assertThat(failed("Connection.commit", "08006", opening("C-2")).text()).contains("look at the history");
    }

    @Test
    void inBulkEachHasItsOwn() throws Exception {
        HttpResponse answer = failed(
                "Connection.commit",
                "08006",
                Direct.post(
                        "/workflows/case-review/bulk",
                        "{\"requests\":[{\"caseId\":\"C-1\",\"reason\":\"x\",\"idempotencyKey\":\"k\"}]}"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"status\":503")
                .contains("outcome-unknown")
                .doesNotContain(SECRET);
    }

    @Test
    void whatContradictsItselfIsToBeVerified() throws Exception {
        assertThat(api.handle(opening("C-1")).status()).isEqualTo(201);
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-1'");
        HttpResponse answer = api.handle(Direct.get("/workflows/case-review/cases/C-1"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).contains("urn:workflow:problem:integrity");
        HttpResponse verdict = api.handle(Direct.get("/workflows/case-review/cases/C-1/verify"));
        assertThat(verdict.text()).contains("\"intact\":false");
    }
}
