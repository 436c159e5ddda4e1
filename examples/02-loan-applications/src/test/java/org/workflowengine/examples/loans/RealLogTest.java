package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The application sub-log of the BPI Challenge 2012. It is not part of the repository: the tests look for
 * {@code shared/data/loan-applications.csv.gz} beside the repository, or where {@code -Dloan.log=} says.
 */
@Execution(ExecutionMode.CONCURRENT)
class RealLogTest {
    private static final String BESIDE = "shared/data/loan-applications.csv.gz";

    @Test
    void everyEventOfTheRealLogIsApplied() throws IOException {
        LogFile log = realLog();

        InMemoryReplay replay = InMemoryReplay.withHistories(log.bytes());

        Agreement.on(log, replay);
        assertThat(log.lines()).hasSize(60_849);
        assertThat(replay.refused()).isEmpty();
        assertThat(replay.tally().openings()).isEqualTo(13_087);
        assertThat(replay.tally().transitions()).isEqualTo(47_762);
        assertThat(replay.histories()).contains(new HistoryCheck.Result(13_087, 0, List.of()));
    }

    /** Of a quarter of its cases, which are some 3,000: a thousand corruptions touch a good part of these. */
    @Test
    void ofTheRealLogWithAThousandCorruptionsExactlyTheIllegalEventsAreRefused() throws IOException {
        LogFile real = realLog().ofOneCaseIn(4);
        LogFile log = Corruption.of(real, 1_000, Seed.random("corrupted real log"));

        InMemoryReplay replay = InMemoryReplay.withoutHistories(log.bytes());

        Agreement.on(log, replay);
        assertThat(replay.refused()).isNotEmpty();
    }

    private static LogFile realLog() throws IOException {
        Optional<Path> file = file();
        if (file.isEmpty()) {
            String skipped = "SKIPPED: the real event log is not there. Put it at ../" + BESIDE
                    + " as seen from the repository, or say -Dloan.log=<file>; see the example's README";
            System.err.println(skipped);
            assumeTrue(false, skipped);
        }
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file.get()))) {
            return LogFile.of(new GZIPInputStream(packed));
        }
    }

    private static Optional<Path> file() {
        String given = System.getProperty("loan.log");
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(BESIDE))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
