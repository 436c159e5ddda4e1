package org.workflowengine.runtime.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.CaseReview;

/** What the engine has written is read back, and nothing else is. */
class JsonReaderTest {
    @Test
    void wholeNumbers() {
        for (long number : new long[] {0, -1, 7, 10, Long.MAX_VALUE, -Long.MAX_VALUE}) {
            assertThat(integer(Long.toString(number))).isEqualTo(number);
        }
        wrong("", "found the end at position 0, expected a whole number");
        wrong("-", "found \"-\" at position 0, expected a whole number");
        wrong("01", "found \"0\" at position 0, expected a whole number");
        wrong("-00", "found \"-\" at position 0, expected a whole number");
        wrong("+1", "found \"+\" at position 0, expected a whole number");
        wrong("1.0", "found \".\" at position 1, expected a whole number");
        wrong("1e3", "found \"e\" at position 1, expected a whole number");
        wrong("1x", "found \"x\" at position 1, expected the end");
        wrong("9223372036854775808", "found a larger number at position 0, expected at most 9223372036854775807");
        wrong("9".repeat(1_000), "found a larger number at position 0, expected at most 9223372036854775807");
    }

    @Test
    void arraysObjectsAndNothing() {
        JsonReader json = new JsonReader(" { \"a\" : [ 1 , 2 ] , \"b\" : [ ] , \"c\" : null } ");
        List<Object> read = new ArrayList<>();
        json.object(name -> {
            read.add(name);
            if (!json.acceptNull()) {
                json.array(() -> read.add(json.integer()));
            }
        });
        json.end();
        assertThat(read).containsExactly("a", 1L, 2L, "b", "c");
        assertThatThrownBy(() -> {
                    JsonReader open = new JsonReader("[1,]");
                    open.array(open::integer);
                })
                .isInstanceOf(JsonException.class)
                .hasMessage("found \"]\" at position 3, expected a whole number");
    }

    private static void nested(JsonReader json, char bracket) {
        if (bracket == '[') {
            json.array(() -> nested(json, bracket));
        } else {
            json.object(name -> nested(json, bracket));
        }
    }

    private static void deep(String text, char bracket) {
        nested(new JsonReader(text), bracket);
    }

    /** A text cannot exhaust the stack, whatever its reader does. */
    @Test
    void nestingIsBounded() {
        deep("[".repeat(64) + "]".repeat(64), '[');
        deep("{\"a\":".repeat(63) + "{}" + "}".repeat(63), '{');
        deep("[" + "[[ ], [[]]],".repeat(100) + "[]]", '[');
        deep("{\"a\":{}" + ",\"a\":{\"a\":{}}".repeat(100) + "}", '{');
        String most = ", expected at most 64 levels of objects and arrays";
        assertThatThrownBy(() -> deep("[".repeat(64) + " []" + "]".repeat(64), '['))
                .isInstanceOf(JsonException.class)
                .hasMessage("found one level too many at position 65" + most);
        assertThatThrownBy(() -> deep("[".repeat(1_000_000), '['))
                .isInstanceOf(JsonException.class)
                .hasMessage("found one level too many at position 64" + most);
        assertThatThrownBy(() -> deep("{\"a\":".repeat(1_000_000), '{'))
                .isInstanceOf(JsonException.class)
                .hasMessage("found one level too many at position 320" + most);
        assertThatThrownBy(() -> deep("[".repeat(64) + "x", '['))
                .isInstanceOf(JsonException.class)
                .hasMessage("found \"x\" at position 64, expected '['");
    }

    @Test
    void aDefinitionIsReadBackFromItsGraph() {
        Definition read = Definition.read(CaseReview.DEFINITION.graph());
        assertThat(read.graph()).isEqualTo(CaseReview.DEFINITION.graph());
        assertThat(read.fingerprint()).isEqualTo(CaseReview.DEFINITION.fingerprint());
        assertThat(read.initial().id()).isEqualTo("CREATED");
        assertThat(read.transition("UNDER_REVIEW", "APPROVE").orElseThrow().guard())
                .hasSize(2);
    }

    /** Whatever is changed, it is either refused or another definition, which has another fingerprint. */
    @Test
    void everyChangeToAGraphShows() {
        String graph = CaseReview.DEFINITION.graph();
        int refused = 0;
        for (int i = 0; i < graph.length(); i++) {
            for (String changed : List.of(
                    graph.substring(0, i) + (char) (graph.charAt(i) ^ 1) + graph.substring(i + 1),
                    graph.substring(0, i) + graph.substring(i + 1),
                    graph.substring(0, i) + " " + graph.substring(i),
                    graph.substring(0, i))) {
                try {
                    assertThat(Definition.read(changed).fingerprint())
                            .isNotEqualTo(CaseReview.DEFINITION.fingerprint());
                } catch (IllegalArgumentException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(2 * graph.length());
        assertThatThrownBy(() -> Definition.read("[".repeat(100_000))).isInstanceOf(JsonException.class);
        for (String member : List.of("obligations", "migrations", "states", "facts", "transitions")) {
            for (String within : List.of("older", "mappings", "guard")) {
                String deep = "{\"" + member + "\":[" + ("{\"" + within + "\":[").repeat(100_000);
                assertThatThrownBy(() -> Definition.read(deep))
                        .isInstanceOf(JsonException.class)
                        .hasMessageContaining("one level too many")
                        .hasMessageContaining("at most 64 levels of objects and arrays");
            }
        }
        assertThatThrownBy(() -> Definition.read(graph.replace("\"version\":1", "\"version\":4294967297")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long integer(String text) {
        JsonReader json = new JsonReader(text);
        long number = json.integer();
        json.end();
        return number;
    }

    private static void wrong(String text, String message) {
        assertThatThrownBy(() -> integer(text))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }
}
