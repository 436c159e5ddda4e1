package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The engine refuses exactly what an independent checker calls illegal, on logs that anybody can make. */
class RandomLogTest {
    private static final int CASES = 400;

    @Test
    void everyEventOfALegalLogIsApplied() throws IOException {
        LogFile log = RandomLog.of(CASES, Seed.random("legal log"));

        InMemoryReplay replay = InMemoryReplay.withHistories(log.bytes());

        Agreement.on(log, replay);
        assertThat(replay.refused()).isEmpty();
        assertThat(replay.tally().openings()).isEqualTo(CASES);
    }

    @Test
    void ofACorruptedLogExactlyTheIllegalEventsAreRefused() throws IOException {
        Random random = Seed.random("corrupted log");

        LogFile log = Corruption.of(RandomLog.of(CASES, random), 1_000, random);

        InMemoryReplay replay = InMemoryReplay.withHistories(log.bytes());

        Agreement.on(log, replay);
        assertThat(replay.refused()).isNotEmpty();
    }
}
