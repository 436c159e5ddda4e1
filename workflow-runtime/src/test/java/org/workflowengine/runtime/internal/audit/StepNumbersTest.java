package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** It is what a sorted set of numbers is, whatever numbers a damaged row may hold. */
class StepNumbersTest {
    @Test
    void asASortedSet() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StepNumbersTest: seed " + seed);
        Random random = new Random(seed);
        StepNumbers steps = new StepNumbers();
        TreeSet<Long> expected = new TreeSet<>();
        List<Long> numbers = new ArrayList<>(List.of(Long.MIN_VALUE, -1L, 0L, 1L, 511L, 512L, Long.MAX_VALUE));
        for (int i = 0; i < 10_000; i++) {
            numbers.add(random.nextBoolean() ? random.nextInt(2_000) : random.nextLong());
        }
        for (int i = 0; i < 30_000; i++) {
            long number = numbers.get(random.nextInt(numbers.size()));
            if (random.nextInt(3) > 0) {
                steps.add(number);
                expected.add(number);
            } else {
                assertThat(steps.remove(number)).isEqualTo(expected.remove(number));
            }
        }
        List<Long> found = new ArrayList<>();
        steps.forEach(found::add);
        assertThat(found).containsExactlyElementsOf(expected);
    }
}
