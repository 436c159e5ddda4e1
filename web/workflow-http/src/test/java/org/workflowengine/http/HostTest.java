package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a host says: what it knows, who may act for whom, what clients may claim. */
class HostTest {
    private static final String APPROVE = "/workflows/case-review/cases/C-2/moves/APPROVE";
    private static final String BODY = "{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASSED\":true}}";

    private final AtomicReference<Map<String, ?>> known = new AtomicReference<>(Map.of());
    private ApiFixture fixture;

    @BeforeEach
    void start() {
        fixture = ApiFixture.on(TestDatabase.inMemory());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private WorkflowApi api() {
        return fixture.commanding().facts((head, definition) -> known.get());
    }

    @Test
    void aRequestIsReplayedWhateverTheHostKnowsByNow() throws Exception {
        HttpHandler api = api().handler();
        known.set(Map.of("AMOUNT_WITHIN_THRESHOLD", true, "HIGH_AMOUNT", false));
        HttpResponse first = api.handle(Direct.post(APPROVE, BODY).withHeader("Idempotency-Key", "k"));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(fixture.runtime().steps().ofCase("C-2", 2, 1).get(0).facts())
                .as("the facts that the transition asks for")
                .isEqualTo("{\"AMOUNT_WITHIN_THRESHOLD\":true,\"RISK_RULES_PASSED\":true}");
        known.set(Map.of("AMOUNT_WITHIN_THRESHOLD", false));
        HttpResponse again = api.handle(Direct.post(APPROVE, BODY).withHeader("Idempotency-Key", "k"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("\"replayed\":true");
        HttpResponse other =
                api.handle(Direct.post(APPROVE, "{\"reason\":\"y\",\"facts\":{\"RISK_RULES_PASSED\":true}}")
                        .withHeader("Idempotency-Key", "k"));
        assertThat(other.status()).isEqualTo(422);
        HttpResponse bulk = api.handle(Direct.post(
                "/workflows/case-review/bulk",
                "{\"requests\":[{\"caseId\":\"C-2\",\"transition\":\"APPROVE\",\"idempotencyKey\":\"k\","
                        + BODY.substring(1)
                        + "]}"));
        assertThat(bulk.text()).contains("\"replayed\":true");
    }

    @Test
    void whatTheHostKnowsCountsForTheStepOnWhichItWasAsked() throws Exception {
        HttpHandler api = fixture.commanding()
                .facts((head, definition) -> {
                    fixture.fire("C-2", "REQUEST_INFO", "MISSING_INFO_DETECTED");
                    fixture.fire("C-2", "RESUME", "ADDITIONAL_INFO_PROVIDED");
                    return Map.of("AMOUNT_WITHIN_THRESHOLD", true);
                })
                .handler();
        HttpResponse answer = api.handle(Direct.post(APPROVE, BODY));
        assertThat(answer.status()).as(answer.text()).isEqualTo(412);
        assertThat(fixture.runtime().findCase("C-2").orElseThrow().state()).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void aWrongFactOfTheHostIsNoFaultOfTheClient() {
        known.set(Map.of("AMOUNT", true));
        assertThatIllegalStateException()
                .isThrownBy(() -> api().handler().handle(Direct.post(APPROVE, BODY)))
                .withMessageContaining("FactSource");
    }

    @Test
    void aClientSaysOnWhichStepItDecidesWhereThatIsDemanded() throws Exception {
        HttpHandler api = api().ifMatchRequired().handler();
        known.set(Map.of("AMOUNT_WITHIN_THRESHOLD", true));
        HttpResponse answer = api.handle(Direct.post(APPROVE, BODY));
        assertThat(answer.status()).isEqualTo(428);
        assertThat(answer.text()).contains("urn:workflow:problem:precondition-required");
        assertThat(api.handle(Direct.post(
                                "/workflows/case-review/bulk",
                                "{\"requests\":[{\"caseId\":\"C-2\","
                                        + "\"transition\":\"REJECT\",\"reason\":\"x\"}]}"))
                        .status())
                .isEqualTo(428);
        assertThat(api.handle(Direct.post(APPROVE, BODY).withHeader("If-Match", "\"2\""))
                        .status())
                .isEqualTo(200);
    }

    /** Each caller who may not see it could otherwise ask for a fact, bit by bit. */
    @Test
    void aRefusalDoesNotTellAHiddenFact() throws Exception {
        HttpHandler api = api().handler();
        String move = "{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASSED\":false}}";
        String bulk = "{\"requests\":[{\"caseId\":\"C-2\",\"transition\":\"APPROVE\"," + move.substring(1) + "]}";
        for (Map.Entry<String, String> asked :
                Map.of(APPROVE, move, "/workflows/case-review/bulk", bulk).entrySet()) {
            Set<String> answers = new HashSet<>();
            for (Map<String, ?> secret : List.<Map<String, ?>>of(
                    Map.of("AMOUNT_WITHIN_THRESHOLD", true), Map.of("AMOUNT_WITHIN_THRESHOLD", false), Map.of())) {
                known.set(secret);
                answers.add(api.handle(Direct.post(asked.getKey(), asked.getValue()))
                        .text());
            }
            assertThat(answers)
                    .as(asked.getKey())
                    .singleElement()
                    .satisfies(answer -> assertThat(answer)
                            .contains("\"fact\":\"AMOUNT_WITHIN_THRESHOLD\"", "\"found\":\"false\",\"hidden\":false"));
        }
        known.set(Map.of("AMOUNT_WITHIN_THRESHOLD", true));
        HttpResponse seen = api.handle(Direct.post(APPROVE, move).from(Caller.person("carol", Set.of("auditor"))));
        assertThat(seen.text()).contains("RISK_RULES_PASSED").doesNotContain("AMOUNT_WITHIN_THRESHOLD");
    }

    /** Whatever a client sends, an answer quotes no more of it than an id is long. */
    @Test
    void ofALongNameTheBeginningIsQuoted() throws Exception {
        HttpHandler api = api().handler();
        String name = "A".repeat(100_000);
        String cases = "/workflows/case-review/cases/";
        String bulk = "{\"requests\":[{\"caseId\":\"" + name + "\",\"reason\":\"x\"},"
                + "{\"caseId\":\"C-2\",\"transition\":\"" + name + "\",\"reason\":\"x\"}]}";
        for (HttpRequest request : List.of(
                Direct.post(cases + "C-2/moves/" + name, BODY),
                Direct.post("/workflows/case-review/bulk", bulk),
                Direct.post(cases + name, "{\"reason\":\"x\"}"),
                Direct.post(cases + "C-2/moves/APPROVE", "{\"reason\":\"x\",\"" + name + "\":1}"),
                Direct.post(cases + "C-2/moves/APPROVE", "{\"reason\":\"x\",\"facts\":{\"" + name + "\":true}}"),
                Direct.get(cases + name),
                Direct.get("/workflows/" + name),
                Direct.get("/workflows/case-review/versions/" + name),
                Direct.get("/workflows/case-review/cases").withQuery("state=" + name),
                Direct.get("/workflows/case-review/cases").withQuery(name + "=1"),
                Direct.get("/workflows/case-review/cases").withQuery("order=" + name))) {
            String answer = api.handle(request).text();
            // What the engine itself quotes ends at 80 characters.
            assertThat(answer)
                    .as(request.path().substring(0, 20))
                    .doesNotContain("A".repeat(81))
                    .hasSizeLessThan(2_500);
        }
        assertThat(api.handle(Direct.post(cases + "C-2/moves/" + name, BODY)).text())
                .contains("\"transition\":\"" + "A".repeat(64) + "...\"")
                .doesNotContain("A".repeat(65));
        assertThat(Quoted.cut("\ud83d\ude00".repeat(40))).isEqualTo("\ud83d\ude00".repeat(32) + "...");
        assertThat(Quoted.cut("x" + "\ud83d\ude00".repeat(40))).isEqualTo("x" + "\ud83d\ude00".repeat(31) + "...");
    }

    private HttpResponse matching(HttpHandler api, String ifMatch) {
        return api.handle(Direct.post(APPROVE, BODY).withHeader("If-Match", ifMatch));
    }

    @Test
    void whereAStepIsDemandedAnyStepIsNotEnough() throws Exception {
        known.set(Map.of("AMOUNT_WITHIN_THRESHOLD", true));
        HttpResponse any = matching(api().ifMatchRequired().handler(), "*");
        assertThat(any.status()).isEqualTo(428);
        assertThat(any.text()).contains("found *", "the ETag of the exact step");
        assertThat(matching(api().handler(), "*").status()).isEqualTo(200);
    }

    /** The case is at step 2. */
    @Test
    void listsAndOtherTagsAreCompared() throws Exception {
        known.set(Map.of("AMOUNT_WITHIN_THRESHOLD", true));
        HttpHandler api = api().handler();
        for (String other : List.of(
                "W/\"2\"", "\"abc\"", "\"0\"", "\"99999999999999999999\"", "\"1\", \"3\"", "\"1\", W/\"2\"", "\"\"")) {
            HttpResponse answer = matching(api, other);
            assertThat(answer.status()).as(other).isEqualTo(412);
            assertThat(answer.text()).as(other).contains("urn:workflow:refusal:stale", "\"seq\":2");
            assertThat(answer.headers()).as(other).containsEntry("ETag", "\"2\"");
        }
        for (String wrong : List.of("2", "\"2", "*, \"2\"", "\"2\" \"3\"", "w/\"2\"", "")) {
            assertThat(matching(api, wrong).status()).as(wrong).isEqualTo(400);
        }
        HttpRequest keyed = Direct.post(APPROVE, BODY)
                .withHeader("If-Match", "\"abc\"")
                .withHeader("If-Match", "\"1\", \"2\"")
                .withHeader("Idempotency-Key", "k");
        assertThat(api.handle(keyed).status()).isEqualTo(200);
        HttpResponse again = api.handle(Direct.post(APPROVE, BODY)
                .withHeader("If-Match", "\"1\", \"2\"")
                .withHeader("Idempotency-Key", "k"));
        assertThat(again.text()).contains("\"replayed\":true");
        HttpResponse opening = api.handle(Direct.post("/workflows/case-review/cases/I-1", "{\"reason\":\"x\"}")
                .withHeader("If-Match", "*"));
        assertThat(opening.status()).isEqualTo(400);
    }

    @Test
    void whoMayActForOthersIsSaidByTheHost() throws Exception {
        HttpHandler api = api().onBehalfOf((caller, principal) -> principal.equals("dora"))
                .handler();
        String path = "/workflows/case-review/cases/";
        assertThat(api.handle(Direct.post(path + "D-1", "{\"reason\":\"x\",\"onBehalfOf\":\"alice\"}"))
                        .status())
                .isEqualTo(403);
        assertThat(api.handle(Direct.get(path + "C-2/options").withQuery("onBehalfOf=alice"))
                        .status())
                .isEqualTo(403);
        assertThat(api.handle(Direct.post(path + "D-1", "{\"reason\":\"x\",\"onBehalfOf\":\"dora\"}"))
                        .status())
                .isEqualTo(201);
        assertThat(fixture.runtime().steps().ofCase("D-1", 0, 1).get(0).onBehalfOf())
                .isEqualTo("dora");
    }

    @Test
    void evidenceOfAClientIsRecordedAsThat() throws Exception {
        String path = "/workflows/case-review/cases/E-1";
        HttpResponse answer = api().handler()
                .handle(Direct.post(path, "{\"reason\":\"x\",\"evidence\":{\"rules\":[150,null,\"\\u00fc\"]}}"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(fixture.runtime().steps().ofCase("E-1", 0, 1).get(0).evidence())
                .isEqualTo("{\"client\":{\"rules\":[150,null,\"ü\"]}}");
        HttpResponse fraction = api().handler().handle(Direct.post(path, "{\"reason\":\"x\",\"evidence\":1.5}"));
        assertThat(fraction.status()).isEqualTo(400);
        assertThat(fraction.text()).contains("write it as a string");
    }

    /** What was found, what would do, and what to do. */
    @Test
    void aCommandThatIsNotAllowedIsToldWhy() throws Exception {
        HttpHandler api = api().handler();
        assertThat(api.handle(Direct.post(
                                "/workflows/case-review/cases/C-2/moves/REJECT",
                                "{\"reason\":\"x\",\"facts\":{\"VALIDATION_FAILED\":true}}"))
                        .text())
                .contains(
                        "body.facts: found VALIDATION_FAILED, expected only facts that a client may claim:"
                                + " [REQUIRED_FIELDS_COMPLETE, RISK_RULES_PASSED]; leave it out: the host knows it, or the move is refused");
        assertThat(api.handle(Direct.post(APPROVE, "{\"reason\":\"x\",\"onBehalfOf\":\"carol\"}"))
                        .text())
                .contains(
                        "onBehalfOf: found \\\"carol\\\", expected somebody for whom this caller may act; leave it out to"
                                + " decide in the caller's own name");
        Workflows.on(fixture.runtime(), List.of(Graph.of("read-only", 1, List.of(), "A -GO-> B")));
        assertThat(fixture.commanding()
                        .handler()
                        .handle(Direct.post("/workflows/read-only/cases/R-1", "{\"reason\":\"x\"}"))
                        .text())
                .contains(
                        "found workflow \\\"read-only\\\", expected one with commands here: [case-review]; its cases can be read");
    }

    @Test
    void aMistakeOfTheHostIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api().claimable("case-review", "HIGH_AMUONT").handler())
                .withMessageStartingWith(
                        "claimable: found fact \"HIGH_AMUONT\" of workflow \"case-review\", expected one of [ADDITIONAL_INFO_PROVIDED, ")
                .withMessageEndingWith("; did you mean HIGH_AMOUNT?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api().claimable("case-reviews", "HIGH_AMOUNT").handler())
                .withMessage(
                        "claimable: found workflow \"case-reviews\", expected one with commands: [case-review]; give its"
                                + " definitions to commands(…) too");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.reading()
                        .claimable("case-review", "HIGH_AMOUNT")
                        .handler())
                .withMessageContaining("expected one with commands: []; give its definitions to commands(…) too");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.reading()
                        .commands(List.of(CaseReview.DEFINITION, CaseReview.DEFINITION))
                        .handler());
    }

    private enum Former {
        LOW,
        UNSEEN
    }

    private enum Now {
        LOW,
        HIGH
    }

    /** Bulk speaks the highest version, and the host that of the case. */
    @Test
    void aFactOfTheHostIsNotQuotedWhereTheHighestVersionHasOtherValues() throws Exception {
        try (TestDatabase other = TestDatabase.inMemory()) {
            Definition former =
                    Graph.of("w", 1, List.of(FactRow.oneOf("RISK", "", Former.class)), "A -GO[RISK=LOW]-> B");
            Definition now = Graph.of("w", 2, List.of(FactRow.oneOf("RISK", "", Now.class)), "A -GO[RISK=LOW]-> B");
            WorkflowRuntime runtime = other.runtime();
            Workflows.on(runtime, List.of(former))
                    .open("w", "C-1", Decision.by("alice").because("received"))
                    .orThrow();
            HttpResponse answer = WorkflowApi.on(runtime)
                    .facts((head, definition) -> Map.of("RISK", "UNSEEN"))
                    .commands(List.of(former, now))
                    .handler()
                    .handle(Direct.post(
                            "/workflows/w/bulk",
                            "{\"requests\":[{\"caseId\":\"C-1\",\"transition\":\"GO\",\"reason\":\"r\"}]}"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("body.requests[0]", "RISK").doesNotContain("UNSEEN");
        }
    }

    @Test
    void aCaseOfAFormerVersionIsMovedByItself() throws Exception {
        try (TestDatabase other = TestDatabase.inMemory()) {
            Definition former = Graph.of("w", 1, List.of(FactRow.bool("OK", "")), "A -GO[OK=true]-> B");
            Definition now = Graph.of("w", 2, List.of(FactRow.bool("OK", "")), "A -GO[OK=true]-> C");
            WorkflowRuntime runtime = other.runtime();
            Workflows.on(runtime, List.of(former))
                    .open("w", "C-1", Decision.by("alice").because("received"))
                    .orThrow();
            HttpHandler api = WorkflowApi.on(runtime)
                    .facts((head, definition) -> Map.of("OK", true))
                    .commands(List.of(former, now))
                    .handler();
            HttpResponse bulk = api.handle(Direct.post(
                    "/workflows/w/bulk",
                    "{\"requests\":[{\"caseId\":\"C-1\",\"transition\":\"GO\",\"reason\":\"r\"}]}"));
            assertThat(bulk.text()).contains("\"status\":409", "urn:workflow:refusal:definition-mismatch");
            HttpResponse move = api.handle(Direct.post("/workflows/w/cases/C-1/moves/GO", "{\"reason\":\"r\"}"));
            assertThat(move.text()).contains("\"state\":\"B\"");
        }
    }

    @Test
    void aLongKeyIsRefusedAndNoFault() throws Exception {
        try (ApiFixture other = ApiFixture.on(TestDatabase.inMemory())) {
            HttpResponse answer = other.commanding()
                    .handler()
                    .handle(Direct.post("/workflows/case-review/cases/C-9", "{\"reason\":\"r\"}")
                            .withHeader("Idempotency-Key", "\"" + "k".repeat(100_000) + "\""));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("request id");
        }
    }
}
