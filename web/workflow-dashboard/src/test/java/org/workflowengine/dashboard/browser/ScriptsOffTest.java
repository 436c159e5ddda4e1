package org.workflowengine.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.fixture.CaseReview;

/** Pages in a browser that runs no script. */
@ExtendWith(Chromium.class)
class ScriptsOffTest {
    private static World world;
    private static String root;

    @BeforeAll
    static void start() throws Exception {
        world = World.ordinary();
        root = world.pages(
                dashboard -> dashboard
                        .redaction(Redaction.SHOW_ALL)
                        .commands(List.of(CaseReview.DEFINITION))
                        .claimable("case-review", "HIGH_AMOUNT"),
                exchange -> Caller.person("carol", Set.of()));
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void off(Browser browser) {
        browser.reset();
        browser.scripts(false);
        // The driver scrolls by a script.
        browser.size(1440, 3000);
    }

    @AfterEach
    void on(Browser browser) {
        browser.reset();
    }

    @Test
    void everyScreenIsThere(Browser browser) {
        for (String path : ScreensTest.SCREENS) {
            browser.open(root + path);
            assertThat(browser.all("h1")).as(path).hasSize(1);
            assertThat(browser.text("main")).as(path).hasSizeGreaterThan(40);
        }
    }

    @Test
    void theFormsWork(Browser browser) {
        browser.open(root + "/cases");
        browser.driver().findElement(By.name("id")).sendKeys("C-");
        browser.leaveBy("main form button");
        assertThat(browser.driver().getCurrentUrl()).contains("id=C-");
        assertThat(browser.text("main")).contains("C-1", "C-4").doesNotContain("P-1");

        browser.open(root + "/cases/C-1");
        browser.driver().findElement(By.name("step")).sendKeys("2");
        browser.leaveBy("form:has([name=step]) button");
        assertThat(browser.driver().getCurrentUrl()).contains("step=2");

        browser.open(root + "/cases/C-2");
        browser.driver()
                .findElement(By.cssSelector("details:has([name^='fact.']) summary"))
                .click();
        browser.driver()
                .findElement(By.cssSelector("[name='fact.VALIDATION_FAILED'] [value=true]"))
                .click();
        browser.leaveBy("form:has([name^='fact.']) button");
        assertThat(browser.driver().getCurrentUrl()).contains("fact.VALIDATION_FAILED=true");
    }

    @Test
    void aCaseIsMoved(Browser browser) {
        world.review("S-1", "START_REVIEW");
        browser.open(root + "/cases/S-1");
        String form = "form[action$='/moves/ESCALATE']";
        browser.driver()
                .findElement(By.cssSelector("details:has(" + form + ") summary"))
                .click();
        browser.driver()
                .findElement(By.cssSelector(form + " select [value=true]"))
                .click();
        browser.driver().findElement(By.cssSelector(form + " [name=reason]")).sendKeys("too much for me");
        browser.leaveBy(form + " button");
        assertThat(browser.driver().getCurrentUrl()).contains("/cases/S-1").contains("done=3");
        assertThat(browser.text("main")).contains("ESCALATED", "too much for me", "carol");
        assertThat(world.runtime.findCase("S-1").orElseThrow().state()).isEqualTo("ESCALATED");
    }

    @Test
    void aBundleIsVerified(@TempDir Path folder, Browser browser) throws Exception {
        Path file = folder.resolve("C-1.json");
        String bundle = Crawl.get(root + "/cases/C-1/bundle").body();
        Files.writeString(file, bundle.replace("\"claims-1\"", "\"claims-2\""));
        browser.open(root + "/bundle");
        browser.driver().findElement(By.name("bundle")).sendKeys(file.toString());
        browser.leaveBy("main form button");
        assertThat(browser.text("main")).contains("broken");
    }
}
