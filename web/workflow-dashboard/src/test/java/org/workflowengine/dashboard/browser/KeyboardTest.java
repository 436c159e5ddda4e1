package org.workflowengine.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Somebody who has no mouse. */
@ExtendWith(Chromium.class)
class KeyboardTest {
    /** The elements of the page that can take the focus, in their order. Each gets a number. */
    private static final String NUMBER_ALL = """
            return Array.from(document.querySelectorAll(
                "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"))
              .filter((e) => e.checkVisibility() && !e.disabled)
              .map((e, i) => { e.dataset.number = i; return (e.outerHTML || "").slice(0, 120); });
            """;

    /** The number of what has the focus, and whether one sees that it has. */
    private static final String FOCUSED = """
            const e = document.activeElement;
            const s = getComputedStyle(e);
            const seen = (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none"
              || Array.from(e.querySelectorAll("*")).some((c) => getComputedStyle(c).outlineStyle !== "none");
            return (e.dataset.number ?? "none") + (seen ? "" : " unseen");
            """;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cases?workflow=case-review&state=CREATED",
                "/cases/C-2",
                "/definitions/loan/2",
                "/integrity",
                "/bundle",
                "/cases/C-9"
            })
    void everythingIsReachedInItsOrderAndSeen(String path, Browser browser) {
        browser.reset();
        browser.open(root + path);
        int all = ((List<?>) browser.run(NUMBER_ALL)).size();
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            browser.press(Keys.TAB);
            reached.add(String.valueOf(browser.run(FOCUSED)));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            expected.add(String.valueOf(i));
        }
        assertThat(reached).isEqualTo(expected);
    }

    @Test
    void theMenuIsSkipped(Browser browser) {
        browser.reset();
        browser.open(root + "/cases");
        browser.press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.ENTER);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
    }

    @Test
    void aCaseIsFoundAndReadByKeyboardAlone(Browser browser) {
        browser.reset();
        browser.open(root + "/");
        tabTo(browser, "[href='/cases']");
        browser.leaveByEnter();
        tabTo(browser, "[name=id]");
        browser.press("C-2");
        browser.leaveByEnter();
        assertThat(browser.driver().getCurrentUrl()).contains("id=C-2");
        tabTo(browser, "[href='/cases/C-2']");
        browser.leaveByEnter();
        assertThat(browser.text("h1")).isEqualTo("C-2");
        tabTo(browser, "[href='/cases/C-2/verify']");
        browser.leaveByEnter();
        assertThat(browser.text("main")).contains("intact");
    }

    @Test
    void aBundleIsVerifiedByKeyboardAlone(@TempDir Path folder, Browser browser) throws Exception {
        Path file = folder.resolve("C-1.json");
        Files.writeString(file, Crawl.get(root + "/cases/C-1/bundle").body());
        browser.reset();
        browser.open(root + "/bundle");
        tabTo(browser, "[name=bundle]");
        // The dialog is the browser's; what it returns is this.
        browser.driver().findElement(By.name("bundle")).sendKeys(file.toString());
        tabTo(browser, "button");
        browser.leaveByEnter();
        assertThat(browser.text("main")).contains("intact", "C-1", "ESCALATED");
    }

    private static void tabTo(Browser browser, String selector) {
        for (int i = 0; i < 100; i++) {
            if (Boolean.TRUE.equals(browser.run("return document.activeElement.matches(arguments[0])", selector))) {
                return;
            }
            browser.press(Keys.TAB);
        }
        throw new AssertionError("not reached: " + selector);
    }
}
