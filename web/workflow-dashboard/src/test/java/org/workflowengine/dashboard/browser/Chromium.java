package org.workflowengine.dashboard.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Gives tests one browser for all of them: Debian's Chromium and its driver, if both are there. It downloads nothing. */
public final class Chromium implements ParameterResolver {
    private static final List<String> BROWSERS = List.of("chromium", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            // As root in a container there is no sandbox; all that it opens is ours.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-device-scale-factor=1",
            "--lang=en");

    /** It would warn that it does not know the newest browser's protocol, of which these tests use what does not change. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    /** For JUnit. */
    public Chromium() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Started.class, any -> started(), Started.class)
                .browser();
    }

    private static Started started() {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> found(name).stream()).findFirst();
        Optional<Path> driver = found("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String why =
                    "SKIPPED: no chromium or no chromedriver on this machine; the pages are tested without a browser only";
            System.err.println(why);
            return abort(why);
        }
        try {
            return new Started(browser.get(), driver.get(), Files.createTempDirectory("chromium"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> found(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The browser, until the last test has ended. */
    private static final class Started implements AutoCloseable {
        private final Path folder;
        private final ChromeDriver driver;
        private final Browser browser;

        Started(Path chromium, Path driverProgram, Path folder) {
            this.folder = folder;
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium.toFile());
            options.addArguments(FLAGS);
            options.addArguments("--user-data-dir=" + folder);
            options.setPageLoadStrategy(PageLoadStrategy.NORMAL);
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            logs.enable(LogType.PERFORMANCE, Level.ALL);
            options.setCapability("goog:loggingPrefs", logs);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(driverProgram.toFile())
                    .usingAnyFreePort()
                    .withSilent(true)
                    .build();
            driver = new ChromeDriver(service, options);
            driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60)).scriptTimeout(Duration.ofSeconds(60));
            browser = new Browser(driver);
        }

        Browser browser() {
            return browser;
        }

        @Override
        public void close() throws IOException {
            driver.quit();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
