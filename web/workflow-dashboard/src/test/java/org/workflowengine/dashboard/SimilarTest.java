package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {
    private static final List<String> NAMES = List.of("claim", "claims", "payment");

    @Test
    void theNearestComesFirst() {
        assertThat(Similar.first(2, NAMES, "clains", name -> name)).containsExactly("claims", "claim");
    }

    /** A comparison costs the product of the lengths: a path of some hundred thousand characters took seconds. */
    @Test
    void aTextThatIsNoNameIsComparedWithNothing() {
        assertThat(Similar.first(2, NAMES, "c".repeat(201), name -> name)).isEmpty();
        assertThat(Similar.first(2, NAMES, "c".repeat(200), name -> name)).hasSize(2);
    }
}
