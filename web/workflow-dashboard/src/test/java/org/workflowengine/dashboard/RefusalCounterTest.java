package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.spi.Answer;

/** Refusals are counted, and forgotten after an hour. */
class RefusalCounterTest {
    private Instant now = Instant.parse("2026-03-12T14:00:30Z");
    private final RefusalCounter counter = RefusalCounter.started(() -> now);

    private void refused(String transition) {
        counter.answered(Answer.of("claim", 1, transition, Answer.Result.REFUSED)
                .withRefusal("guard-not-satisfied")
                .withUnmet("SMALL", List.of("SMALL")));
    }

    @Test
    void theMostFrequentReasonComesFirst() {
        refused("APPROVE");
        refused("CLOSE");
        refused("CLOSE");
        counter.answered(Answer.of("claim", 1, "CLOSE", Answer.Result.APPLIED));
        assertThat(counter.lastHour("claim"))
                .extracting(count -> count.reason().transition() + " " + count.number())
                .containsExactly("CLOSE 2", "APPROVE 1");
        assertThat(counter.lastHour("loan")).isEmpty();
    }

    @Test
    void whatIsOlderThanAnHourIsOnlyInTheTotal() {
        refused("APPROVE");
        now = now.plus(Duration.ofMinutes(59));
        assertThat(counter.lastHour("claim")).hasSize(1);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(counter.lastHour("claim")).isEmpty();
        assertThat(counter.total("claim")).isEqualTo(1);
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10 * RefusalCounter.MOST_REASONS; i++) {
            refused("T" + i);
        }
        assertThat(counter.lastHour("claim")).hasSize(RefusalCounter.MOST_REASONS + 1);
        assertThat(counter.lastHour("claim").get(0).reason().kind()).isEqualTo("other");
        assertThat(counter.total("claim")).isEqualTo(10L * RefusalCounter.MOST_REASONS);
    }
}
