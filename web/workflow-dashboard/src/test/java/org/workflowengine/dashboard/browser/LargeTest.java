package org.workflowengine.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;

/** A case with 20,000 steps, and a definition with forty states. */
@ExtendWith(Chromium.class)
class LargeTest {
    private static final int STEPS = 20_000;
    private static final int MOST_BYTES = 50 * 1024;

    private static World world;
    private static String root;

    @BeforeAll
    static void start() throws Exception {
        world = World.of(CaseReview.DEFINITION, World.forty());
        world.review("LONG", "START_REVIEW");
        List<Request> requests = new ArrayList<>();
        for (int i = 2; i < STEPS; i++) {
            requests.add(Request.move(
                    "LONG", i % 2 == 0 ? "ESCALATE" : "RETURN_TO_REVIEW", CaseReview.ALL_TRUE, World.ALICE));
        }
        CaseReview.Engine.on(world.runtime)
                .applyAll(requests, BulkOptions.defaults())
                .forEach(outcome -> outcome.orThrow().orThrow());
        world.workflows.open("forty", "F-1", World.ALICE).orThrow();
        root = world.pages();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cases/LONG",
                "/cases/LONG?view=table",
                "/cases/LONG?step=10000",
                "/cases/F-1",
                "/definitions/forty/1",
                "/"
            })
    void aPageStaysSmall(String path, Browser browser) throws Exception {
        byte[] page = Crawl.get(root + path).body().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(page);
        }
        assertThat(zipped.size()).isLessThanOrEqualTo(MOST_BYTES);
        browser.reset();
        browser.open(root + path);
        assertThat((Long) browser.run("return document.querySelectorAll('*').length"))
                .isLessThan(4_000);
        for (int width : Browser.WIDTHS) {
            browser.size(width, 900);
            assertThat(browser.overflow()).isZero();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void itsStepsAreReadPageByPage(Browser browser) {
        browser.reset();
        browser.open(root + "/cases/LONG");
        assertThat(browser.text("main")).contains("20,000");
        browser.leaveByEnter("a[rel=next]");
        String second = browser.driver().getCurrentUrl();
        browser.leaveByEnter("a[rel=next]");
        assertThat(browser.driver().getCurrentUrl()).isNotEqualTo(second);
        assertThat(browser.all("[id^=step-]")).isNotEmpty();
        browser.open(root + "/cases/LONG?step=7");
        assertThat(browser.text("main")).contains("UNDER_REVIEW");
    }

    @Test
    void theWholeDefinitionCanBeSeen(Browser browser) {
        browser.reset();
        browser.open(root + "/definitions/forty/1");
        assertThat(browser.all("svg g.state")).hasSize(40);
        assertThat(browser.text("main")).contains("STATE_01", "STATE_40");
    }
}
