package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Each case says in one sentence whether it can move, and why not; the overview says it of those that have rested longest. */
class OutlookTest {
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");
    private static final String UNDER_REVIEW = "/cases/C-1042";

    private static TestDatabase database;
    private static SampleCases cases;
    private static Dashboard shown;

    @BeforeAll
    static void fill() {
        database = TestDatabase.inMemory();
        cases = new SampleCases(database).fill();
        shown = Dashboard.on(cases.runtime())
                .clock(cases.clock())
                .definitions(List.of(SampleDefinitions.CLAIM_2))
                .redaction(Redaction.SHOW_ALL);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static FactSource knowing(Map<String, ?> facts) {
        return (head, definition) -> head.workflow().equals("case-review") ? facts : Map.of();
    }

    /** The words between the headline and the first panel. */
    private static String sentence(Dashboard dashboard, String target) throws Exception {
        String page = Pages.text(dashboard.handler(), target);
        String top = page.substring(page.indexOf("</h1>"), page.indexOf("<section"));
        int from = top.indexOf("<p>");
        return from < 0 ? "" : words(top.substring(from));
    }

    private static String words(String html) {
        return TAGS.matcher(html).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    @Test
    void aCaseThatCannotMoveSaysWhatStandsInTheWay() throws Exception {
        assertThat(sentence(
                        shown.facts(knowing(Map.of(
                                "RISK_RULES_PASSED",
                                true,
                                "AMOUNT_WITHIN_THRESHOLD",
                                false,
                                "VALIDATION_FAILED",
                                false,
                                "HIGH_AMOUNT",
                                false,
                                "MISSING_INFO_DETECTED",
                                false))),
                        UNDER_REVIEW))
                .isEqualTo(
                        "✕ Cannot move: APPROVE requires AMOUNT_WITHIN_THRESHOLD (at most 10,000) = true, found false;"
                                + " REJECT requires VALIDATION_FAILED = true, found false;"
                                + " ESCALATE requires HIGH_AMOUNT = true, found false; 1 more");
    }

    @Test
    void aCaseOfWhichNothingIsKnownSaysWhatItWaitsFor() throws Exception {
        assertThat(sentence(shown, UNDER_REVIEW))
                .startsWith(
                        "? Waits: APPROVE requires RISK_RULES_PASSED (all risk rules passed) = true, not known here and"
                                + " AMOUNT_WITHIN_THRESHOLD (at most 10,000) = true, not known here; REJECT requires ")
                .endsWith("; 1 more");
        // One that is wrong and others that are not known: nobody can say that it cannot move.
        assertThat(sentence(shown.facts(knowing(Map.of("AMOUNT_WITHIN_THRESHOLD", false))), UNDER_REVIEW))
                .startsWith(
                        "? Waits: APPROVE requires AMOUNT_WITHIN_THRESHOLD (at most 10,000) = true, found false; REJECT"
                                + " requires VALIDATION_FAILED = true, not known here;");
    }

    @Test
    void aCaseThatCanMoveSaysHow() throws Exception {
        assertThat(sentence(shown.facts(SampleCases.FACTS), UNDER_REVIEW)).isEqualTo("✓ Can move: ESCALATE");
        assertThat(sentence(shown, UNDER_REVIEW + "?fact.HIGH_AMOUNT=true&fact.VALIDATION_FAILED=true"))
                .isEqualTo("With the facts that you have chosen: ✓ Can move: REJECT, ESCALATE");
        // The third transition has a quorum that is not reached.
        assertThat(sentence(shown, "/cases/P-88")).isEqualTo("✓ Can move: CANCEL, CONFIRM");
    }

    @Test
    void aCaseThatHasEndedSaysSoAndThePastSaysNothing() throws Exception {
        String closed = cases.runtime()
                .cases()
                .workflow("case-review")
                .state("CLOSED")
                .list()
                .cases()
                .get(0)
                .caseId();
        assertThat(sentence(shown, "/cases/" + closed)).isEqualTo("Has ended.");
        assertThat(Pages.text(shown.handler(), UNDER_REVIEW + "?step=4"))
                .doesNotContain("Waits:", "Can move:", "Cannot move:");
    }

    /** What is hidden is not told in other words. */
    @Test
    void aHiddenFactIsNotNamedWithItsValue() throws Exception {
        Dashboard hiding = shown.redaction(Redaction.HIDE_ALL);
        List<String> told = new ArrayList<>();
        for (boolean secret : new boolean[] {true, false}) {
            FactSource facts = knowing(Map.of("RISK_RULES_PASSED", secret, "AMOUNT_WITHIN_THRESHOLD", secret));
            told.add(sentence(hiding.facts(facts), UNDER_REVIEW));
            told.add(Pages.text(hiding.facts(facts).handler(), "/"));
        }
        assertThat(told.get(0))
                .isEqualTo(told.get(2))
                .startsWith(
                        "? Waits: APPROVE requires RISK_RULES_PASSED (all risk rules passed) = true, hidden for your role,"
                                + " or not known and ");
        assertThat(told.get(1)).isEqualTo(told.get(3));
    }

    @Test
    void theOverviewPointsAtCasesThatCannotMove() throws Exception {
        // Only the newest of three can be told to be blocked.
        FactSource facts = (head, definition) ->
                head.workflow().equals("loan-application") && head.state().equals("SUBMITTED")
                        ? Map.of("SCORE_KNOWN", false)
                        : Map.of();
        List<String> lines = Pattern.compile("<li><div class=\"row\">(.*?)</li>", Pattern.DOTALL)
                .matcher(Pages.text(shown.facts(facts).handler(), "/"))
                .results()
                .map(found -> words(found.group(1)))
                .filter(line -> line.startsWith("L-"))
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .contains("SUBMITTED 20 d ✕ Cannot move: SCORE requires SCORE_KNOWN = true, found false");
        assertThat(lines.subList(1, 3)).allMatch(line -> line.contains("✓ Can move: "));
    }

    /** A host may have to look for what it knows. */
    @Test
    void theOverviewAsksTheHostOfAFewCases() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpHandler site = shown.facts((head, definition) -> {
                    asked.add(head.workflow());
                    return Map.of();
                })
                .handler();
        Pages.text(site, "/");
        assertThat(asked).contains("case-review");
        for (String workflow : asked) {
            assertThat(asked.stream().filter(workflow::equals)).hasSizeBetween(1, 6);
        }
    }

    /** Cases of older versions rest longest, and are in no row of the table. */
    @Test
    void theOverviewKnowsCasesOfOlderVersions() throws Exception {
        assertThat(words(Pages.text(shown.handler(), "/")))
                .contains("C-1003 CREATED, version 1 40 d ? Waits: START_REVIEW");
    }
}
