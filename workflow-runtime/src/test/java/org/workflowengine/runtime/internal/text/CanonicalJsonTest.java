package org.workflowengine.runtime.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Equal values have one text, which is their own canonical text; what could be read in two ways is refused. */
class CanonicalJsonTest {
    private static final long MOST = 9_007_199_254_740_991L;
    private static final String INTEGER = "expected an integer from -9007199254740991 to 9007199254740991, without"
            + " fraction, exponent or -0; write it as a string";

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** RFC 8785, 3.2.3: by UTF-16 code units, so that U+1F600 comes before U+FB33. */
    @Test
    void membersAreSortedAsTheStandardsExampleShows() {
        assertThat(CanonicalJson.of("""
                        {
                          "\\u20ac": "Euro Sign",
                          "\\r": "Carriage Return",
                          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                          "1": "One",
                          "\\ud83d\\ude00": "Emoji: Grinning Face",
                          "\\u0080": "Control",
                          "\\u00f6": "Latin Small Letter O With Diaeresis"
                        }
                        """))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\uD83D\uDE00\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** RFC 8785, 3.2.2, whose numbers are other than integers and therefore stand in strings here. */
    @Test
    void stringsAndLiteralsAreWrittenAsTheStandardsExampleShows() {
        assertThat(CanonicalJson.of("""
                        {
                          "numbers": ["333333333.33333329", "1E30", "4.50", "2e-3"],
                          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                          "literals": [null, true, false]
                        }
                        """))
                .isEqualTo(
                        "{\"literals\":[null,true,false],\"numbers\":[\"333333333.33333329\",\"1E30\",\"4.50\",\"2e-3\"],"
                                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** The test files beside RFC 8785's reference implementations: structures, french, unicode, weird. */
    @Test
    void theReferenceImplementationsExamples() {
        same(
                "{\"1\": {\"f\": {\"f\": \"hi\",\"F\": 5} ,\"\\n\": 56}, \"10\": { }, \"\": \"empty\", \"a\": { },"
                        + " \"111\": [ {\"e\": \"yes\",\"E\": \"no\" } ], \"A\": { }}",
                "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},"
                        + "\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],\"A\":{},\"a\":{}}");
        same(
                "{\"p\u00each\u00e9\": 3, \"p\u00eache\": 2, \"p\u00e9ch\u00e9\": 1, \"peach\": 0}",
                "{\"peach\":0,\"p\u00e9ch\u00e9\":1,\"p\u00eache\":2,\"p\u00each\u00e9\":3}");
        same("{\"Unnormalized Unicode\": \"A\\u030a\"}", "{\"Unnormalized Unicode\":\"A\u030a\"}");
        same(
                "{\"</script>\": \"Browser Challenge\", \"\\u0080\": \"Control\\u007f\"}",
                "{\"</script>\":\"Browser Challenge\",\"\u0080\":\"Control\u007f\"}");
    }

    @Test
    void everyCharacterIsEscapedInOneWay() {
        same("\"\\u0008\\u0009\\u000A\\u000C\\u000D\"", "\"\\b\\t\\n\\f\\r\"");
        for (int c = 1; c < 0x10000; c++) {
            if (Character.isSurrogate((char) c) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) {
                refused(
                        String.format(Locale.ROOT, "\"\\u%04x\"", c),
                        String.format(Locale.ROOT, "found the character U+%04X at position 1,", c));
                continue;
            }
            String written = switch (c) {
                case '\b' -> "\\b";
                case '\t' -> "\\t";
                case '\n' -> "\\n";
                case '\f' -> "\\f";
                case '\r' -> "\\r";
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                default -> c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c);
            };
            same(String.format(Locale.ROOT, "\"\\u%04X\"", c), '"' + written + '"');
        }
        same("\"\uD83D\uDE00 \\uD83d\\uDe00\"", "\"\uD83D\uDE00 \uD83D\uDE00\"");
    }

    @Test
    void scalarsAreWrittenWithoutBlanks() {
        for (String scalar : List.of(
                "0", "-1", "7", "10", MOST + "", "-" + MOST, "null", "true", "false", "\"\"", "[]", "{}", "\"/\"")) {
            same(scalar, scalar);
            same(" \t\r\n" + scalar + "\n", scalar);
        }
        same(" [ 1 , [ ] , { } ] ", "[1,[],{}]");
    }

    /** Whoever reads it may hold it in a double, and then has another number. */
    @Test
    void anyOtherNumberMustBeAString() {
        for (String number : List.of(
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775808",
                "1.0",
                "1.5",
                "1e3",
                "1E+2",
                "-0",
                "-0.0",
                "0e0",
                "1".repeat(1_000_000))) {
            refused("[" + number + "]", "found the number " + Texts.quoted(number) + " at position 1, " + INTEGER);
        }
        for (String no : List.of("01", "-01", "-", "--1", "00")) {
            refused("[" + no + "]", "expected a number as JSON writes it");
        }
        for (String no : List.of("+1", ".5", "NaN", "Infinity", "undefined", "'a'", "\u0661", "\uFF11", "0x10")) {
            refused(no, "expected ");
        }
    }

    @Test
    void whatIsNotJsonIsRefused() {
        refused("", "found the end at position 0, expected a JSON value");
        refused("  ", "found the end at position 2, expected a JSON value");
        refused("\uFEFF{}", "found \"\\ufeff\" at position 0, expected a JSON value");
        refused("{} {}", "found \"{\" at position 3, expected the end");
        refused("1 2", "found \"2\" at position 2, expected the end");
        refused("nullx", "found \"x\" at position 4, expected the end");
        refused("TRUE", "found \"T\" at position 0, expected a JSON value");
        refused("/* a */ 1", "found \"/\" at position 0, expected a JSON value");
        refused("[1] // a", "found \"/\" at position 4, expected the end");
        refused("[1,]", "found \"]\" at position 3, expected a JSON value");
        refused("{\"a\":1,}", "found \"}\" at position 7, expected a string in double quotes");
        refused("{a:1}", "found \"a\" at position 1, expected a string in double quotes");
        refused("{\"a\" 1}", "found \"1\" at position 5, expected ':'");
        refused("{\"a\":}", "found \"}\" at position 5, expected a JSON value");
        refused("[", "found the end at position 1, expected a JSON value");
        refused("{", "found the end at position 1, expected a string in double quotes");
        refused("\"a", "found the end at position 2, expected the closing quote of a string");
        refused("\"a\\", "found the end at position 3, expected one of");
        refused("\"\\x\"", "found \"x\" at position 2, expected one of");
        refused("\"\\u12\"", "expected four hexadecimal digits");
        refused("\"\\u\uFF11234\"", "expected four hexadecimal digits");
        refused("\"a\nb\"", "found \"\\u000a\" at position 2, expected no control character inside a string");
        refused("\u00a01", "found \"\\u00a0\" at position 0, expected a JSON value");
        refused("\uD83D\uDE00", "at position 0, expected a JSON value");
    }

    /** JSON that PostgreSQL's jsonb, or a reader that follows RFC 7493, could not read back. */
    @Test
    void stringsThatCannotBeStoredEverywhereAreRefused() {
        String expected = "expected no U+0000, no half of a surrogate pair and no noncharacter inside a string";
        refused("\"a\\u0000\"", "found the character U+0000 at position 2, " + expected);
        refused("\"\0\"", "expected no control character inside a string");
        for (String half :
                List.of("\\uD83D", "\uD83D", "\\uD83D\\uD83D", "\uD83D\uD83D", "\\uD83D\uD83D", "\\ud83dx")) {
            refused("[\"" + half + "\"]", "found the character U+D83D at position 2, " + expected);
            refused("{\"" + half + "\":1}", "found the character U+D83D at position 2, " + expected);
        }
        refused("\"\\uDE00\\uD83D\"", "found the character U+DE00 at position 1, " + expected);
        refused("\"\\uFFFF\"", "found the character U+FFFF at position 1, " + expected);
        refused("\"\uD83F\uDFFE\"", "found the character U+1FFFE at position 1, " + expected);
        same("\"\uD83D" + "\\uDE00\\uD83D\uDE00\"", "\"\uD83D\uDE00\uD83D\uDE00\"");
    }

    @Test
    void aNameOccursOnce() {
        refused(
                "{\"a\":1,\"b\":2,\"a\":1}",
                "found a second member \"a\", its value at position 17, expected each name once");
        refused("[{\"x\":{\"a\":1, \"\\u0061\" : 2}}]", "found a second member \"a\"");
        same("{\"a\":{\"a\":1},\"A\":1}", "{\"A\":1,\"a\":{\"a\":1}}");
        // Not the same name: nothing is normalized.
        same("{\"\u00e9\":1,\"e\u0301\":2}", "{\"e\u0301\":2,\"\u00e9\":1}");
    }

    @Test
    void nestingIsLimited() {
        String deepest = "[".repeat(64) + "]".repeat(64);
        same(deepest, deepest);
        refused(
                "[" + deepest + "]",
                "found one level too many at position 64, expected at most 64 levels of objects and arrays");
        refused("[".repeat(1_000_000), "found one level too many at position 64,");
        refused("{\"a\":".repeat(1_000_000), "found one level too many at position 320,");
        String widest = "[" + "{},".repeat(100_000) + "{}]";
        same(widest, widest);
    }

    @Test
    void anObjectOfLayers() {
        assertThat(CanonicalJson.object(Map.of())).isEqualTo("{}");
        String evidence = CanonicalJson.object(Map.of(
                "signature",
                "{\"value\" : \"MEUCIQ\", \"by\" : \"alice\"}",
                "rules",
                " {\"table\": \"7\", \"hit\": [1, 3]} "));
        assertThat(evidence)
                .isEqualTo("{\"rules\":{\"hit\":[1,3],\"table\":\"7\"},"
                        + "\"signature\":{\"by\":\"alice\",\"value\":\"MEUCIQ\"}}");
        same(evidence, evidence);

        assertThatThrownBy(() -> CanonicalJson.object(Map.of("import", "1", "rules", "{\"score\":0.5}")))
                .isInstanceOf(JsonException.class)
                .hasMessage("found the number \"0.5\" at position 9 of member \"rules\", " + INTEGER);
        assertThatThrownBy(() -> CanonicalJson.object(Map.of("rules", "1},\"x\":{")))
                .hasMessage("found \"}\" at position 1 of member \"rules\", expected the end");
        assertThatThrownBy(() -> CanonicalJson.object(Map.of("a\0", "1")))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("found the character U+0000 at position 2 of member \"a\\u0000\"");
        // The whole can be read again: the object is a level of its own.
        String deep = "[".repeat(63) + "]".repeat(63);
        same(CanonicalJson.object(Map.of("rules", deep)), "{\"rules\":" + deep + "}");
        assertThatThrownBy(() -> CanonicalJson.object(Map.of("rules", "[" + deep + "]")))
                .isInstanceOf(JsonException.class)
                .hasMessage("found one level too many at position 63 of member \"rules\","
                        + " expected at most 64 levels of objects and arrays");
    }

    /** However a value is written, and it is written in many ways here, it has one text. */
    @Test
    void everyWayToWriteAValueHasOneCanonicalText() {
        System.out.println("CanonicalJsonTest: seed " + seed);
        for (int i = 0; i < 20_000; i++) {
            Object value = value(4);
            String canonical = canonical(value);
            same(written(value), canonical);
        }
    }

    /** Whatever is changed in a canonical text, it is refused or has a canonical text that is stable. */
    @Test
    void changedTexts() {
        System.out.println("CanonicalJsonTest: seed " + seed);
        int refused = 0;
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(written(value(3)));
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, "{}[]:,\"\\0-1eE.u/ \0".charAt(random.nextInt(18)));
            }
            try {
                String canonical = CanonicalJson.of(text.toString());
                assertThat(CanonicalJson.of(canonical)).isEqualTo(canonical).hasSizeLessThanOrEqualTo(text.length());
                read++;
            } catch (JsonException e) {
                assertThat(e.getMessage()).matches("\\P{Cntrl}+").hasSizeLessThan(500);
                refused++;
            }
        }
        System.out.println("CanonicalJsonTest: " + read + " changed texts read, " + refused + " refused");
        assertThat(read).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean();
            case 2 -> random.nextBoolean() ? random.nextLong(-MOST, MOST + 1) : (long) random.nextInt(10);
            case 3 -> new StringBuilder(string());
            case 4 -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield elements;
            }
            default -> {
                Map<String, Object> members = new TreeMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(string(), value(depth - 1));
                }
                yield members;
            }
        };
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(1, 0x20);
                        case 1 -> "\"\\/\u007f\u20ac\uFB33".charAt(random.nextInt(6));
                        case 2 -> random.nextInt(0xE000, 0xFDD0);
                        case 3 -> random.nextInt(0x1F600, 0x1F700);
                        default -> random.nextInt('a', 'd');
                    });
        }
        return text.toString();
    }

    /** RFC 8785, spelled out naively for the values of this test. */
    private static String canonical(Object value) {
        if (value instanceof StringBuilder text) {
            return quoted(text.toString());
        }
        if (value instanceof List<?> elements) {
            return "["
                    + String.join(
                            ",",
                            elements.stream().map(CanonicalJsonTest::canonical).toList()) + "]";
        }
        if (value instanceof Map<?, ?> members) {
            List<String> texts = members.entrySet().stream()
                    .map(member -> quoted((String) member.getKey()) + ":" + canonical(member.getValue()))
                    .toList();
            return "{" + String.join(",", texts) + "}";
        }
        return value.toString();
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\b", "\\b")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\f", "\\f")
                .replace("\r", "\\r");
        for (char c = 0; c < ' '; c++) {
            escaped = escaped.replace(String.valueOf(c), String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return '"' + escaped + '"';
    }

    private String written(Object value) {
        String text;
        if (value instanceof StringBuilder string) {
            text = writtenString(string.toString());
        } else if (value instanceof List<?> elements) {
            text = "[" + String.join(",", elements.stream().map(this::written).toList()) + blank() + "]";
        } else if (value instanceof Map<?, ?> members) {
            List<String> texts = new ArrayList<>();
            members.forEach((name, member) ->
                    texts.add(blank() + writtenString((String) name) + blank() + ":" + written(member)));
            Collections.shuffle(texts, random);
            text = "{" + String.join(",", texts) + blank() + "}";
        } else {
            text = value.toString();
        }
        return blank() + text + blank();
    }

    private String writtenString(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || random.nextInt(3) == 0) {
                text.append(String.format(Locale.ROOT, random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                text.append(c == '/' && random.nextBoolean() ? "\\/" : c);
            }
        }
        return text.append('"').toString();
    }

    private String blank() {
        return random.nextInt(4) == 0 ? String.valueOf(" \t\r\n".charAt(random.nextInt(4))) : "";
    }

    private static void same(String json, String canonical) {
        assertThat(CanonicalJson.of(json)).isEqualTo(canonical);
        assertThat(CanonicalJson.of(canonical)).isEqualTo(canonical);
    }

    private static void refused(String json, String message) {
        assertThatThrownBy(() -> CanonicalJson.of(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(message);
    }
}
