package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What every answer says to browsers. */
class HeadersTest {
    private static final java.util.List<String> READABLE = Pages.READABLE;

    private static TestDatabase database;
    private static HttpHandler site;
    private static Dashboard dashboard;

    @BeforeAll
    static void fill() {
        database = TestDatabase.inMemory();
        SampleCases cases = new SampleCases(database).fill();
        dashboard = Dashboard.on(cases.runtime()).clock(cases.clock()).redaction(Redaction.SHOW_ALL);
        site = dashboard.handler();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @FieldSource("READABLE")
    void everyPageIsProtectedAndNotKept(String path) throws Exception {
        HttpResponse answer = Pages.get(site, path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cache-Control", "no-store");
        if (answer.headers().get("Content-Type").startsWith("text/html")) {
            assertThat(answer.text())
                    .containsOnlyOnce("<h1>")
                    .contains("<main id=\"main\"")
                    .contains("class=\"skip\" href=\"#main\"")
                    .doesNotContainPattern("<[^>]+\\son[a-z]+=")
                    .doesNotContain("<style", "style=\"", "javascript:");
        }
    }

    @ParameterizedTest
    @FieldSource("READABLE")
    void noPageAsksForMoreThanAStyleSheetAScriptAndAnIcon(String path) throws Exception {
        String page = Pages.get(site, path).text();
        assertThat(page.split("<link ", -1)).hasSizeLessThanOrEqualTo(3);
        assertThat(page.split("<script", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(page).doesNotContain("<img", "@import", "url(");
    }

    @Test
    void reportsOfViolationsAreSentWhereTheHostSays() {
        HttpResponse answer = Pages.get(dashboard.reportingTo("/reports").handler(), "/bundle");
        assertThat(answer.headers().get("Content-Security-Policy")).endsWith("; report-uri /reports");
    }

    @Test
    void assetsAreKeptPermanentlyUnderANameThatChangesWithThem() throws Exception {
        String page = Pages.text(site, "/bundle");
        for (Asset asset : java.util.List.of(Assets.CSS, Assets.SCRIPT, Assets.ICON)) {
            assertThat(page).contains("\"" + asset.path() + "\"");
            HttpResponse answer = Pages.get(site, asset.path());
            assertThat(answer.headers())
                    .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
                    .containsEntry("X-Content-Type-Options", "nosniff");
            assertThat(answer.text()).isEqualTo(asset.text());
        }
        assertThat(Pages.get(site, "/assets/dashboard-000000000000.css").status())
                .isEqualTo(404);
    }

    @Test
    void otherMethodsAreNotAnswered() {
        for (String method : java.util.List.of("POST", "PUT", "DELETE", "PATCH", "TRACE")) {
            HttpResponse answer = site.handle(Pages.request(method, "/cases/C-1042"));
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
        }
        HttpResponse override =
                site.handle(Pages.request("POST", "/cases/C-1042").withHeader("X-HTTP-Method-Override", "GET"));
        assertThat(override.status()).isEqualTo(405);
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpResponse answer = site.handle(Pages.request("HEAD", "/cases/C-1042"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void linksGoBelowTheMount() throws Exception {
        String page = site.handle(Pages.request("GET", "/cases/C-1042").mountedAt("/workflow"))
                .text();
        assertThat(page).doesNotContainPattern("(href|src|action)=\"/(?!workflow[/\"])");
    }
}
