package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What the API costs the database. */
class StatementsTest {
    private static final String FACTS = "{\"reason\":\"x\",\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}}";

    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

    private DataSource counted(TestDatabase database) {
        return Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            if (call.matches("(Prepared)?Statement\\.execute.*")) {
                statements.add(call);
            }
            return effect.make();
        });
    }

    private int of(Runnable work) {
        statements.clear();
        work.run();
        return statements.size();
    }

    @Test
    void aMoveCostsNotOneStatementMore() {
        try (TestDatabase database = TestDatabase.inMemory();
                WorkflowRuntime runtime = WorkflowRuntime.on(
                        counted(database), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE))) {
            Workflows engine = Workflows.on(runtime, List.of(CaseReview.DEFINITION));
            HttpHandler api = WorkflowApi.on(runtime)
                    .commands(List.of(CaseReview.DEFINITION))
                    .claimable("case-review", "REQUIRED_FIELDS_COMPLETE")
                    .handler();
            Decision decision = Decision.by("bob").because("x").requestId("k");
            int opening = of(() -> engine.open("case-review", "C-1", decision).orThrow());
            int move = of(() -> engine.fire(
                            "case-review",
                            "C-1",
                            "START_REVIEW",
                            Map.of("REQUIRED_FIELDS_COMPLETE", true),
                            decision.requestId("k-2").expectedSeq(1))
                    .orThrow());
            assertThat(opening).isPositive();
            assertThat(move).isPositive();
            String path = "/workflows/case-review/cases/C-2";
            assertThat(of(() -> answered(
                            api, 201, Direct.post(path, "{\"reason\":\"x\"}").withHeader("Idempotency-Key", "k"))))
                    .isEqualTo(opening);
            assertThat(of(() -> answered(
                            api,
                            200,
                            Direct.post(path + "/moves/START_REVIEW", FACTS)
                                    .withHeader("If-Match", "\"1\"")
                                    .withHeader("Idempotency-Key", "k-2"))))
                    .isEqualTo(move);
        }
    }

    /** Definitions stay as they are, so they are read once. */
    @Test
    void aCaseIsReadWithOneStatement() {
        try (TestDatabase database = TestDatabase.inMemory();
                WorkflowRuntime runtime = WorkflowRuntime.on(
                        counted(database), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE))) {
            Workflows.on(runtime, List.of(CaseReview.DEFINITION))
                    .open("case-review", "C-1", Decision.by("bob").because("x"))
                    .orThrow();
            HttpHandler api = WorkflowApi.on(runtime).handler();
            String path = "/workflows/case-review/cases/C-1";
            answered(api, 200, Direct.get(path));
            answered(api, 200, Direct.get(path + "/options"));
            assertThat(of(() -> answered(api, 200, Direct.get(path)))).isEqualTo(1);
            assertThat(of(() -> answered(api, 304, Direct.get(path).withHeader("If-None-Match", "\"1\""))))
                    .isEqualTo(1);
            assertThat(of(() -> answered(api, 200, Direct.get(path + "/history"))))
                    .isLessThanOrEqualTo(2);
            assertThat(of(() -> answered(api, 200, Direct.get(path + "/options"))))
                    .isLessThanOrEqualTo(2);
            assertThat(of(() -> answered(api, 200, Direct.get("/workflows/case-review/versions/1"))))
                    .isZero();
        }
    }

    /** What nobody will see is not made: a verification reads all definitions and a whole case, and so does a bundle. */
    @Test
    void aHeadRequestLooksForTheCaseAlone() {
        try (TestDatabase database = TestDatabase.inMemory();
                WorkflowRuntime runtime = WorkflowRuntime.on(
                        counted(database), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE))) {
            Workflows.on(runtime, List.of(CaseReview.DEFINITION))
                    .open("case-review", "C-1", Decision.by("bob").because("x"))
                    .orThrow();
            HttpHandler api =
                    WorkflowApi.on(runtime).redaction(Redaction.SHOW_ALL).handler();
            answered(api, 200, Direct.get("/workflows/case-review/cases/C-1/bundle"));
            for (String costly : List.of("verify", "bundle")) {
                String path = "/workflows/case-review/cases/C-1/" + costly;
                HttpResponse whole = api.handle(Direct.get(path));
                HttpRequest head = HttpRequest.of("HEAD", path);
                assertThat(of(() -> assertThat(api.handle(head).headers()).isEqualTo(whole.headers())))
                        .as(costly + ": the case, and what is installed, which says whether something is hidden")
                        .isLessThanOrEqualTo(3);
                assertThat(of(() -> answered(api, 404, HttpRequest.of("HEAD", path.replace("C-1", "C-0")))))
                        .as(costly)
                        .isPositive();
            }
        }
    }

    /** Names that clients make up do not make the database read all definitions each time. */
    @Test
    void whatIsUnknownIsLookedForOnceASecond() {
        try (TestDatabase database = TestDatabase.inMemory();
                WorkflowRuntime runtime = WorkflowRuntime.on(
                        counted(database), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE))) {
            AtomicLong nanos = new AtomicLong(-5);
            InstalledWorkflows installed = new InstalledWorkflows(runtime, List.of(), nanos::get);
            int once = of(() -> installed.all());
            assertThat(once).isPositive();
            assertThat(of(() -> {
                        for (int i = 0; i < 100; i++) {
                            String name = "made-up-" + i;
                            assertThatThrownBy(() -> installed.versions(name)).isInstanceOf(Problem.class);
                        }
                    }))
                    .isEqualTo(once);
            CaseHead head = Workflows.on(runtime, List.of(CaseReview.DEFINITION))
                    .open("case-review", "C-1", Decision.by("bob").because("x"))
                    .orThrow();
            assertThatThrownBy(() -> installed.versions("case-review")).isInstanceOf(Problem.class);
            nanos.addAndGet(1_000_000_000);
            assertThat(of(() -> assertThat(installed.versions("case-review")).containsKey(1)))
                    .isEqualTo(once);
            assertThat(of(() -> {
                        for (int version = 2; version < 100; version++) {
                            int made = version;
                            assertThatThrownBy(() -> installed.version("case-review", made))
                                    .isInstanceOf(Problem.class);
                        }
                    }))
                    .isZero();
            assertThat(new InstalledWorkflows(runtime, List.of(), nanos::get)
                            .of(head)
                            .row()
                            .version())
                    .isEqualTo(1);
        }
    }

    private static void answered(HttpHandler api, int status, HttpRequest request) {
        assertThat(api.handle(request).status()).isEqualTo(status);
    }
}
