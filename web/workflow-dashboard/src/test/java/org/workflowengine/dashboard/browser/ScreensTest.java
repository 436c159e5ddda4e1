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
import org.junit.jupiter.params.provider.ValueSource;
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
            // What is too wide is so in both themes.
            for (int width : theme.equals("light") ? Browser.WIDTHS : new int[] {Browser.WIDTHS[0]}) {
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

    /** On a phone as far left as it can; in a large window in the middle. The page's script does it for browsers that cannot by themselves. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWideDiagramBeginsWithTheStateThatMattersInView(boolean scripts, Browser browser) {
        browser.reset();
        for (String[] each : new String[][] {
            {"/", "[id$=-CREATED]"},
            {"/cases/C-1", ".state.current"},
            {"/cases/C-2", ".state.current"},
            {"/cases/C-3", ".state.current"},
            {"/cases/C-4", ".state.current"},
            {"/definitions/case-review/1", "[id$=-CREATED]"}
        }) {
            for (int width : new int[] {320, 380, 768}) {
                browser.scripts(scripts);
                browser.size(width, 900);
                browser.open(root + each[0]);
                double[] region = browser.sides(".dia:has(" + each[1] + ")");
                double[] state = browser.sides(".dia " + each[1] + " rect");
                double[] picture = browser.sides(".dia:has(" + each[1] + ") .wfd");
                String where = each[0] + " at " + width;
                assertThat(state[0]).as(where).isGreaterThanOrEqualTo(region[0]);
                assertThat(state[1]).as(where).isLessThanOrEqualTo(region[1]);
                if (width < 600) {
                    boolean isAtItsLeft = picture[0] >= region[0] - 1;
                    boolean isAtItsRight = picture[1] <= region[1] + 1;
                    boolean isAsFarLeft = region[1] - state[1] < 24;
                    assertThat(isAtItsLeft || isAtItsRight || isAsFarLeft)
                            .as(where)
                            .isTrue();
                }
            }
        }
        browser.reset();
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
