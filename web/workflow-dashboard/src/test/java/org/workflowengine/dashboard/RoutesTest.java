package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Percent;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What the screens say. */
class RoutesTest {
    private static TestDatabase database;
    private static SampleCases cases;
    private static Dashboard dashboard;
    private static HttpHandler site;

    @BeforeAll
    static void fill() {
        database = TestDatabase.inMemory();
        cases = new SampleCases(database).fill();
        dashboard = Dashboard.on(cases.runtime())
                .name("claims-prod")
                .clock(cases.clock())
                .facts(SampleCases.FACTS)
                .refusals(cases.refusals())
                .redaction(Redaction.SHOW_ALL);
        site = dashboard.handler();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static String page(String target) throws Exception {
        HttpResponse answer = Pages.get(site, target);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    @Test
    void theOverviewSaysWhereTheCasesAreAndWhatWasRefused() throws Exception {
        assertThat(page("/"))
                .contains("12 cases follow an older version")
                .contains("Refused in the last hour: 14")
                .contains("APPROVE: AMOUNT_WITHIN_THRESHOLD not as required")
                .contains("Counted by this node")
                .contains("Not verified by this server")
                .contains("The 12 of 40 states with most cases.")
                .containsPattern("\\d+ cases in UNDER_REVIEW");
    }

    @Test
    void theOverviewSaysWhatTheLastVerificationFound() throws Exception {
        LastVerification last = LastVerification.of(
                        cases.runtime().verification().verifyAll(), SampleCases.NOW.minusSeconds(720))
                .against(Instant.parse("2026-03-12T06:00:00Z"));
        HttpHandler verified = dashboard.integrity(() -> Optional.of(last)).handler();
        for (String path : List.of("/", "/integrity")) {
            assertThat(Pages.text(verified, path))
                    .containsPattern("intact, 1 erased[^<]* · verified 12 min ago")
                    .contains("compared with the checkpoint of 2026-03-12 06:00:00 UTC");
        }
    }

    @Test
    void casesAreFoundByWhatStandsInTheAddress() throws Exception {
        assertThat(page("/cases?workflow=case-review&state=UNDER_REVIEW&older=30d"))
                .contains(">C-1001<", "8 cases, longest rest first.")
                .doesNotContain(">C-1042<");
        assertThat(page("/cases?id=C-104")).contains(">C-1042<").doesNotContain(">C-1001<");
        assertThat(page("/cases?workflow=case-review&state=UNDER_REVIEW&older=90d"))
                .containsPattern("Without “in its state for more than 90 d” there are \\d+\\.");
    }

    @Test
    void aListGoesOnWhereItStopped() throws Exception {
        String first = page("/cases?older=1d");
        java.util.regex.Matcher next = java.util.regex.Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                .matcher(first);
        assertThat(next.find()).isTrue();
        cases.clock().set(SampleCases.NOW.plusSeconds(60));
        String second = page(next.group(1).replace("&amp;", "&"));
        cases.clock().set(SampleCases.NOW);
        assertThat(second).contains("Back to the first", "<tbody>");
    }

    @Test
    void aCaseSaysWhyItCannotMove() throws Exception {
        assertThat(page("/cases/C-1042"))
                .contains("&#10005; blocked", "&#10003; permitted", "? not decided")
                .containsPattern(
                        "(?s)AMOUNT_WITHIN_THRESHOLD.{0,80}required <b>true</b>, found <b class=\"bad\">false</b>")
                .containsPattern("(?s)MISSING_INFO_DETECTED.{0,80}<b>not known</b>")
                .contains(
                        "Held for",
                        "version 1 → 2",
                        ">imported<",
                        "Erases actor, principal, reason, facts and evidence of step 2.");
        assertThat(page("/cases/C-1042?fact.MISSING_INFO_DETECTED=true&fact.HIGH_AMOUNT="))
                .contains("With the facts that you have chosen");
    }

    /** A definition in the database has no messages. */
    @Test
    void aCompiledDefinitionGivesTheMessagesOfItsFacts() throws Exception {
        String message = "at most 10,000: required";
        assertThat(page("/cases/C-1042")).doesNotContain(message, "<small>:");
        HttpHandler described =
                dashboard.definitions(List.of(SampleDefinitions.CLAIM_2)).handler();
        assertThat(Pages.text(described, "/cases/C-1042"))
                .contains(message)
                .doesNotContain("<small>:", "method=\"post\"");
    }

    @Test
    void aBrokenCaseSaysAtWhichStepAndTheFindingLeadsThere() throws Exception {
        try (TestDatabase other = TestDatabase.inMemory()) {
            SampleCases samples = new SampleCases(other).fill();
            other.dropTriggers();
            other.sql("UPDATE workflow_audit SET reason = 'planted' WHERE case_id = 'C-1042' AND seq = 3");
            LastVerification last =
                    LastVerification.of(samples.runtime().verification().verifyAll(), SampleCases.NOW.minusSeconds(3));
            HttpHandler broken = Dashboard.on(samples.runtime())
                    .clock(samples.clock())
                    .integrity(() -> Optional.of(last))
                    .handler();
            assertThat(Pages.text(broken, "/cases/C-1042"))
                    .contains("The last verification found 1 finding at step 3.", "verification found 1 thing here");
            assertThat(Pages.text(broken, "/cases/P-88")).doesNotContain("The last verification found");
            String integrity = Pages.text(broken, "/integrity");
            assertThat(integrity)
                    .contains(
                            "broken, 1 finding",
                            "Not sealed",
                            samples.runtime().installation().id())
                    .contains("href=\"/cases/C-1042?before=4#step-3\"");
            assertThat(Pages.text(broken, "/cases/C-1042?before=4")).contains("id=\"step-3\"");
            assertThat(Pages.text(broken, "/cases/C-1042/verify")).contains("Step 9, the newest, is not sealed");
        }
    }

    @Test
    void aStepShowsItsWholeDigestAndWhereItCameFrom() throws Exception {
        var step = cases.runtime().steps().ofCase("C-1042", 8, 1).get(0);
        assertThat(page("/cases/C-1042")).contains("<code>" + step.digest().hex() + "</code>", "<bdi>sample</bdi>");
        assertThat(page("/cases/C-1042/json")).contains("\"source\": \"sample\"");
        assertThat(page("/definitions/case-review"))
                .contains(SampleDefinitions.CLAIM_2.fingerprint().hex());
    }

    @Test
    void statesCanBeChosenWhereThereIsOneWorkflow() throws Exception {
        assertThat(page("/cases")).doesNotContain("name=\"state\"");
        try (TestDatabase other = TestDatabase.inMemory()) {
            Workflows.on(other.runtime(), List.of(Graph.of("w", 1, List.of(), "OPEN -END-> DONE")))
                    .definitions();
            assertThat(Pages.text(Dashboard.on(other.runtime()).handler(), "/cases"))
                    .contains("name=\"state\" value=\"OPEN\"", "In its state for more than");
        }
    }

    @Test
    void fourEyesAndAQuorumAreAskedOfTheEngine() throws Exception {
        assertThat(page("/cases/P-88")).contains("1 of 2 so far", "&#10003; permitted", "&#10005; blocked");
    }

    @Test
    void anEarlierMomentShowsNothingOfWhatCameLaterButTheNextStep() throws Exception {
        String past = page("/cases/C-1042?asOf=2026-02-18+12:00");
        assertThat(past)
                .contains(
                        "As of 2026-02-18 12:00:00 UTC, after step 4.", "Today the case is in UNDER_REVIEW, at step 9.")
                .contains("What happened next", "<b>Erased</b>")
                .contains(", the state then<")
                .doesNotContain("What can happen next", "expert report", ", the current state<");
        assertThat(page("/cases/C-1042?step=4")).contains("After step 4.");
    }

    @Test
    void aDefinitionIsComparedWithAnotherVersion() throws Exception {
        assertThat(page("/definitions/case-review"))
                .contains(
                        "What version 2 changed since version 1", "RETURN_TO_REVIEW", "AMOUNT_WITHIN_THRESHOLD = true")
                .contains("can be migrated to", "stay with version 1, as declared");
        assertThat(page("/definitions/case-review/1")).contains("What version 1 changed since version 2");
    }

    @Test
    void aBundleIsVerifiedWithoutTheDatabase() throws Exception {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Pages.get(site, "/cases/C-1042/bundle").body().writeTo(bundle);
        String text = bundle.toString(StandardCharsets.UTF_8);
        assertThat(upload(text).text()).contains("intact, 1 erased", "C-1042", "9, oldest first");
        assertThat(upload(text.replace("windscreen", "windshield")).text())
                .contains("broken, 1 finding,", "This file differs from what was committed")
                .contains(
                        "verification found 1 thing here",
                        cases.runtime().installation().id())
                .doesNotContain("Do not repair it");
        assertThat(upload("").text()).contains("No file was chosen");
        assertThat(upload("{").text()).doesNotContain("the file is not a bundle");
        assertThat(upload("{}").status()).isEqualTo(400);
        assertThat(upload("x".repeat(9 * 1024 * 1024)).status()).isEqualTo(400);
        assertThat(site.handle(Pages.post("/bundle", "a=b")).status()).isEqualTo(400);
    }

    private static HttpResponse upload(String file) {
        return upload(new ByteArrayInputStream(form(file)));
    }

    private static byte[] form(String file) {
        return ("--bound\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"c.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + file + "\r\n--bound--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse upload(InputStream body) {
        return site.handle(HttpRequest.of("POST", "/bundle")
                .withHeader("Content-Type", "multipart/form-data; boundary=bound")
                .withBody(body));
    }

    @Test
    @Timeout(60)
    void twoUploadsAreReadAtATime() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        try {
            List<Future<HttpResponse>> slow = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                slow.add(clients.submit(() -> upload(new ByteArrayInputStream(form("{}")) {
                    @Override
                    public int read(byte[] bytes, int from, int count) {
                        reading.countDown();
                        await(goOn);
                        return super.read(bytes, from, count);
                    }
                })));
            }
            reading.await();
            InputStream third = new ByteArrayInputStream(form("{}"));
            HttpResponse busy = upload(third);
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.headers()).containsEntry("Retry-After", "5");
            assertThat(busy.text()).contains("Two other files are being verified just now.");
            assertThat(third.read()).isEqualTo(-1);
            goOn.countDown();
            for (Future<HttpResponse> each : slow) {
                assertThat(each.get().status()).isEqualTo(400);
            }
            assertThat(upload("{}").status()).isEqualTo(400);
        } finally {
            goOn.countDown();
            clients.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofALongBundleTheFirstStepsAreShownAndTheVerdictIsAboutAll() throws Exception {
        try (TestDatabase db = TestDatabase.inMemory()) {
            Definition there = Graph.of("w", 1, List.of(), "A -GO-> B", "B -BACK-> A", "B -END-> C");
            WorkflowRuntime runtime = db.runtime(RuntimeOptions.defaults());
            Workflows workflows = Workflows.on(runtime, List.of(there));
            Decision alice = Decision.by("alice").because("as asked");
            workflows.open("w", "LONG", alice).orThrow();
            for (int i = 2; i < 205; i++) {
                Decision each = Decision.by("alice").because("step " + i + " as asked");
                workflows
                        .fire("w", "LONG", i % 2 == 0 ? "GO" : "BACK", Map.of(), each)
                        .orThrow();
            }
            workflows.erase("LONG", 3, alice).orThrow();
            StringWriter bundle = new StringWriter();
            runtime.verification().export("LONG", bundle);
            String page = upload(bundle.toString()).text();
            assertThat(page)
                    .contains(
                            "the first 200 of 205, oldest first; the verdict is about all",
                            "intact, 1 erased",
                            "By step 205",
                            "id=\"step-200\"")
                    .doesNotContain("id=\"step-201\"");
            String forged = bundle.toString().replace("step 204 as asked", "step 204 as I say");
            assertThat(upload(forged).text()).contains("broken");
        }
    }

    @Test
    void aVerdictThatNobodySeesIsNotMade() throws Exception {
        AtomicInteger statements = new AtomicInteger();
        WorkflowRuntime runtime = WorkflowRuntime.on(
                Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                    if (call.startsWith("PreparedStatement.execute")) {
                        statements.incrementAndGet();
                    }
                    return effect.make();
                }),
                RuntimeOptions.defaults().schemaMode(SchemaMode.VALIDATE));
        HttpHandler counted = Dashboard.on(runtime).handler();
        statements.set(0);
        HttpResponse head = counted.handle(Pages.request("HEAD", "/cases/C-1042/verify"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(statements).hasValue(1);
        assertThat(Pages.get(counted, "/cases/C-1042/verify").headers()).isEqualTo(head.headers());
        assertThat(statements).hasValueGreaterThan(2);
        assertThat(counted.handle(Pages.request("HEAD", "/cases/none/verify")).status())
                .isEqualTo(404);
    }

    @Test
    void badInputIsAnsweredWithWhatWasFoundAndWhatIsExpected() throws Exception {
        for (Map.Entry<String, Integer> bad : Map.ofEntries(
                        Map.entry("/cases/C-1024", 404),
                        Map.entry("/cases/C-1042/nothing", 404),
                        Map.entry("/cases/C-1042/json/x", 404),
                        Map.entry("/cases/" + Percent.encode("\uD83D\uDE00x"), 404),
                        Map.entry("/cases/" + Percent.encode("x\uD83D\uDE00\uD83D\uDE00y"), 404),
                        Map.entry("/nothing", 404),
                        Map.entry("/cases/", 404),
                        Map.entry("/cases/C-1042/", 404),
                        Map.entry("/definitions/case-review/2/", 404),
                        Map.entry("/bundle/", 404),
                        Map.entry("//", 404),
                        Map.entry("/..%2F..%2Fetc%2Fpasswd", 404),
                        Map.entry("/assets/..%2Ftexts.properties", 404),
                        Map.entry("/definitions/case-revue", 404),
                        Map.entry("/definitions/case-review/7", 404),
                        Map.entry("/cases/%00", 400),
                        Map.entry("/cases/" + "x".repeat(65), 400),
                        Map.entry("/cases/%ff", 400),
                        Map.entry("/cases?state=NO_SUCH", 400),
                        Map.entry("/cases?workflow=no-such", 400),
                        Map.entry("/cases?version=x", 400),
                        Map.entry("/cases?older=2y", 400),
                        Map.entry("/cases?after=forged", 400),
                        Map.entry("/cases?at=now", 400),
                        Map.entry("/cases?a=%zz", 400),
                        Map.entry("/cases/C-1042?step=-1", 400),
                        Map.entry("/cases/C-1042?step=99", 400),
                        Map.entry("/cases/C-1042?before=x", 400),
                        Map.entry("/cases/C-1042?asOf=yesterday", 400),
                        Map.entry("/cases/C-1042?asOf=1999-01-01", 400),
                        Map.entry("/cases/C-1042?fact.HIGH_AMOUNT=perhaps", 400))
                .entrySet()) {
            HttpResponse answer = Pages.get(site, bad.getKey());
            assertThat(answer.status()).as(bad.getKey()).isEqualTo(bad.getValue());
            assertThat(answer.text()).contains("<h1>", "href=");
        }
        assertThat(Pages.text(site, "/cases/C-1024")).contains(">C-1042<");
        assertThat(Pages.text(site, "/definitions/case-revue")).contains(">case-review<");
    }

    @Test
    void ofALongTextTheBeginningIsShown() throws Exception {
        String text = "A".repeat(100_000);
        for (String target : List.of("/definitions/" + text, "/cases?version=" + text, "/cases?at=" + text)) {
            assertThat(Pages.text(site, target))
                    .as(target.substring(0, 15))
                    .contains("A".repeat(64) + "…")
                    .doesNotContain("A".repeat(65));
        }
        assertThat(site.handle(HttpRequest.of("P" + text, "/cases")).text()).doesNotContain("A".repeat(65));
        assertThat(Pages.text(site, "/cases/" + text)).doesNotContain("A".repeat(65));
    }

    @Test
    void markupIsShownAsWhatItIs() throws Exception {
        String hostile = "\"><script>alert(1)</script>\u202Egnp";
        for (String target : List.of(
                "/cases?id=" + Percent.encode(hostile),
                "/cases?older=" + Percent.encode(hostile),
                "/cases?workflow=" + Percent.encode(hostile),
                "/cases/" + Percent.encode(hostile),
                "/definitions/" + Percent.encode(hostile),
                "/cases/C-1042?asOf=" + Percent.encode(hostile),
                "/cases/C-1042?done=" + Percent.encode(hostile),
                "/cases/C-1042?view=" + Percent.encode(hostile))) {
            HttpResponse answer = Pages.get(site, target);
            assertThat(answer.text()).as(target).doesNotContain("<script>alert", "\"><script");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNoFaultOfTheReader() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        WorkflowRuntime runtime = WorkflowRuntime.on(
                Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                    if (down.get() && call.equals("DataSource.getConnection")) {
                        throw new SQLTransientConnectionException("gone");
                    }
                    return effect.make();
                }),
                RuntimeOptions.defaults().schemaMode(SchemaMode.VALIDATE));
        HttpHandler failing = Dashboard.on(runtime).handler();
        down.set(true);
        HttpResponse answer = Pages.get(failing, "/cases/C-1042");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "5");
        assertThat(answer.text()).contains("Nothing was changed").doesNotContain("gone");
    }

    @Test
    void anEmptyDatabaseSaysHowItIsFilled() throws Exception {
        try (TestDatabase empty = TestDatabase.inMemory()) {
            HttpHandler nothing = Dashboard.on(empty.runtime()).handler();
            assertThat(Pages.text(nothing, "/")).contains("No workflow is installed");
            assertThat(Pages.get(nothing, "/cases").status()).isEqualTo(200);
            assertThat(Pages.get(nothing, "/definitions").status()).isEqualTo(200);
        }
    }

    @Test
    void anAddressShowsNoWordsOfWhoeverMadeIt() throws Exception {
        assertThat(Pages.text(site, "/cases/C-1042?done=9")).contains("Step 9 was recorded.");
        assertThat(Pages.text(site, "/cases/C-1042?done=9,+call+0900")).doesNotContain("call 0900", "was recorded.");
    }

    @Test
    void anEmptyPartOfAPathIsNoPage() throws Exception {
        assertThat(Pages.get(site, "//cases").status()).isEqualTo(404);
    }

    @Test
    void aTimeFromWhichNoAgeCanBeTakenIsABadRequest() throws Exception {
        for (String at : List.of("-999999999-01-01T00:00:00Z", "%2B999999999-01-01T00:00:00Z")) {
            assertThat(Pages.get(site, "/cases?older=9999d&at=" + at).status()).isEqualTo(400);
        }
    }
}
