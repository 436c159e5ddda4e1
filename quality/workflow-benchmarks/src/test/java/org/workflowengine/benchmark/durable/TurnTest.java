package org.workflowengine.benchmark.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void halfOfTheStepsAreNoSlowerThanP50AndOneOfAHundredIsSlowerThanP99() {
        long[] nanos = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();

        Turn turn = Turn.of(nanos, 1, 4_000, 8_000);

        assertThat(turn).isEqualTo(new Turn(100.5, 100, 198, 20, 40));
    }

    @Test
    void ofFewStepsTheSlowestIsP99() {
        double[] sorted = IntStream.rangeClosed(1, 9).asDoubleStream().toArray();

        assertThat(Turn.percentile(sorted, 50)).isEqualTo(5);
        assertThat(Turn.percentile(sorted, 99)).isEqualTo(9);
        assertThat(Turn.percentile(new double[] {7}, 50)).isEqualTo(7);
    }

    @Test
    void stepsThatShareACommitShareItsTime() {
        assertThat(Turn.of(new long[] {320, 640}, 32, 6_400, Double.NaN))
                .isEqualTo(new Turn(15, 10, 20, 100, Double.NaN));
    }
}
