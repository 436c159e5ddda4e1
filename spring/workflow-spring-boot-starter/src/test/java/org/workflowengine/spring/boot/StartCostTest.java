package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.spring.boot.app.ClaimEngine;

/**
 * Measures what the engine adds to a start, and prints it. How long it takes depends on the machine, so nothing is asserted about that. The aim is
 * 400 milliseconds of processor time for the runtime and 10 for the search for engines.
 */
class StartCostTest {
    private static final Pattern FIGURES = Pattern.compile("registrar (\\d+) runtime (\\d+)");

    @Test
    void isMeasured() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            ClaimEngine.on(database.runtime());
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StartCost.class.getName(),
                            database.url().replaceFirst("\\?.*", ""))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(told).isZero();
            Matcher figures = FIGURES.matcher(told);
            assertThat(figures.find()).as(told).isTrue();
            System.out.println("StartCostTest: " + figures.group() + " ms of processor time");
        }
    }
}
