package org.workflowengine.runtime.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What {@code docs/how-to/what-if.md} shows is what is tested, and it names everything that there is. */
class WhatIfPageTest {
    private static final Path SOURCES = Path.of("src/test/java/org/workflowengine/runtime/whatif");

    private final String page = Files.readString(Path.of("../docs/how-to/what-if.md"));

    WhatIfPageTest() throws IOException {}

    @Test
    void theExampleIsTheTest() throws IOException {
        String source = Files.readString(SOURCES.resolve("NewRulesTest.java"));
        assertThat(page).contains("```java\n" + source.substring(source.indexOf("/**")) + "```");
    }

    @Test
    void theReportIsThatOfATest() throws IOException {
        String report = page.substring(page.indexOf("rules: claim"), page.indexOf("\n```\n\n## The answers"));
        String tested = Files.readString(SOURCES.resolve("WhatIfTest.java"));
        // The version and the fingerprint are those of the reader's rules.
        report.lines().skip(1).forEach(line -> assertThat(tested).contains("    " + line.strip()));
        assertThat(report.lines()).hasSizeGreaterThan(5);
    }

    @Test
    void everyCauseIsExplained() {
        assertThat(Arrays.stream(Cause.values()))
                .allSatisfy(cause -> assertThat(page).contains("| `" + cause.id() + "` | "));
    }
}
