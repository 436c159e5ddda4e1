package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
