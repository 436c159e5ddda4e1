package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.Vectors;

/** {@code docs/reference/verify-bundle.html} says of every bundle what {@link BundleVerification} says, in a browser and without a network. */
class VerifyPageTest {
    private static final Path PAGE =
            Path.of("../../docs/reference/verify-bundle.html").toAbsolutePath().normalize();
    private static final String PEM = "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(Vectors.publicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    private static final String HMAC_KEY =
            key("HMAC-SHA-256", "2026-03", HexFormat.of().formatHex(Vectors.secret()));
    private static final String ED25519_KEY = key("Ed25519", "2026-04", PEM.replace("\n", "\\n"));

    /** How many bytes of bundles go to the browser at a time. */
    private static final int BATCH = 2_000_000;

    private static @Nullable Browser browser;
    private static Sample review;
    private static Sample loan;
    private static Sample imported;
    private static Sample rated;
    private static Sample held;

    @TempDir
    private static Path folder;

    /** A sound bundle, who seals it, and the key that verifies it. */
    private record Sample(
            String name, String bundle, @Nullable Sealer sealer, String key) {
        List<SealVerifier> keys() {
            return sealer == null ? List.of() : List.of(sealer);
        }
    }

    private static String key(String algorithm, String id, String key) {
        return "{algorithm:'" + algorithm + "',id:'" + id + "',key:'" + key + "'}";
    }

    @BeforeAll
    static void start() throws Exception {
        Decision alice = by("alice").because("Zoë: \"€ 500\" 📎 <img src=x onerror=alert(1)>");
        Decision bob = by("bob").because("seen");
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews =
                    Engine.on(database.runtime(RuntimeOptions.defaults().sealer(Vectors.hmac())));
            reviews.open("C-1", alice)
                    .orThrow()
                    .startReview(alice.requestId("R-1"))
                    .orThrow();
            Decision forBob = alice.onBehalfOf("bob")
                    .occurredAt(Instant.parse("2026-02-27T09:15:00Z"))
                    .evidence("rules", "{\"rows\": [3, 11]}");
            reviews.fire("C-1", "REJECT", ALL_TRUE, forBob).orThrow();
            reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
            review = new Sample("review", exported(database, "C-1"), Vectors.hmac(), HMAC_KEY);
        }
        try (TestDatabase database = TestDatabase.inMemory()) {
            WorkflowRuntime runtime = database.runtime(RuntimeOptions.defaults().sealer(Vectors.hmac()));
            Workflows first = Workflows.on(runtime, List.of(Loan.FIRST));
            first.open("loan", "L-1", alice).orThrow();
            first.fire("loan", "L-1", "SUBMIT", Map.of(), bob.onBehalfOf("erin"))
                    .orThrow();
            Workflows second = Workflows.on(runtime, List.of(Loan.SECOND));
            second.migrate("loan", "L-1", Map.of(), by("ops").because("the terms of 2026"))
                    .orThrow();
            second.fire("loan", "L-1", "CLOSE", Map.of(), by("carol").because("seen"))
                    .orThrow();
            second.fire("loan", "L-1", "REOPEN", Map.of(), bob).orThrow();
            // By who brought the case into the older state, and not by who brought it there last.
            second.fire("loan", "L-1", "CLOSE", Map.of(), by("erin").because("seen"))
                    .orThrow();
            second.fire("loan", "L-1", "REOPEN", Map.of(), bob).orThrow();
            second.fire("loan", "L-1", "ENDORSE", Map.of(), bob).orThrow();
            second.fire("loan", "L-1", "ENDORSE", Map.of(), alice).orThrow();
            second.fire("loan", "L-1", "GRANT", Map.of(), alice.requestId("R-9"))
                    .orThrow();
            second.erase("L-1", 4, by("dpo").because("article 17")).orThrow();
            loan = new Sample("loan", exported(database, "L-1"), Vectors.hmac(), HMAC_KEY);
        }
        try (TestDatabase database = TestDatabase.inMemory()) {
            Workflows loans = Workflows.on(database.runtime(), List.of(Loan.SECOND));
            loans.importCase("loan", "I-1", "REVIEW", alice.occurredAt(Instant.parse("2019-05-04T03:02:01.123456Z")))
                    .orThrow();
            loans.fire("loan", "I-1", "REMIND", Map.of(), bob).orThrow();
            imported = new Sample("import", exported(database, "I-1"), null, "");
        }
        try (TestDatabase database = TestDatabase.inMemory()) {
            List<FactRow> facts =
                    List.of(FactRow.bool("RISK", ""), new FactRow("SIZE", List.of("SMALL", "BIG", "É_9"), ""));
            Definition graph = Graph.of(
                    "rating",
                    1,
                    facts,
                    "FILED -RATE[RISK=false SIZE=SMALL|BIG]-> RATED",
                    "RATED -NOTE-> RATED",
                    "RATED -CLOSE-> CLOSED");
            Definition kept = Definition.of(
                    "rating", 1, graph.states(), graph.transitions(), graph.vocabulary(), Traits.NONE.notErasable());
            Workflows ratings =
                    Workflows.on(database.runtime(RuntimeOptions.defaults().sealer(Vectors.ed25519())), List.of(kept));
            ratings.open("rating", "R-1", alice).orThrow();
            ratings.fire("rating", "R-1", "RATE", "{\"SIZE\":\"BIG\",\"RISK\":false}", bob)
                    .orThrow();
            ratings.fire("rating", "R-1", "NOTE", "{\"SIZE\":\"É_9\"}", bob.requestId("R-1"))
                    .orThrow();
            rated = new Sample("rating", exported(database, "R-1"), Vectors.ed25519(), ED25519_KEY);
        }
        try (TestDatabase database = TestDatabase.inMemory()) {
            Workflows loans = Workflows.on(
                    database.runtime(RuntimeOptions.defaults().sealer(Vectors.hmac())), List.of(Loan.SECOND));
            Decision counsel = by("counsel").because("preservation letter of May 4");
            loans.open("loan", "H-1", alice).orThrow();
            loans.hold("H-1", "2026/4711", counsel).orThrow();
            loans.fire("loan", "H-1", "SUBMIT", Map.of(), bob).orThrow();
            loans.fire("loan", "H-1", "ENDORSE", Map.of(), alice).orThrow();
            loans.hold("H-1", "Zoë ./. \"Bank\"", counsel.onBehalfOf("erin").requestId("R-5"))
                    .orThrow();
            loans.release("H-1", "2026/4711", counsel).orThrow();
            loans.fire("loan", "H-1", "ENDORSE", Map.of(), by("carol").because("seen"))
                    .orThrow();
            loans.release("H-1", "Zoë ./. \"Bank\"", counsel).orThrow();
            loans.erase("H-1", 1, by("dpo").because("article 17")).orThrow();
            loans.hold("H-1", "2026/4711", counsel).orThrow();
            loans.fire("loan", "H-1", "GRANT", Map.of(), bob).orThrow();
            held = new Sample("held", exported(database, "H-1"), Vectors.hmac(), HMAC_KEY);
        }
        if (Browser.installed().isPresent()) {
            browser = new Browser(Browser.installed().get(), folder);
            browser.open(PAGE.toUri().toString());
        }
    }

    private static String exported(TestDatabase database, String caseId) {
        Console bundle = Console.on(database, "export", caseId);
        assertThat(bundle.code()).as(bundle.err()).isZero();
        return bundle.out();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.end();
        }
    }

    private static Browser browser() {
        if (browser == null) {
            System.err.println(
                    "SKIPPED: docs/reference/verify-bundle.html in a browser, because there is no Chromium on this machine;"
                            + " on Debian its package is chromium");
        }
        assumeTrue(browser != null, "SKIPPED: there is no Chromium on this machine");
        return browser;
    }

    /** The page as it is written: this needs no browser. */
    @Test
    void thePageIsOneFileThatMayReachNothing() throws Exception {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        assertThat(page.indexOf("Content-Security-Policy")).isBetween(1, page.indexOf("<script"));
        assertThat(page)
                .contains("default-src 'none'; ", "connect-src 'none'; ", "form-action 'none'; ", "base-uri 'none'; ");
        assertThat(page).contains("script-src " + hash(page, "script") + ";");
        assertThat(page).contains("style-src " + hash(page, "style") + ";");
        assertThat(page)
                .doesNotContain("unsafe-", "://", "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
                .doesNotContain(
                        " src=", "href=", "@import", "url(", "style=", "onclick", "fetch(", "XMLHttp", "import(");
    }

    private static String hash(String page, String name) throws Exception {
        Matcher part = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(part.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(part.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(part.find()).isFalse();
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    /** What is said of one file: the verdict, and what is counted if there is one. */
    private static String java(byte[] bundle, Sample sample) throws Exception {
        try (Reader text =
                new InputStreamReader(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8.newDecoder())) {
            Verdict verdict =
                    BundleVerification.of(Seals.verifiedBy(sample.keys())).verify(text, finding -> {});
            return (verdict.isIntact() ? "intact" : "broken") + " " + verdict.faults() + " " + verdict.cases() + " "
                    + verdict.entries() + " " + verdict.erased() + " " + verdict.imported() + " "
                    + verdict.sealsNotChecked();
        } catch (BundleException e) {
            return "not a bundle";
        }
    }

    private static List<String> page(List<byte[]> bundles, String demands) throws Exception {
        StringBuilder files = new StringBuilder();
        bundles.forEach(bundle -> files.append("'")
                .append(Base64.getEncoder().encodeToString(bundle))
                .append("',"));
        String answers = browser().evaluate("""
                (async () => {
                  const said = [];
                  for (const file of [%s]) {
                    const a = await verifyBundle(Uint8Array.from(atob(file), (c) => c.charCodeAt(0)), %s);
                    said.push(a.verdict === "not a bundle" ? a.verdict
                      : [a.verdict, a.faults, a.cases, a.entries, a.erased, a.imported, a.sealsNotChecked].join(" "));
                  }
                  return said.join("\\n");
                })()""".formatted(files, demands));
        return answers.lines().toList();
    }

    @Test
    void thePageSaysOfEachBundleWhatJavaSays() throws Exception {
        browser();
        List<String> differences = new ArrayList<>();
        Map<String, Integer> verdicts = new LinkedHashMap<>();
        for (Sample sample : List.of(review, loan, imported, rated, held)) {
            Map<String, byte[]> tampered = TamperedBundles.of(sample.name(), sample.bundle(), sample.sealer());
            List<String> names = new ArrayList<>();
            List<byte[]> batch = new ArrayList<>();
            int size = 0;
            for (Map.Entry<String, byte[]> each : tampered.entrySet()) {
                names.add(each.getKey());
                batch.add(each.getValue());
                size += each.getValue().length;
                if (size > BATCH) {
                    compare(names, batch, sample, differences, verdicts);
                    size = 0;
                }
            }
            compare(names, batch, sample, differences, verdicts);
        }
        System.out.println("VerifyPageTest: " + verdicts + ", " + differences.size() + " differences");
        assertThat(differences).isEmpty();
        assertThat(verdicts.keySet()).isEqualTo(Set.of("intact", "broken", "not"));
        assertThat(verdicts.values()).allMatch(count -> count >= 50);
    }

    private static void compare(
            List<String> names,
            List<byte[]> batch,
            Sample sample,
            List<String> differences,
            Map<String, Integer> verdicts)
            throws Exception {
        List<String> said = page(batch, "{keys: [" + sample.key() + "]}");
        for (int i = 0; i < batch.size(); i++) {
            String java = java(batch.get(i), sample);
            verdicts.merge(java.split(" ")[0], 1, Integer::sum);
            if (!java.equals(said.get(i))) {
                differences.add(names.get(i) + ": Java " + java + ", the page " + said.get(i));
            }
        }
        names.clear();
        batch.clear();
    }

    /** What stands in an answer, for a bundle that is given as text. */
    private static String said(String bundle, String demands, String what) throws Exception {
        return browser()
                .evaluate("verifyBundle(Uint8Array.from(atob('"
                        + Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.UTF_8))
                        + "'), (c) => c.charCodeAt(0)), " + demands + ").then((a) => String(" + what
                        + "), (e) => e.message)");
    }

    /** The newer graph says from which older definition cases come. The older one of the bundle is another. */
    @Test
    void anOlderDefinitionIsTheOneThatTheNewerOneNames() throws Exception {
        String other = TamperedBundles.withOtherDefinition(loan.bundle(), loan.sealer());
        assertThat(java(other.getBytes(StandardCharsets.UTF_8), loan)).startsWith("broken 1 ");
        assertThat(said(other, "{}", "a.verdict + a.faults + a.findings[0].expected"))
                .startsWith("broken1version 1 with fingerprint " + Loan.FIRST.fingerprint());
        assertThat(IndependentBundleAuditor.faults(other, Map.of())).containsExactly("loan version 2: migrations");
    }

    @Test
    void whatIsDemandedIsChecked() throws Exception {
        String id = new Installation(
                        review.bundle().replaceFirst("(?s).*\"installation\" : \"([0-9a-f]{32})\".*", "$1"))
                .id();
        String fingerprint = CaseReview.DEFINITION.fingerprint().hex();
        String verdict = "a.verdict + ' ' + a.faults + ' ' + a.sealsNotChecked";
        String bundle = review.bundle();
        assertThat(said(bundle, "{}", verdict)).isEqualTo("intact 0 4");
        assertThat(said(bundle, "{keys: [" + HMAC_KEY + "]}", verdict)).isEqualTo("intact 0 0");
        assertThat(said(bundle, "{keys: [" + ED25519_KEY + "]}", verdict)).isEqualTo("broken 4 0");
        assertThat(said(bundle, "{keys: [" + ED25519_KEY + "," + HMAC_KEY + "]}", verdict))
                .isEqualTo("intact 0 0");
        assertThat(said(bundle, "{keys: [" + HMAC_KEY.replace("2021", "2022") + "]}", verdict))
                .isEqualTo("broken 4 0");
        assertThat(said(bundle, "{keys: [" + HMAC_KEY.replace("2026-03", "2026-05") + "]}", verdict))
                .isEqualTo("broken 4 0");
        assertThat(said(rated.bundle(), "{keys: [" + ED25519_KEY + "]}", verdict))
                .isEqualTo("intact 0 0");
        assertThat(said(imported.bundle(), "{keys: [" + HMAC_KEY + "]}", verdict))
                .isEqualTo("broken 2 0");
        assertThat(said(bundle, "{installation: '" + id + "', fingerprints: ['" + fingerprint + "']}", verdict))
                .isEqualTo("intact 0 4");
        assertThat(said(bundle, "{installation: '" + "0".repeat(32) + "'}", verdict))
                .isEqualTo("broken 1 4");
        assertThat(said(bundle, "{fingerprints: ['" + "0".repeat(64) + "']}", verdict))
                .isEqualTo("broken 1 4");
        for (String wrong : List.of(
                "{installation: 'x'}",
                "{fingerprints: ['x']}",
                "{keys: [" + key("HMAC-SHA-256", "k", "00ff") + "]}",
                "{keys: [" + key("HMAC-SHA-256", "k/", "00".repeat(32)) + "]}",
                "{keys: [" + HMAC_KEY + "," + HMAC_KEY + "]}",
                "{keys: [" + key("Ed25519", "k", "00".repeat(32)) + "]}",
                "{keys: [" + ED25519_KEY.replace("PUBLIC", "PRIVATE") + "]}",
                "{keys: [" + ED25519_KEY.replace("MCow", "MCox") + "]}")) {
            assertThat(said(bundle, wrong, verdict))
                    .as(wrong)
                    .doesNotStartWith("intact")
                    .doesNotStartWith("broken");
        }
    }

    @Test
    void withoutEd25519NothingIsCalledIntact() throws Exception {
        browser().evaluate("""
                crypto.subtle.importKey = (format, key, algorithm, ...more) => algorithm.name === "Ed25519"
                  ? Promise.reject(new DOMException("no such algorithm", "NotSupportedError"))
                  : SubtleCrypto.prototype.importKey.call(crypto.subtle, format, key, algorithm, ...more)""");
        try {
            String verdict = "a.verdict + ' ' + a.faults + ' ' + a.sealsBeyondBrowser";
            assertThat(said(rated.bundle(), "{keys: [" + ED25519_KEY + "]}", verdict))
                    .isEqualTo("not proven 0 3");
            assertThat(said(
                            rated.bundle().replace("\"alice\"", "\"mallory\""),
                            "{keys: [" + ED25519_KEY + "]}",
                            verdict))
                    .startsWith("broken ");
            assertThat(said(review.bundle(), "{keys: [" + HMAC_KEY + "]}", verdict))
                    .isEqualTo("intact 0 0");
        } finally {
            browser().evaluate("delete crypto.subtle.importKey");
        }
    }

    /** As a person does it: chooses a file, goes on with the keyboard, reads. */
    @Test
    void aPersonVerifiesAFile() throws Exception {
        browser().open(PAGE.toUri().toString());
        assertThat(verified("good.json", review.bundle())).isEqualTo("intact");
        assertThat(text("#result")).contains("4 seals not checked").contains("<img src=x onerror=alert(1)>");
        String hostile = review.bundle().replace("\"REJECT\"", "\"</td><script>alert(1)</script>\\u202e\"");
        assertThat(verified("hostile.json", hostile)).isEqualTo("broken");
        assertThat(text("#result"))
                .contains("Findings", "\"</td><script>alert(1)</script>\\u202e\"")
                .doesNotContain("\u202e");
        assertThat(browser().evaluate("document.images.length + document.querySelectorAll('#result script').length"))
                .isEqualTo("0");
        assertThat(verified("none.json", "{}")).isEqualTo("not a bundle");
        assertThat(text("#result")).contains("This says nothing about any history.");

        browser()
                .evaluate("document.querySelector('details').open = true; document.getElementById('add-key').click();"
                        + "document.querySelector('.key select').value = 'Ed25519';"
                        + "document.querySelector('.key input').value = '2026-04';"
                        + "document.querySelector('.key textarea').value = '" + PEM.replace("\n", "\\n") + "'");
        assertThat(verified("rating.json", rated.bundle())).isEqualTo("intact");
        assertThat(text("#result")).doesNotContain("not checked");
        browser().evaluate("document.querySelector('.key textarea').value = 'none'");
        assertThat(verified("again.json", rated.bundle())).isEqualTo("nothing was verified");
    }

    private static String text(String selector) throws Exception {
        return browser().evaluate("document.querySelector('" + selector + "').innerText");
    }

    private static String verified(String name, String bundle) throws Exception {
        Path file = Files.writeString(folder.resolve(name), bundle);
        String chosen = browser().evaluate("""
                window.chosen = new Promise((resolve) => new MutationObserver(
                  () => resolve(document.getElementById("chosen").textContent)).observe(document.getElementById("chosen"), {childList: true}));
                "nothing yet\"""");
        assertThat(chosen).isEqualTo("nothing yet");
        browser().choose("#file", file);
        assertThat(browser().evaluate("window.chosen")).isEqualTo(name + ", " + Files.size(file) + " bytes");
        browser().evaluate("document.getElementById('file').focus()");
        Set<String> passed = new LinkedHashSet<>();
        for (String id = ""; !id.equals("verify"); id = browser().evaluate("document.activeElement.id")) {
            assertThat(passed.size()).isLessThan(20);
            passed.add(id + passed.size());
            browser().press("Tab");
        }
        browser().press("Enter");
        return browser().evaluate("""
                new Promise((resolve) => {
                  const look = () => document.getElementById("verdict") && resolve(document.getElementById("verdict").textContent);
                  new MutationObserver(look).observe(document.getElementById("said"), {childList: true});
                  look();
                })""");
    }

    /** Whatever would run in the page could not send anything anywhere. */
    @Test
    void thePageReachesNothing() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "'http://127.0.0.1:" + server.getAddress().getPort() + "/'";
            String fetch = "fetch(" + address + ", {mode: 'no-cors'}).then(() => 'sent', () => 'refused')";
            String image =
                    "new Promise((resolve) => { const i = new Image(); i.onload = i.onerror = () => resolve('asked');"
                            + " i.src = " + address + "; })";
            Path free = Files.writeString(folder.resolve("free.html"), "<!DOCTYPE html><title>free</title>");
            browser().open(free.toUri().toString());
            assertThat(browser().evaluate(fetch)).isEqualTo("sent");
            assertThat(browser().evaluate(image)).isEqualTo("asked");
            assertThat(asked).hasValue(2);
            browser().open(PAGE.toUri().toString());
            assertThat(browser().evaluate(fetch)).isEqualTo("refused");
            assertThat(browser().evaluate(image)).isEqualTo("asked");
            assertThat(browser().evaluate("navigator.sendBeacon(" + address + ", 'x')"))
                    .isNotNull();
            assertThat(
                            browser()
                                    .evaluate(
                                            "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'set'; } catch { return 'refused'; } })()"))
                    .isEqualTo("refused");
            assertThat(asked).hasValue(2);
        } finally {
            server.stop(0);
        }
    }
}
