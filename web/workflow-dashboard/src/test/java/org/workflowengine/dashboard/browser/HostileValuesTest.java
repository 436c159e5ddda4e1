package org.workflowengine.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Percent;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.fixture.Graph;

/** Whatever stands in a field that somebody has chosen: nothing of it runs, and nothing of it breaks a page. */
@ExtendWith(Chromium.class)
class HostileValuesTest {
    private static final String MARKUP = "\"'><img src=x onerror=hit=1><script>hit=1</script>${7*7}</title></svg>";
    private static final String BIDI = "\u202eesrever\u202d \u2066left\u2069 \u200f\u200b\ufeff";
    private static final String EMOJI = "👩‍👩‍👧‍👦😀é\u0301\u0301\u0301";
    private static final String WIDE = "W".repeat(64);

    private static final List<String> IDS = List.of(
            (MARKUP + MARKUP).substring(0, 64),
            WIDE,
            "😀é漢字אב".repeat(6),
            "a/b?c#d%2F+f&g=h;i\\",
            "../../../etc/passwd",
            "javascript:hit=1");

    /** Values of a fact. */
    enum Risk {
        LOW,
        HIGH
    }

    private static final FactRow FACT =
            FactRow.bool("F".repeat(60), MARKUP + " and a message that is rather long " + WIDE);
    private static final FactRow RISK = FactRow.oneOf("RISK", MARKUP, Risk.class);
    private static final String BEGIN = "S" + "T".repeat(63);
    private static final String MOVE = "GO_" + "N".repeat(60);
    private static final Definition HOSTILE = Graph.of(
            "hostile",
            1,
            List.of(FACT, RISK),
            BEGIN + " -" + MOVE + "[" + FACT.id() + "=true RISK=LOW]-> E" + "D".repeat(63));

    private static final String REASON = (MARKUP + "\n" + BIDI + EMOJI + "\t" + WIDE.repeat(40)).substring(0, 2000);

    private static World world;
    private static String root;

    @BeforeAll
    static void start() throws Exception {
        world = World.of(HOSTILE);
        Decision decision = by(MARKUP + WIDE.substring(20))
                .because(REASON)
                .onBehalfOf(WIDE.repeat(2))
                .evidence("rules", "{\"" + MARKUP.replace("\"", "\\\"") + "\":\"" + WIDE.repeat(20) + BIDI + "\"}");
        int number = 0;
        for (String id : IDS) {
            String request = (++number + MARKUP).substring(0, 64);
            world.workflows.open("hostile", id, decision.requestId(request)).orThrow();
            world.workflows
                    .hold(id, MARKUP.substring(0, 64), by("x").because(MARKUP))
                    .orThrow();
        }
        world.workflows
                .fire("hostile", IDS.get(0), MOVE, Map.of(FACT.id(), true, "RISK", Risk.LOW), decision)
                .orThrow();
        root = world.pages(
                dashboard -> dashboard
                        .name(MARKUP + BIDI + WIDE)
                        .redaction(Redaction.SHOW_ALL)
                        .commands(List.of(HOSTILE))
                        .claimable("hostile", FACT.id(), "RISK"),
                exchange -> Caller.person(MARKUP, Set.of()));
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static List<String> screens() {
        List<String> screens = new ArrayList<>(List.of(
                "/",
                "/cases",
                "/cases?workflow=" + Percent.encode(MARKUP),
                "/cases?id=" + Percent.encode(WIDE.repeat(10)),
                "/cases?id=" + Percent.encode(MARKUP + BIDI),
                "/cases/" + Percent.encode(MARKUP + BIDI + WIDE),
                "/" + Percent.encode(MARKUP + WIDE),
                "/definitions/hostile/1",
                "/definitions/" + Percent.encode(MARKUP),
                "/integrity"));
        for (String id : IDS) {
            screens.add("/cases/" + Percent.encode(id));
        }
        screens.add("/cases/" + Percent.encode(IDS.get(0)) + "?view=table");
        screens.add("/cases/" + Percent.encode(IDS.get(0)) + "?step=1");
        screens.add("/cases/" + Percent.encode(IDS.get(0)) + "/verify");
        return screens;
    }

    @Test
    void nothingRunsAndNothingBreaks(Browser browser) {
        browser.reset();
        Map<String, List<String>> faults = new LinkedHashMap<>();
        for (String path : screens()) {
            browser.open(root + path);
            List<String> found = new ArrayList<>(faultsOf(browser));
            if (!found.isEmpty()) {
                faults.put(path, found);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aHostileBundleIsShownAsText(@TempDir Path folder, Browser browser) throws Exception {
        String bundle = Crawl.get(root + "/cases/" + Percent.encode(IDS.get(0)) + "/bundle")
                .body();
        browser.reset();
        for (String text : List.of(bundle, bundle.replace("hostile", "h<script>hit=1</script>"), MARKUP + BIDI)) {
            Path file = Files.writeString(Files.createTempFile(folder, "bundle", ".json"), text);
            browser.open(root + "/bundle");
            browser.driver().findElement(By.name("bundle")).sendKeys(file.toString());
            browser.leaveBy("main form button");
            assertThat(faultsOf(browser)).isEmpty();
        }
    }

    /** What a reason says is there, whole. */
    @Test
    void theWholeTextIsThere(Browser browser) {
        browser.reset();
        browser.open(root + "/cases/" + Percent.encode(IDS.get(1)));
        assertThat(String.valueOf(browser.run("return document.body.textContent")))
                .contains(MARKUP, WIDE.repeat(20));
        assertThat(browser.run("return document.querySelector('h1').textContent"))
                .isEqualTo(WIDE);
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        Map<String, Integer> wrong = new TreeMap<>();
        for (Map.Entry<String, HttpResponse<String>> each :
                Crawl.from(root, "/", "/cases").entrySet()) {
            if (each.getValue().statusCode() != 200) {
                wrong.put(each.getKey(), each.getValue().statusCode());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> faultsOf(Browser browser) {
        List<String> faults = new ArrayList<>();
        if (browser.run("return window.hit") != null) {
            faults.add("a script ran");
        }
        Object foreign = browser.run("""
                return Array.from(document.querySelectorAll("main img, main script, main iframe, [onerror], header img, header script"))
                  .map((e) => e.outerHTML).join(" ");
                """);
        if (!String.valueOf(foreign).isEmpty()) {
            faults.add("markup became elements: " + foreign);
        }
        Object mixed = browser.run("""
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const found = [];
                while (walker.nextNode()) {
                  const text = walker.currentNode.nodeValue;
                  if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(text)) {
                    let e = walker.currentNode.parentElement, isolated = false;
                    const own = e.tagName + "." + e.className;
                    while (e && !isolated) {
                      isolated = getComputedStyle(e).unicodeBidi.includes("isolate") || e.tagName === "TEXTAREA" || e.tagName === "PRE";
                      e = ["P", "DIV", "LI", "TD", "DD", "H1", "H2", "H3"].includes(e.tagName) ? null : e.parentElement;
                    }
                    if (!isolated) found.push(own);
                  }
                }
                return [...new Set(found)].join(" ");
                """);
        if (!String.valueOf(mixed).isEmpty()) {
            faults.add("a text with directions of its own is not isolated: " + mixed);
        }
        for (int width : Browser.WIDTHS) {
            browser.size(width, 900);
            if (browser.overflow() > 0) {
                faults.add(browser.overflow() + " pixels wider than the window of " + width + ": " + browser.run("""
                                return Array.from(document.querySelectorAll("body *"))
                                  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                                    && !e.closest(".sc, .dia")).slice(0, 3).map((e) => e.tagName + "." + (e.className.baseVal ?? e.className)).join(" ");
                                """));
            }
        }
        browser.complaints().stream()
                .filter(complaint -> !complaint.contains("the server responded with a status of 4"))
                .forEach(faults::add);
        return faults;
    }
}
