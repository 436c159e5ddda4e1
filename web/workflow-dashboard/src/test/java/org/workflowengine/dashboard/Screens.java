package org.workflowengine.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Makes pictures of every screen, at three widths, light and dark: {@code Screens <folder> [screen …]}, with {@code -Dwidths=380} and
 * {@code -Dthemes=dark} some of them. To be looked at by people: what
 * disturbs in a picture is a fault. {@code Screens docs/images documentation} makes those of the documentation.
 */
public final class Screens {
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("overview", "/"),
            Map.entry("cases", "/cases?workflow=case-review&state=UNDER_REVIEW&state=ESCALATED&older=2d"),
            Map.entry("cases-all", "/cases"),
            Map.entry(
                    "cases-empty", "/cases?workflow=case-review&state=UNDER_REVIEW&state=ESCALATED&id=C-10&older=90d"),
            Map.entry("case", "/cases/C-1042"),
            Map.entry(
                    "case-asked",
                    "/cases/C-1042?fact.MISSING_INFO_DETECTED=true&fact.HIGH_AMOUNT=&fact.AMOUNT_WITHIN_THRESHOLD=true"),
            Map.entry("case-past", "/cases/C-1042?asOf=2026-02-18%2012:00"),
            Map.entry("case-table", "/cases/C-1042?view=table"),
            Map.entry("case-duties", "/cases/P-88"),
            Map.entry("verify", "/cases/C-1042/verify"),
            Map.entry("definition", "/definitions/case-review"),
            Map.entry("definition-40", "/definitions/motor-claim"),
            Map.entry("definition-40-whole", "/definitions/motor-claim#diagram"),
            Map.entry("definition-40-state", "/definitions/motor-claim#s-COURT"),
            Map.entry("definitions", "/definitions"),
            Map.entry("integrity", "/integrity"),
            Map.entry("bundle", "/bundle"),
            Map.entry("problem", "/cases/C-1024"),
            Map.entry("hidden", "/cases/C-1042?hidden"));

    private Screens() {}

    /**
     * Makes them.
     *
     * @param arguments the folder, and the names of screens, or none for all
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<String> names = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : PATHS.keySet().stream().sorted().toList();
        try (TestDatabase database = TestDatabase.inMemory()) {
            SampleCases cases = new SampleCases(database).fill();
            try (JdkServer server = serve(cases)) {
                String at = "http://127.0.0.1:" + server.address().getPort();
                if (names.equals(List.of("documentation"))) {
                    documentation(at, folder);
                    return;
                }
                for (String width : System.getProperty("widths", "1440,900,380").split(",")) {
                    for (String theme :
                            System.getProperty("themes", "light,dark").split(",")) {
                        pictures(at, folder, names, Integer.parseInt(width), theme);
                    }
                }
            }
        }
    }

    /** The pictures of the documentation: the top of four screens, in few colours, so that they stay small. */
    private static void documentation(String at, Path folder) throws IOException {
        for (String[] picture : new String[][] {
            {"overview", "light", "860"},
            {"case", "light", "1130"},
            {"case", "dark", "1130"},
            {"definition", "light", "900"}
        }) {
            ChromeDriver driver = driver(1200);
            try {
                emulate(driver, 1200, picture[1]);
                driver.get(at + PATHS.get(picture[0]));
                Map<String, Object> shot = driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of(
                                "format",
                                "png",
                                "captureBeyondViewport",
                                true,
                                "clip",
                                Map.of(
                                        "x",
                                        0,
                                        "y",
                                        0,
                                        "width",
                                        1200,
                                        "height",
                                        Integer.parseInt(picture[2]),
                                        "scale",
                                        1)));
                String name = "dashboard-" + picture[0] + (picture[1].equals("dark") ? "-dark" : "") + ".png";
                FewColours.write(Base64.getDecoder().decode((String) shot.get("data")), folder.resolve(name));
            } finally {
                driver.quit();
            }
        }
    }

    private static void emulate(ChromeDriver driver, int width, String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    static JdkServer serve(SampleCases cases) throws IOException {
        Instant began = SampleCases.NOW.minusSeconds(12 * 60);
        LastVerification last = LastVerification.of(
                        cases.runtime().verification().verifyAll(), began)
                .against(Instant.parse("2026-03-12T06:00:00Z"));
        Dashboard dashboard = Dashboard.on(cases.runtime())
                .name("claims-prod")
                .clock(cases.clock())
                .facts(SampleCases.FACTS)
                .definitions(List.of(SampleDefinitions.CLAIM_1, SampleDefinitions.CLAIM_2))
                .refusals(cases.refusals())
                .integrity(() -> java.util.Optional.of(last));
        Caller auditor = Caller.person("a.ibarra", Set.of("auditor"));
        Caller branch = Caller.person("b.branch", Set.of("auditor-branch"));
        Redaction byRole = new Redaction() {
            @Override
            public boolean showsActor(Caller caller, String workflow) {
                return caller.equals(auditor);
            }

            @Override
            public boolean showsReason(Caller caller, String workflow) {
                return caller.equals(auditor);
            }

            @Override
            public boolean showsEvidence(Caller caller, String workflow) {
                return caller.equals(auditor);
            }

            @Override
            public boolean showsFact(Caller caller, String workflow, String fact) {
                return caller.equals(auditor) || fact.equals("HIGH_AMOUNT");
            }
        };
        return JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> {
                    String query = exchange.getRequestURI().getQuery();
                    return query != null && query.contains("hidden") ? branch : auditor;
                },
                Map.of("", dashboard.redaction(byRole).handler()));
    }

    private static void pictures(String at, Path folder, List<String> names, int width, String theme)
            throws IOException {
        ChromeDriver driver = driver(width);
        try {
            emulate(driver, width, theme);
            for (String name : names) {
                driver.get("about:blank");
                driver.get(at + PATHS.get(name));
                long sideways = ((Number) driver.executeScript(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .longValue();
                if (sideways > 0) {
                    System.err.println(name + " at " + width + " scrolls sideways by " + sideways);
                }
                Map<String, Object> shot = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
                Files.write(
                        folder.resolve(name + "-" + width + "-" + theme + ".png"),
                        Base64.getDecoder().decode((String) shot.get("data")));
            }
        } finally {
            driver.quit();
        }
    }

    private static ChromeDriver driver(int width) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        List<String> arguments = new ArrayList<>(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=" + width + ",900",
                "--user-data-dir=" + Files.createTempDirectory("screens")));
        options.addArguments(arguments);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new java.io.File("/usr/bin/chromedriver"))
                        .build(),
                options);
    }
}
