package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a caller may not see is in no answer, whatever its form; and it does not look like what was erased. */
class RedactionTest {
    private static final String CASE = "/workflows/case-review/cases/C-2";

    private ApiFixture fixture;
    private HttpHandler api;
    private Workflows workflows;

    @BeforeEach
    void start() {
        fixture = ApiFixture.on(TestDatabase.inMemory());
        api = fixture.commanding().handler();
        workflows = Workflows.on(fixture.runtime(), List.of(CaseReview.DEFINITION));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Map<?, ?> step(HttpRequest request, int index) throws Exception {
        Map<?, ?> history =
                (Map<?, ?>) IndependentJson.parse(api.handle(request).text());
        return (Map<?, ?>) ((List<?>) history.get("steps")).get(index);
    }

    @Test
    void erasedIsNotHidden() throws Exception {
        workflows.erase("C-2", 2, Decision.by("dpo").because("request 4711")).orThrow();
        for (HttpRequest request : List.of(Direct.get(CASE + "/history"), Direct.asAuditor(CASE + "/history"))) {
            Map<?, ?> erased = step(request, 1);
            assertThat(erased.get("erased")).isEqualTo(true);
            assertThat(erased.get("hidden")).isEqualTo(List.of());
            assertThat(erased.keySet().stream().map(Object::toString))
                    .doesNotContain("actor", "onBehalfOf", "reason", "facts", "evidence");
        }
        Map<?, ?> hidden = step(Direct.get(CASE + "/history"), 0);
        assertThat(hidden.get("erased")).isEqualTo(false);
        assertThat(hidden.get("hidden")).isEqualTo(List.of("actor", "onBehalfOf", "reason", "evidence"));
        assertThat(hidden.containsKey("actor")).isFalse();
    }

    @Test
    void aMatterIsHiddenWithTheReason() throws Exception {
        workflows
                .hold("C-2", "lawsuit-17", Decision.by("legal").because("letter"))
                .orThrow();
        assertThat(api.handle(Direct.get(CASE + "/history")).text())
                .doesNotContain("lawsuit-17")
                .contains("\"matter\"");
        assertThat(step(Direct.asAuditor(CASE + "/history"), 2).get("matter")).isEqualTo("lawsuit-17");
    }

    @Test
    void aFindingQuotesNothingHidden() throws Exception {
        fixture.database().dropTriggers();
        fixture.database()
                .sql("UPDATE workflow_audit SET facts = '{\"HIGH_AMOUNT\":true}' WHERE case_id = 'C-2' AND seq = 2");
        String hidden = api.handle(Direct.get(CASE + "/verify")).text();
        assertThat(hidden)
                .contains("\"intact\":false")
                .contains("\"hidden\":true")
                .doesNotContain("\"expected\"");
        assertThat(api.handle(Direct.asAuditor(CASE + "/verify")).text())
                .contains("\"intact\":false")
                .contains("\"expected\"");
    }

    /** Whether a move is permitted would tell what is hidden. */
    @Test
    void whatTheHostKnowsIsNotUsedForWhomMayNotSeeIt() throws Exception {
        HttpHandler knowing = fixture.reading()
                .facts((head, definition) -> Map.of("HIGH_AMOUNT", true, "VALIDATION_FAILED", false))
                .handler();
        String hidden = knowing.handle(Direct.get(CASE + "/options")).text();
        assertThat(hidden)
                .contains("\"status\":\"UNDECIDED\"")
                .doesNotContain("PERMITTED")
                .doesNotContain("REFUSED")
                .doesNotContain("\"found\"");
        assertThat(knowing.handle(Direct.asAuditor(CASE + "/options")).text())
                .contains("\"status\":\"PERMITTED\"")
                .contains("\"status\":\"REFUSED\"")
                .contains("\"found\":\"false\"");
    }

    @Test
    void aFactIsShownAlone() throws Exception {
        HttpHandler some = fixture.reading()
                .redaction(new Redaction() {
                    @Override
                    public boolean showsFact(Caller caller, String workflow, String fact) {
                        return fact.equals("REQUIRED_FIELDS_COMPLETE");
                    }
                })
                .handler();
        assertThat(some.handle(Direct.get(CASE + "/history")).text())
                .contains("\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}")
                .doesNotContain("alice");
        assertThat(some.handle(Direct.get(CASE + "/bundle")).status()).isEqualTo(403);
    }

    @Test
    void byDefaultNothingIsShownToAnybody() throws Exception {
        HttpHandler plain = WorkflowApi.on(fixture.runtime()).handler();
        for (String path : List.of("", "/history", "/options", "/verify", "/bundle")) {
            assertThat(plain.handle(Direct.asAuditor(CASE + path)).text())
                    .as(path)
                    .doesNotContain("alice")
                    .doesNotContain(ApiFixture.SECRET)
                    .doesNotContain("COMPLETE\":true");
        }
    }
}
