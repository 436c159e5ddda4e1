package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The document describes what there is, as a client generator wants it. */
class OpenApiTest {
    private static ApiFixture fixture;

    @BeforeAll
    static void start() {
        fixture = ApiFixture.on(TestDatabase.inMemory());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String document(WorkflowApi api, String path) throws IOException {
        HttpResponse answer = api.handler().handle(HttpRequest.of("GET", path).mountedAt("/api"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static String ofDefinition(WorkflowApi api) throws IOException {
        return document(api, "/workflows/case-review/versions/1/openapi.json");
    }

    @SuppressWarnings("unchecked") // a document has them
    private static Map<String, Map<String, Object>> paths(String document) {
        return (Map<String, Map<String, Object>>) ((Map<String, Object>) IndependentJson.parse(document)).get("paths");
    }

    private static List<String> operations(String document) {
        return paths(document).values().stream()
                .flatMap(item -> item.values().stream())
                .map(each -> (String) ((Map<?, ?>) each).get("operationId"))
                .toList();
    }

    @Test
    void everyDocumentIsOpenApi() throws Exception {
        for (WorkflowApi api : List.of(
                fixture.reading(), fixture.commanding(), fixture.commanding().ifMatchRequired())) {
            Schemas.checkDocument(document(api, "/openapi.json"));
            Schemas.checkDocument(ofDefinition(api));
        }
    }

    @Test
    void everyRouteIsAnOperationAndEveryOperationARoute() throws Exception {
        assertThat(operations(document(fixture.commanding(), "/openapi.json")))
                .containsExactlyInAnyOrderElementsOf(
                        ApiOperation.all().stream().map(ApiOperation::id).toList());
    }

    @Test
    void withoutCommandsNoneIsDescribed() throws Exception {
        assertThat(operations(document(fixture.reading(), "/openapi.json")))
                .contains("getOptions", "askOptions")
                .doesNotContain("openCase", "moveCase", "applyAll");
        assertThat(ofDefinition(fixture.reading())).doesNotContain("/moves/");
    }

    @Test
    void aTransitionTakesTheFactsThatAClientMayClaimForIt() throws Exception {
        String document = ofDefinition(fixture.commanding());
        assertThat(paths(document).keySet())
                .contains("/workflows/case-review/cases/{caseId}/moves/APPROVE")
                .noneMatch(path -> path.contains("{workflow}") || path.contains("{transition}"));
        assertThat(new TreeSet<>(operations(document))).hasSameSizeAs(operations(document));
        Schemas.check(document, "Move_APPROVE", "{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASSED\":true}}");
        assertThat(document)
                .contains("\"RISK_RULES_PASSED\":{\"type\":\"boolean\",\"description\":\"no risk rule objects\"}");
        assertThat(document.substring(document.indexOf("\"schemas\""))).doesNotContain("AMOUNT_WITHIN_THRESHOLD");
    }

    /** The client of {@code quality/workflow-http-client} is generated from this file. */
    @Test
    void theDocumentOfTheReferenceWorkflow() throws Exception {
        Golden.check("openapi-case-review.json", Golden.pretty(Golden.stable(ofDefinition(fixture.commanding()))));
    }
}
