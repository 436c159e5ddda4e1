package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void lists() {
        assertThat(Wording.list(List.of())).isEmpty();
        assertThat(Wording.list(List.of("A"))).isEqualTo("A");
        assertThat(Wording.list(List.of("A", "B"))).isEqualTo("A and B");
        assertThat(Wording.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
        assertThat(Wording.list(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")))
                .isEqualTo("1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
        assertThat(Wording.either(List.of("A", "B", "C"))).isEqualTo("A, B or C");
        assertThat(Wording.either(List.of("A"))).isEqualTo("A");
    }

    @Test
    void quotesWhatCouldDisturbATerminal() {
        assertThat(Wording.quote("a b")).isEqualTo("\"a b\"");
        assertThat(Wording.quote("a\n\u001b[1m\u202e")).isEqualTo("\"a\\u000A\\u001B[1m\\u202E\"");
        assertThat(Wording.quote("x".repeat(100))).isEqualTo("\"" + "x".repeat(80) + "…\"");
    }
}
