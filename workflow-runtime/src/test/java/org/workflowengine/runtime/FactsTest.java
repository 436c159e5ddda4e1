package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.InvalidFactsException;

/** Facts from a map or from JSON: every name and type is checked, absent is not false, and there is one canonical text. */
class FactsTest {
    private enum Size {
        SMALL,
        LARGE
    }

    private enum Colour {
        RED
    }

    private static final FactRow SIZE = FactRow.oneOf("SIZE", "", Size.class);
    private static final FactRow COMPLETE = FactRow.bool("COMPLETE", "nothing is missing");
    private static final FactRow URGENT = FactRow.bool("URGENT", "");

    private static final class ClaimFacts extends Facts {
        private ClaimFacts(List<FactValue> values) {
            super(values);
        }

        static ClaimFacts of(Map<String, ?> values) {
            return new ClaimFacts(read(List.of(URGENT, SIZE, COMPLETE), values));
        }

        static ClaimFacts ofJson(String json) {
            return new ClaimFacts(readJson(List.of(URGENT, SIZE, COMPLETE), json));
        }
    }

    @Test
    void factsAreReadFromAMap() {
        ClaimFacts facts = ClaimFacts.of(Map.of("URGENT", false, "SIZE", "LARGE"));
        assertThat(facts.value(URGENT)).contains("false");
        assertThat(facts.value(SIZE)).contains("LARGE");
        assertThat(facts.value(COMPLETE)).isEmpty();
        assertThat(facts).isEqualTo(ClaimFacts.of(Map.of("SIZE", Size.LARGE, "URGENT", false)));
        assertThat(facts.canonicalText()).isEqualTo("{\"SIZE\":\"LARGE\",\"URGENT\":false}");
        assertThat(facts).hasToString("Facts[SIZE, URGENT]");
        assertThat(ClaimFacts.of(Map.of()).canonicalText()).isEqualTo("{}");
    }

    @Test
    void factsAreReadFromJson() {
        String canonical = "{\"COMPLETE\":true,\"SIZE\":\"SMALL\",\"URGENT\":false}";
        for (String json : List.of(
                canonical,
                "{\"URGENT\":false,\"SIZE\":\"SMALL\",\"COMPLETE\":true}",
                " \t\r\n{ \"URGENT\" : false ,\n\"SIZE\":\"SMALL\" , \"COMPLETE\"\t:true } \n",
                "{\"\\u0055RGENT\":false,\"SIZE\":\"\\u0053MALL\",\"COMPLETE\":true}")) {
            assertThat(ClaimFacts.ofJson(json).canonicalText()).isEqualTo(canonical);
        }
        assertThat(ClaimFacts.ofJson("{}").values()).isEmpty();
        assertThat(ClaimFacts.ofJson("{ }" + " ".repeat(65_533)).values()).isEmpty();
    }

    @Test
    void aNameThatIsNotAFactIsRefused() {
        wrong(
                "{\"URGNT\":true}",
                "fact \"URGNT\": found no such fact, expected one of [COMPLETE, SIZE, URGENT]; did you mean URGENT?");
        wrong(
                "{\"urgent\":true}",
                "fact \"urgent\": found no such fact, expected one of [COMPLETE, SIZE, URGENT]; did you mean URGENT?");
        wrong("{\"\":true}", "fact \"\": found no such fact, expected one of [COMPLETE, SIZE, URGENT]");
        wrong("{\"a\\nb\":true}", "fact \"a\\u000ab\": found no such fact, expected one of [COMPLETE, SIZE, URGENT]");
        assertThatThrownBy(() -> ClaimFacts.of(Map.of("COLOUR", true))).isInstanceOf(InvalidFactsException.class);
        Map<String, Object> nullKey = new HashMap<>();
        nullKey.put(null, true);
        assertThatThrownBy(() -> ClaimFacts.of(nullKey)).isInstanceOf(InvalidFactsException.class);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        wrong(
                "{\"URGENT\":\"true\"}",
                "fact \"URGENT\": found String \"true\", expected a boolean (leave the fact out when it is unknown)");
        wrong("{\"SIZE\":true}", "fact \"SIZE\": found Boolean \"true\", expected one of [SMALL, LARGE]");
        wrong(
                "{\"SIZE\":\"SMAL\"}",
                "fact \"SIZE\": found \"SMAL\", expected one of [SMALL, LARGE]; did you mean SMALL?");
        wrong(
                "{\"SIZE\":\"small\"}",
                "fact \"SIZE\": found \"small\", expected one of [SMALL, LARGE]; did you mean SMALL?");
        wrong("{\"SIZE\":\"\"}", "fact \"SIZE\": found \"\", expected one of [SMALL, LARGE]");
        Map<String, Object> unknown = new HashMap<>();
        unknown.put("URGENT", null);
        assertThatThrownBy(() -> ClaimFacts.of(unknown))
                .isInstanceOf(InvalidFactsException.class)
                .hasMessage("fact \"URGENT\": found null, expected a boolean (leave the fact out when it is unknown)");
        for (Object value : new Object[] {1, 1.0, 'S', List.of("SMALL"), Colour.RED, new StringBuilder("SMALL")}) {
            assertThatThrownBy(() -> ClaimFacts.of(Map.of("SIZE", value))).isInstanceOf(InvalidFactsException.class);
            assertThatThrownBy(() -> ClaimFacts.of(Map.of("URGENT", value))).isInstanceOf(InvalidFactsException.class);
        }
        assertThatThrownBy(() -> new FactValue(URGENT, "maybe"))
                .isInstanceOf(InvalidFactsException.class)
                .hasMessage("fact \"URGENT\": found \"maybe\", expected true or false");
    }

    @Test
    void aFactTwiceIsRefused() {
        wrong("{\"URGENT\":true,\"URGENT\":true}", "fact \"URGENT\": found the name twice, expected each fact once");
        wrong(
                "{\"URGENT\":true,\"\\u0055RGENT\":false}",
                "fact \"URGENT\": found the name twice, expected each fact once");
        assertThatThrownBy(() -> new Facts(List.of(new FactValue(URGENT, "true"), new FactValue(URGENT, "false"))))
                .isInstanceOf(InvalidFactsException.class)
                .hasMessage("fact \"URGENT\": found true and false, expected one value");
    }

    @Test
    void textThatIsNotAnObjectOfFactsIsRefused() {
        wrong("", "fact \"facts\": found the end at position 0, expected '{'");
        wrong("null", "fact \"facts\": found \"n\" at position 0, expected '{'");
        wrong("[]", "fact \"facts\": found \"[\" at position 0, expected '{'");
        wrong("{", "fact \"facts\": found the end at position 1, expected a string in double quotes");
        wrong("{}{}", "fact \"facts\": found \"{\" at position 2, expected the end");
        wrong("{} x", "fact \"facts\": found \"x\" at position 3, expected the end");
        wrong("{,}", "fact \"facts\": found \",\" at position 1, expected a string in double quotes");
        wrong("{\"URGENT\":true,}", "fact \"facts\": found \"}\" at position 15, expected a string in double quotes");
        wrong("{'URGENT':true}", "fact \"facts\": found \"'\" at position 1, expected a string in double quotes");
        wrong("{URGENT:true}", "fact \"facts\": found \"U\" at position 1, expected a string in double quotes");
        wrong("{\"URGENT\" true}", "fact \"facts\": found \"t\" at position 10, expected ':'");
        wrong("{\"URGENT\":}", "fact \"facts\": found \"}\" at position 10, expected true, false or a string");
        wrong("{\"URGENT\":null}", "fact \"facts\": found \"n\" at position 10, expected true, false or a string");
        wrong("{\"URGENT\":1}", "fact \"facts\": found \"1\" at position 10, expected true, false or a string");
        wrong("{\"URGENT\":TRUE}", "fact \"facts\": found \"T\" at position 10, expected true, false or a string");
        wrong("{\"URGENT\":truely}", "fact \"facts\": found \"l\" at position 14, expected '}'");
        wrong("{\"URGENT\":{}}", "fact \"facts\": found \"{\" at position 10, expected true, false or a string");
        wrong("{\"SIZE\":[\"SMALL\"]}", "fact \"facts\": found \"[\" at position 8, expected true, false or a string");
        wrong(
                "{\"SIZE\":\"SMALL}",
                "fact \"facts\": found the end at position 15, expected the closing quote of a string");
        wrong(
                "{\"SI\nZE\":\"SMALL\"}",
                "fact \"facts\": found \"\\u000a\" at position 4, expected no control character inside a string");
        wrong(
                "{\"SIZE\":\"\\x\"}",
                "fact \"facts\": found \"x\" at position 10, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        wrong("{\"SIZE\":\"\\u00g0\"}", "fact \"facts\": found \"g\" at position 13, expected four hexadecimal digits");
        wrong(
                "{\"SIZE\":\"\\u００41\"}",
                "fact \"facts\": found \"\\uff10\" at position 11, expected four hexadecimal digits");
        wrong(
                "{\"SIZE\":\"\\",
                "fact \"facts\": found the end at position 10, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        wrong("\uFEFF{}", "fact \"facts\": found \"\\ufeff\" at position 0, expected '{'");
        wrong(" ".repeat(65_535) + "{}", "fact \"facts\": found 65537 characters, expected at most 65536 characters");
        wrong("{".repeat(60_000), "fact \"facts\": found \"{\" at position 1, expected a string in double quotes");
    }

    @Test
    void aValueThatCanonicalTextCannotHoldIsRefused() {
        for (String value : List.of("", "A\"B", "A\\B", "A\nB", "A\0", "A B", "\uD800")) {
            assertThatThrownBy(() -> new FactRow("SIZE", List.of(value), ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("values: found ")
                    .hasMessageEndingWith(" of fact SIZE, expected names of constants");
        }
    }

    private static void wrong(String json, String message) {
        assertThatThrownBy(() -> ClaimFacts.ofJson(json))
                .isInstanceOf(InvalidFactsException.class)
                .hasMessage(message);
    }
}
