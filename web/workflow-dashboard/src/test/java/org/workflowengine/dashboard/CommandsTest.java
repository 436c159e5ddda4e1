package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Percent;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Commands exist where the host has asked for them, and obey nobody else. */
class CommandsTest {
    private static final String MOVE = "/cases/C-1042/moves/ESCALATE";
    private static final Caller CLERK = Caller.person("clerk", Set.of("clerk"));

    private TestDatabase database;
    private SampleCases cases;
    private Dashboard reading;
    private HttpHandler site;

    @BeforeEach
    void fill() {
        database = TestDatabase.inMemory();
        cases = new SampleCases(database).fill();
        reading = Dashboard.on(cases.runtime())
                .clock(cases.clock())
                .facts(SampleCases.FACTS)
                .redaction(Redaction.SHOW_ALL);
        site = reading.commands(List.of(SampleDefinitions.CLAIM_2))
                .claimable("case-review", "MISSING_INFO_DETECTED")
                .handler();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String token(Caller caller) throws Exception {
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"")
                .matcher(Pages.get(site, "/cases/C-1042", caller).text());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static String form(String token, long seq, String request, String... more) {
        return "token=" + Percent.encode(token) + "&seq=" + seq + "&request=" + request
                + "&reason=the+limit+is+exceeded" + String.join("", more);
    }

    private List<AuditEntry> steps() {
        return cases.runtime().steps().ofCase("C-1042", 0, 100);
    }

    @Test
    void aFactThatDoesNotExistIsNoClaim() {
        assertThatThrownBy(() -> reading.commands(List.of(SampleDefinitions.CLAIM_2))
                        .claimable("case-review", "HIGH_AMUONT")
                        .handler())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "claimable: found fact \"HIGH_AMUONT\" of workflow \"case-review\", expected one of [")
                .hasMessageEndingWith("; did you mean HIGH_AMOUNT?");
        assertThatThrownBy(() -> reading.claimable("case-review", "HIGH_AMOUNT").handler())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "claimable: found workflow \"case-review\", expected one with commands: []; give its definitions to"
                                + " commands(…) too");
    }

    @Test
    void whoIsNotSignedInIsToldToSignIn() throws Exception {
        HttpResponse answer =
                site.handle(Pages.post(MOVE, form(token(CLERK), 9, "r-1")).from(Caller.nobody()));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("Sign in where these pages are mounted, open the case again", "/cases/C-1042");
    }

    @Test
    void withoutBeingAskedForThereIsNoFormAndNoRoute() throws Exception {
        HttpHandler without = reading.handler();
        assertThat(Pages.get(without, "/cases/C-1042", CLERK).text()).doesNotContain("method=\"post\"", "token");
        HttpResponse answer =
                without.handle(Pages.post(MOVE, form(token(CLERK), 9, "r-1")).from(CLERK));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(steps()).hasSize(9);
    }

    @Test
    void aFormMovesTheCaseOnceAndLeadsBackToIt() throws Exception {
        HttpRequest move =
                Pages.post(MOVE, form(token(CLERK), 9, "r-1")).from(CLERK).withHeader("Sec-Fetch-Site", "same-origin");
        HttpResponse answer = site.handle(move);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers()).containsEntry("Location", "/cases/C-1042?done=10#step-10");
        HttpResponse again =
                site.handle(Pages.post(MOVE, form(token(CLERK), 9, "r-1")).from(CLERK));
        assertThat(again.headers()).containsEntry("Location", "/cases/C-1042?done=10#step-10");
        assertThat(steps()).hasSize(10).last().satisfies(step -> {
            assertThat(step.actor()).isEqualTo("clerk");
            assertThat(step.reason()).isEqualTo("the limit is exceeded");
            assertThat(step.facts()).isEqualTo("{\"HIGH_AMOUNT\":true}");
        });
    }

    @Test
    void aMoveHasOneAddress() throws Exception {
        HttpResponse answer =
                site.handle(Pages.post(MOVE + "/", form(token(CLERK), 9, "r-1")).from(CLERK));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(steps()).hasSize(9);
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        for (HttpRequest forged : List.of(
                Pages.post(MOVE, form("", 9, "r-1")),
                Pages.post(MOVE, form("x".repeat(43), 9, "r-1")),
                Pages.post(MOVE, form(token(Pages.AUDITOR), 9, "r-1")),
                Pages.post(MOVE, form(token(CLERK), 9, "r-1")).withHeader("Sec-Fetch-Site", "cross-site"),
                Pages.post(MOVE, form(token(CLERK), 9, "r-1")).withHeader("Sec-Fetch-Site", "same-site"),
                Pages.post("/cases/C-1001/moves/START_REVIEW", form(token(CLERK), 9, "r-1")))) {
            HttpResponse answer = site.handle(forged.from(CLERK));
            assertThat(answer.status()).isIn(403, 404);
            assertThat(answer.text()).contains("Nothing was changed");
        }
        HttpResponse nobody = site.handle(Pages.post(MOVE, form(token(CLERK), 9, "r-1")));
        assertThat(nobody.status()).isEqualTo(403);
        assertThat(steps()).hasSize(9);
    }

    @Test
    void whatWasTypedIsNotLost() throws Exception {
        HttpResponse answer =
                site.handle(Pages.post(MOVE, form("old", 9, "r-1")).from(CLERK));
        assertThat(answer.text()).contains("the limit is exceeded", "href=\"/cases/C-1042\"");
    }

    @Test
    void aRefusalIsToldInWords() throws Exception {
        String token = token(CLERK);
        HttpResponse stale = site.handle(Pages.post(MOVE, form(token, 4, "r-1")).from(CLERK));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("you saw step 4, and it is at step 9");
        HttpResponse guard = site.handle(
                Pages.post("/cases/C-1042/moves/APPROVE", form(token, 9, "r-2")).from(CLERK));
        assertThat(guard.status()).isEqualTo(422);
        assertThat(guard.text()).contains("AMOUNT_WITHIN_THRESHOLD: required true, found false.");
        HttpResponse unknown = site.handle(
                Pages.post("/cases/C-1042/moves/NO_SUCH", form(token, 9, "r-3")).from(CLERK));
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(steps()).hasSize(9);
    }

    @Test
    void aFormThatCouldNeverBringAFactIsNotOffered() throws Exception {
        site = reading.commands(List.of(SampleDefinitions.CLAIM_2)).handler();
        assertThat(Pages.get(site, "/cases/C-1042", CLERK).text())
                .contains("No form: MISSING_INFO_DETECTED is not known here", "commands are allowed", "Make ESCALATE")
                .doesNotContain("Make REQUEST_INFO");
        assertThat(Pages.get(site, "/cases/C-1042", Caller.nobody()).text())
                .contains("read-only")
                .doesNotContain("commands are allowed", "No form:");
    }

    @Test
    void whatWasAskedWithIsInTheForm() throws Exception {
        String page = Pages.get(site, "/cases/C-1042?fact.MISSING_INFO_DETECTED=true", CLERK)
                .text();
        assertThat(page.substring(page.indexOf("claim.MISSING_INFO_DETECTED")))
                .containsPattern("^[^/]*<option value=\"\" *>[^<]*</option>\\s*<option value=\"true\" selected>");
    }

    @Test
    void aFactCountsOnlyIfItMayBeClaimed() throws Exception {
        String token = token(CLERK);
        HttpResponse claimed = site.handle(
                Pages.post("/cases/C-1042/moves/APPROVE", form(token, 9, "r-1", "&claim.AMOUNT_WITHIN_THRESHOLD=true"))
                        .from(CLERK));
        assertThat(claimed.status()).isEqualTo(422);
        HttpResponse allowed = site.handle(Pages.post(
                        "/cases/C-1042/moves/REQUEST_INFO", form(token, 9, "r-2", "&claim.MISSING_INFO_DETECTED=true"))
                .from(CLERK));
        assertThat(allowed.status()).isEqualTo(303);
    }

    @Test
    void aRefusalNamesNoHiddenValue() throws Exception {
        site = Dashboard.on(cases.runtime())
                .facts(SampleCases.FACTS)
                .commands(List.of(SampleDefinitions.CLAIM_2))
                .handler();
        HttpResponse guard = site.handle(Pages.post("/cases/C-1042/moves/APPROVE", form(token(CLERK), 9, "r-2"))
                .from(CLERK));
        assertThat(guard.text()).contains("AMOUNT_WITHIN_THRESHOLD: required true, found hidden.");
        assertThat(Map.of("found false", guard.text()))
                .noneSatisfy((words, page) -> assertThat(page).contains(words));
    }

    @Test
    void aRefusalDoesNotTellWhetherAHiddenConditionIsMet() throws Exception {
        AtomicReference<Map<String, ?>> known = new AtomicReference<>(Map.of());
        site = reading.redaction(Redaction.HIDE_ALL)
                .facts((head, definition) -> known.get())
                .commands(List.of(SampleDefinitions.CLAIM_2))
                .claimable("case-review", "RISK_RULES_PASSED")
                .handler();
        String form = form(token(CLERK), 9, "r-1", "&claim.RISK_RULES_PASSED=false");
        Set<String> answers = new HashSet<>();
        for (Map<String, ?> secret : List.<Map<String, ?>>of(
                Map.of("AMOUNT_WITHIN_THRESHOLD", true), Map.of("AMOUNT_WITHIN_THRESHOLD", false), Map.of())) {
            known.set(secret);
            HttpResponse answer =
                    site.handle(Pages.post("/cases/C-1042/moves/APPROVE", form).from(CLERK));
            assertThat(answer.status()).isEqualTo(422);
            answers.add(answer.text());
        }
        assertThat(answers)
                .singleElement()
                .satisfies(page -> assertThat(page)
                        .contains(
                                "RISK_RULES_PASSED: required true",
                                "AMOUNT_WITHIN_THRESHOLD: required true, found hidden."));
    }

    @Test
    void anIncompleteFormChangesNothing() throws Exception {
        String token = token(CLERK);
        for (String body : List.of(
                "token=" + token + "&seq=9&request=r&reason=",
                "token=" + token + "&seq=x&request=r&reason=y",
                "token=" + token + "&seq=9&reason=y",
                "token=%ff",
                "a=" + "b".repeat(70_000))) {
            HttpResponse answer = site.handle(Pages.post(MOVE, body).from(CLERK));
            assertThat(answer.status()).isEqualTo(400);
        }
        assertThat(site.handle(Pages.post(MOVE, "token=" + token + "&seq=9&request=r&reason=")
                                .from(CLERK))
                        .text())
                .contains("The form is not complete: Reason is missing");
        assertThat(steps()).hasSize(9);
    }

    /** As servers do where the size of a chunk is no number. */
    @Test
    void aFormThatCannotBeReadIsABadRequest() throws Exception {
        InputStream wrong = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Bogus chunk size");
            }
        };
        HttpRequest upload = HttpRequest.of("POST", "/bundle")
                .withHeader("Content-Type", "multipart/form-data; boundary=bound")
                .withBody(wrong);
        assertThat(site.handle(upload).status()).isEqualTo(400);
        HttpRequest move = HttpRequest.of("POST", MOVE).withBody(wrong).from(CLERK);
        assertThat(site.handle(move).status()).isEqualTo(400);
    }

    @Test
    void aWrongFactOfTheHostIsNotQuoted() {
        site = reading.redaction(Redaction.HIDE_ALL)
                .facts((head, definition) -> Map.of("HIGH_AMOUNT", "a value that nobody may see"))
                .commands(List.of(SampleDefinitions.CLAIM_2))
                .handler();
        assertThatThrownBy(() -> Pages.get(site, "/cases/C-1042", CLERK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FactSource");
    }

    @Test
    void aWrongFactOfTheHostIsNoFaultOfAForm() throws Exception {
        AtomicReference<Map<String, ?>> known = new AtomicReference<>(Map.of());
        site = reading.redaction(Redaction.HIDE_ALL)
                .facts((head, definition) -> known.get())
                .commands(List.of(SampleDefinitions.CLAIM_2))
                .handler();
        HttpRequest move = Pages.post(MOVE, form(token(CLERK), 9, "r-1")).from(CLERK);
        known.set(Map.of("HIGH_AMOUNT", "a value that nobody may see"));
        assertThatThrownBy(() -> site.handle(move))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FactSource");
        assertThat(steps()).hasSize(9);
    }

    /** Sent twice, and the host has learned something in between. */
    @Test
    void aFormThatIsSentAgainIsAnsweredAsBeforeWhateverTheHostKnowsNow() throws Exception {
        AtomicReference<Map<String, ?>> known = new AtomicReference<>(Map.of("HIGH_AMOUNT", true));
        site = reading.facts((head, definition) -> known.get())
                .commands(List.of(SampleDefinitions.CLAIM_2))
                .handler();
        String form = form(token(CLERK), 9, "r-1");
        assertThat(site.handle(Pages.post(MOVE, form).from(CLERK)).status()).isEqualTo(303);
        known.set(Map.of("HIGH_AMOUNT", false));
        assertThat(site.handle(Pages.post(MOVE, form).from(CLERK)).headers())
                .containsEntry("Location", "/cases/C-1042?done=10#step-10");
        HttpResponse other = site.handle(
                Pages.post(MOVE, form.replace("the+limit", "another+limit")).from(CLERK));
        assertThat(other.status()).isEqualTo(422);
        assertThat(steps()).hasSize(10);
    }
}
