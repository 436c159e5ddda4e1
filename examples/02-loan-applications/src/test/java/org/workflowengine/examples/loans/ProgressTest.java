package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When long work shows that it goes on, and how. */
class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    private String after(Duration each, boolean console) {
        try (Progress progress = new Progress("events", new PrintStream(shown), console, () -> now)) {
            for (int i = 0; i < 3; i++) {
                now = now.plus(each);
                for (int step = 0; step < 1_000; step++) {
                    progress.step();
                }
            }
        }
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void shortWorkShowsNothing() {
        assertThat(after(Duration.ofMillis(600), false)).isEmpty();
    }

    @Test
    void longWorkShowsALineEveryTwoSeconds() {
        assertThat(after(Duration.ofSeconds(2), false)).isEqualTo("""
                events: 1,000, 500 per second
                events: 2,000, 500 per second
                events: 3,000, 500 per second
                """);
    }

    @Test
    void onAConsoleItIsAlwaysTheSameLine() {
        assertThat(after(Duration.ofSeconds(2), true))
                .isEqualTo("\revents: 1,000, 500 per second\revents: 2,000, 500 per second"
                        + "\revents: 3,000, 500 per second\n");
    }
}
