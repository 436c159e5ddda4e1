package org.workflowengine.dashboard.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A page in the browser, and what happened in it: requests, messages of the console, violations of the policy. */
final class Browser {
    /** The widths of a phone, a small window and a large one. */
    static final int[] WIDTHS = {380, 900, 1440};

    static final List<String> THEMES = List.of("light", "dark");

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String AXE = axe();
    private static final Pattern REQUEST = Pattern.compile(
            "\"method\":\"Network.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"", Pattern.DOTALL);

    private final ChromeDriver driver;

    Browser(ChromeDriver driver) {
        this.driver = driver;
        // Before any script of a page, and not subject to its policy.
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                window.violations = [];
                document.addEventListener("securitypolicyviolation",
                  (e) => window.violations.push(e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber));
                """));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page; what was logged before is forgotten. */
    void open(String url) {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        driver.get(url);
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    void scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Forgets the cookies, and what was emulated. */
    void reset() {
        scripts(true);
        theme("light");
        size(1440, 900);
        driver.manage().deleteAllCookies();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Where the first element is, in pixels from the left: where it begins and where it ends. Found without a script. */
    double[] sides(String selector) {
        Number root = (Number) ((Map<?, ?>)
                        driver.executeCdpCommand("DOM.getDocument", Map.of()).get("root"))
                .get("nodeId");
        Object node = driver.executeCdpCommand("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
                .get("nodeId");
        List<?> corners = (List<?>) ((Map<?, ?>) driver.executeCdpCommand("DOM.getBoxModel", Map.of("nodeId", node))
                        .get("model"))
                .get("border");
        return new double[] {((Number) corners.get(0)).doubleValue(), ((Number) corners.get(2)).doubleValue()};
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Clicks on what leads to another page, and waits until this one is gone: the driver does not wait for what a form asks for. */
    void leaveBy(String selector) {
        leave(() -> driver.findElement(By.cssSelector(selector)).click());
    }

    /** Presses Enter on what has the focus and leads to another page, and waits until this one is gone. */
    void leaveByEnter() {
        leave(() -> press(Keys.ENTER));
    }

    /** Gives the focus to what may be out of sight, presses Enter on it, and waits until this page is gone. */
    void leaveByEnter(String selector) {
        leave(() -> driver.findElement(By.cssSelector(selector)).sendKeys(Keys.ENTER));
    }

    private void leave(Runnable how) {
        WebElement page = driver.findElement(By.tagName("html"));
        how.run();
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.stalenessOf(page));
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void tabBack() {
        new Actions(driver)
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.TAB)
                .keyUp(Keys.SHIFT)
                .perform();
    }

    /** How many pixels the page is wider than the window. */
    long overflow() {
        return (Long) run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Addresses that were asked for since the page was opened. */
    List<String> requests() {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find()) {
                urls.add(request.group(1));
            }
        }
        return urls;
    }

    /** What the page's policy has refused, and what the console says of faults. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Object violation : (List<?>) run("return window.violations")) {
            complaints.add("policy: " + violation);
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add("console: " + entry.getMessage());
            }
        }
        return complaints;
    }

    /** What axe finds wrong in the page as it is now: rule, and where. */
    List<String> accessibilityFaults() {
        run("if (!window.axe) { " + AXE + "\n }");
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {
                  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                  resultTypes: ["violations"],
                }).then(
                  (result) => done(result.violations.flatMap((rule) =>
                    rule.nodes.map((node) => rule.id + " (" + rule.help + ") at " + node.target.join(" ") + ": " + node.html.slice(0, 160)))),
                  (failure) => done(["axe failed: " + failure]));
                """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe-core/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
