package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** The engine adds little to a start: processor time, which does not depend on what else the machine does. */
class StartCostTest {
    private static final Pattern FIGURES = Pattern.compile("registrar (\\d+) runtime (\\d+)");

    /** The aim is 400 and 10 milliseconds; a slow machine, or one that shares its caches, may take three times as long. */
    @Test
    void theRuntimeAndTheSearchForEnginesAreCheap() throws Exception {
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
            assertThat(Integer.parseInt(figures.group(1))).as("registrar").isLessThanOrEqualTo(30);
            assertThat(Integer.parseInt(figures.group(2))).as("runtime").isLessThanOrEqualTo(1_200);
        }
    }
}
