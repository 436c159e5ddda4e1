package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.workflowengine.http.Caller;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is hidden is in no answer, whatever its form. */
class RedactionTest {
    private static final List<String> READABLE = Pages.READABLE;

    /** Names, reasons, evidence and matters of the sample. */
    private static final List<String> SECRETS = List.of(
            "s.lindqvist",
            "r.okafor",
            "m.keller",
            "importer",
            "clerk-",
            "expert report",
            "windscreen",
            "77-0193",
            "GA-5510",
            "supervision 4",
            "claims-2009",
            "2026/4711",
            "Miller",
            "invoice");

    private static TestDatabase database;
    private static Dashboard dashboard;
    private static HttpHandler hiding;

    @BeforeAll
    static void fill() {
        database = TestDatabase.inMemory();
        SampleCases cases = new SampleCases(database).fill();
        dashboard = Dashboard.on(cases.runtime())
                .clock(cases.clock())
                .refusals(cases.refusals())
                .facts(SampleCases.FACTS);
        hiding = dashboard.handler();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @FieldSource("READABLE")
    void nothingHiddenIsOnAnyPage(String path) throws Exception {
        assertThat(Pages.text(hiding, path)).doesNotContain(SECRETS);
    }

    @Test
    void theyAreThereForWhoMaySeeThem() throws Exception {
        HttpHandler showing = dashboard.redaction(Redaction.SHOW_ALL).handler();
        String page = Pages.text(showing, "/cases/C-1042");
        assertThat(page).contains("s.lindqvist", "windscreen", "GA-5510", "Miller", "2026/4711");
    }

    @Test
    void hiddenAndErasedLookDifferent() throws Exception {
        assertThat(Pages.text(hiding, "/cases/C-1042"))
                .contains("on hold <span class=\"hid\">matter hidden", "hidden for your role, or not known")
                .contains("reason hidden", "actor hidden", "1 fact hidden", "evidence hidden")
                .contains("Hidden for your role (auditor)")
                .contains("<b>Erased</b>");
        String json = Pages.text(hiding, "/cases/C-1042/json");
        assertThat(json).contains("\"erased\": true", "\"hidden\": true", "\"factsHidden\": true");
    }

    @Test
    void whatIsBlockedDoesNotTellTheValueOfAHiddenFact() throws Exception {
        String page = Pages.text(hiding, "/cases/C-1042");
        assertThat(page).doesNotContain(">blocked<", ">permitted<", "✕ blocked", "✓ permitted");
        FactSource other = (head, definition) -> java.util.Map.of("AMOUNT_WITHIN_THRESHOLD", true);
        String same = Pages.text(dashboard.facts(other).handler(), "/cases/C-1042");
        assertThat(same.replaceAll("<option.*", "")).isEqualTo(page.replaceAll("<option.*", ""));
    }

    @Test
    void aBundleIsForThoseAloneWhoMaySeeEverything() throws Exception {
        HttpResponse refused = Pages.get(hiding, "/cases/C-1042/bundle");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text())
                .doesNotContain(SECRETS)
                .contains(
                        "A bundle holds every actor, reason, fact and piece of evidence of the case",
                        "Hidden for your role (auditor).",
                        "Ask somebody whose role may see all of the case to download it");
        Redaction allButOneFact = new Redaction() {
            @Override
            public boolean showsActor(Caller caller, String workflow) {
                return true;
            }

            @Override
            public boolean showsReason(Caller caller, String workflow) {
                return true;
            }

            @Override
            public boolean showsEvidence(Caller caller, String workflow) {
                return true;
            }

            @Override
            public boolean showsFact(Caller caller, String workflow, String fact) {
                return !fact.equals("HIGH_AMOUNT");
            }
        };
        assertThat(Pages.get(dashboard.redaction(allButOneFact).handler(), "/cases/C-1042/bundle")
                        .status())
                .isEqualTo(403);
        HttpResponse bundle = Pages.get(dashboard.redaction(Redaction.SHOW_ALL).handler(), "/cases/C-1042/bundle");
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.headers())
                .containsEntry(
                        "Content-Disposition", "attachment; filename=\"bundle.json\"; filename*=UTF-8''C-1042.json");
        assertThat(bundle.text()).contains("GA-5510");
    }

    @Test
    void findingsOfABrokenCaseKeepTheirValues() throws Exception {
        try (TestDatabase other = TestDatabase.inMemory()) {
            SampleCases cases = new SampleCases(other).fill();
            other.dropTriggers();
            other.sql("UPDATE workflow_audit SET reason = 'a planted text' WHERE case_id = 'C-1042' AND seq = 9");
            Dashboard broken = Dashboard.on(cases.runtime()).clock(cases.clock());
            String hidden = Pages.text(broken.handler(), "/cases/C-1042/verify");
            assertThat(hidden).contains("broken", "values hidden").doesNotContain("planted");
            String shown = Pages.text(broken.redaction(Redaction.SHOW_ALL).handler(), "/cases/C-1042/verify");
            assertThat(shown).contains("broken", "C-1042, step 9").doesNotContain("values hidden");
        }
    }

    @Test
    void nothingIsCalledHiddenWhereNothingIsKnown() throws Exception {
        String page = Pages.text(dashboard.facts(FactSource.NONE).handler(), "/cases/C-1042");
        assertThat(page).contains("No facts are known here").doesNotContain("hidden for your role, or");
        assertThat(Pages.text(hiding, "/cases/C-1042")).doesNotContain("No facts are known here");
    }

    @Test
    void aCallerWithoutRolesIsToldSo() throws Exception {
        HttpResponse page = Pages.get(hiding, "/cases/C-1042", Caller.person("x", Set.of()));
        assertThat(page.text()).contains("Hidden from callers without a role");
    }

    /** A case that was migrated keeps what its former version asked for. */
    @Test
    void aFactOfAFormerVersionIsHiddenToo() throws Exception {
        Definition former =
                Graph.of("w", 1, List.of(FactRow.bool("FORMER_FACT", "")), "A -GO[FORMER_FACT=true]-> B", "B -END-> C");
        Definition now = Graph.of("w", 2, List.of(FactRow.bool("OTHER", "")), "A -GO[OTHER=true]-> B", "B -END-> C");
        try (TestDatabase other = TestDatabase.inMemory()) {
            var runtime = other.runtime();
            Decision decision = Decision.by("clerk").because("ready");
            Workflows before = Workflows.on(runtime, List.of(former));
            before.open("w", "C-1", decision).orThrow();
            before.fire("w", "C-1", "GO", Map.of("FORMER_FACT", true), decision).orThrow();
            Workflows.on(runtime, List.of(former, Graph.migrating(former, now, "B -> B")))
                    .migrate("w", "C-1", Map.of(), decision)
                    .orThrow();
            other.dropTriggers();
            other.sql("UPDATE workflow_audit SET reason = 'planted' WHERE case_id = 'C-1' AND seq = 2");
            HttpHandler site =
                    Dashboard.on(runtime).redaction(ALL_BUT_FORMER_FACT).handler();
            assertThat(Pages.text(site, "/cases/C-1")).doesNotContain("/cases/C-1/bundle");
            assertThat(Pages.get(site, "/cases/C-1/bundle").status()).isEqualTo(403);
            assertThat(Pages.text(site, "/cases/C-1/verify")).contains("values hidden");
        }
    }

    private static final Redaction ALL_BUT_FORMER_FACT = new Redaction() {
        @Override
        public boolean showsActor(Caller caller, String workflow) {
            return true;
        }

        @Override
        public boolean showsReason(Caller caller, String workflow) {
            return true;
        }

        @Override
        public boolean showsEvidence(Caller caller, String workflow) {
            return true;
        }

        @Override
        public boolean showsFact(Caller caller, String workflow, String fact) {
            return !fact.equals("FORMER_FACT");
        }
    };
}
