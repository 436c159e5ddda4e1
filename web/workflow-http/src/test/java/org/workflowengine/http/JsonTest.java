package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workflowengine.http.internal.JsonFault;
import org.workflowengine.http.internal.JsonLiteral;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonReader;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.runtime.fixture.IndependentJson;

class JsonTest {
    @Test
    void readsWhatIsJson() throws Exception {
        assertThat(JsonReader.read(
                        " {\"a\" : [ 1 , -2.5e+3 , true , false , null , \"\\u00fc\\n\\ud83d\\ude00\" ] , \"b\":{}} "))
                .isEqualTo(Map.of(
                        "a",
                        Arrays.asList(
                                new JsonLiteral("1"), new JsonLiteral("-2.5e+3"), true, false, null, "ü\n\ud83d\ude00"),
                        "b",
                        Map.of()));
    }

    @Test
    void refusesWhatIsNot() {
        for (String text : List.of(
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "+1",
                "NaN",
                "tru",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"\t\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "1 1",
                "\ufeff1",
                "[".repeat(33) + "]".repeat(33),
                "/**/1")) {
            assertThatThrownBy(() -> JsonReader.read(text)).as(text).isInstanceOf(JsonFault.class);
        }
    }

    @Test
    void readsAsDeepAsItSays() throws Exception {
        assertThat(JsonReader.read("[".repeat(32) + "]".repeat(32))).isInstanceOf(List.class);
    }

    @Test
    void whatIsWrittenIsReadByOthers() {
        String text = "\"\\/\b\f\n\r\t\u0000\u202e\u2028\ufeff\ud83d\ude00\udb40\udc01ü";
        String json = JsonWriter.write(new JsonObject()
                .with(text, List.of(text, 1, 2L, true))
                .with("n", (Object) null)
                .with("raw", new JsonLiteral("{\"x\":[]}"))
                .with("none", Optional.empty()));
        assertThat(json.codePoints())
                .as("nothing that cannot be seen")
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        Map<?, ?> read = (Map<?, ?>) IndependentJson.parse(json);
        assertThat(((List<?>) read.get(text)).get(0)).isEqualTo(text);
        assertThat(read.get("raw")).isEqualTo(Map.of("x", List.of()));
        assertThat(read.containsKey("none")).isFalse();
    }
}
