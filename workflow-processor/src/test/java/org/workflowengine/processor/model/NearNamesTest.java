package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.internal.text.Texts;

class NearNamesTest {

    private static final List<String> FACTS = List.of("RiskRulesPassed", "RiskRulesFailed", "HighAmount", "Paid");

    @Test
    void findsWhatDiffersByATypingError() {
        assertThat(NearNames.of("RiskRulsPassed", FACTS)).containsExactly("RiskRulesPassed", "RiskRulesFailed");
        assertThat(NearNames.of("Padi", FACTS)).containsExactly("Paid");
        assertThat(NearNames.of("paid", FACTS)).containsExactly("Paid");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearNames.of("Cleared", FACTS)).isEmpty();
        assertThat(NearNames.of("", FACTS)).isEmpty();
    }

    @Test
    void namesTheNearestFirstAndAtMostThree() {
        assertThat(NearNames.of("state1", List.of("state4", "state3", "state2", "state1a", "state1")))
                .containsExactly("state1", "state1a", "state2");
    }

    @Test
    void countsInsertedRemovedReplacedAndSwappedLetters() {
        assertThat(NearNames.distance("abc", "abc")).isZero();
        assertThat(NearNames.distance("abc", "abxc")).isOne();
        assertThat(NearNames.distance("abc", "ac")).isOne();
        assertThat(NearNames.distance("abc", "axc")).isOne();
        assertThat(NearNames.distance("abc", "acb")).isOne();
        assertThat(NearNames.distance("", "abc")).isEqualTo(3);
    }

    /** A message of the compiler and one of a running engine suggest the same, though neither jar knows the other. */
    @Test
    void suggestsWhatTheRuntimeSuggests() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("NearNamesTest: seed " + seed);
        Random random = new Random(seed);
        int suggested = 0;
        for (int round = 0; round < 5_000; round++) {
            List<String> known = IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> name(random))
                    .toList();
            String name = known.isEmpty() || random.nextBoolean() ? name(random) : changed(known.get(0), random);
            assertThat(NearNames.of(name, known)).as(name + " of " + known).isEqualTo(Texts.near(name, known));
            suggested += NearNames.of(name, known).size();
        }
        assertThat(suggested).isGreaterThan(1_000);
    }

    private static String name(Random random) {
        return random.ints(1 + random.nextInt(12), 0, 5)
                .mapToObj(letter -> "abABı".substring(letter, letter + 1))
                .collect(Collectors.joining());
    }

    private static String changed(String name, Random random) {
        int at = random.nextInt(name.length());
        return name.substring(at) + name.substring(0, at);
    }
}
