package org.workflowengine.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** Every screen, in both themes and at three widths: for everybody, within its window, by its policy, and from this server alone. */
@ExtendWith(Chromium.class)
class ScreensTest {
    static final List<String> SCREENS = List.of(
            "/",
            "/cases",
            "/cases?workflow=case-review&state=CREATED",
            "/cases?id=nothing-begins-so",
            "/cases/C-1",
            "/cases/C-1?view=table",
            "/cases/C-1?step=2",
            "/cases/C-2",
            "/cases/C-3",
            "/cases/C-1/verify",
            "/cases/F-1",
            "/definitions",
            "/definitions/case-review/1",
            "/definitions/loan/2",
            "/definitions/forty/1",
            "/integrity",
            "/bundle",
            "/cases/C-9",
            "/cases?after=damaged",
            "/nowhere");

    private static World world;
    private static String root;

    @BeforeAll
    static void start() throws Exception {
        world = World.ordinary();
        root = world.pages();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    static List<String> screens() {
        return SCREENS;
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aScreenIsForEverybody(String path, Browser browser) {
        browser.reset();
        browser.open(root + path);
        Map<String, String> faults = new TreeMap<>();
        List<String> requests = browser.requests();
        assertThat(requests).allSatisfy(url -> assertThat(url).startsWith(root + "/"));
        for (String theme : Browser.THEMES) {
            browser.theme(theme);
            for (int width : Browser.WIDTHS) {
                browser.size(width, 900);
                String where = " " + theme + " " + width;
                if (browser.overflow() > 0) {
                    faults.put(browser.overflow() + " pixels wider than the window", where);
                }
                browser.accessibilityFaults().forEach(fault -> faults.merge(fault, where, String::concat));
            }
        }
        browser.complaints().stream()
                // The screens that say what went wrong have a status that the console reports.
                .filter(complaint -> !complaint.contains("the server responded with a status of 4"))
                .forEach(complaint -> faults.put(complaint, ""));
        assertThat(faults).isEmpty();
    }

    @Test
    void aPageTakesThreeRequestsAndThenOne(Browser browser) {
        browser.reset();
        browser.open(root + "/");
        browser.open(root + "/cases/C-1");
        assertThat(browser.requests()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
        assertThat(browser.driver().findElements(By.cssSelector("h1"))).hasSize(1);
    }
}
