package org.workflowengine.http.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259), strictly: no name twice in one object, no half of a surrogate pair, nothing after the value, and not
 * nested deeper than 32. An object becomes a map in the order of the text, an array a list, a number a {@link JsonLiteral}.
 */
public final class JsonReader {
    public static final int DEEPEST = 32;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    public static @Nullable Object read(String text) throws JsonFault {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.fault("the end of the text");
        }
        return value;
    }

    private @Nullable Object value() throws JsonFault {
        blanks();
        return switch (next()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private interface Nested {
        Object read() throws JsonFault;
    }

    private Object nested(Nested what) throws JsonFault {
        if (++depth > DEEPEST) {
            throw new JsonFault("more than " + DEEPEST + " levels", "at most " + DEEPEST);
        }
        at++;
        Object value = what.read();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() throws JsonFault {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        blanks();
        if (next() == '}') {
            at++;
            return members;
        }
        do {
            blanks();
            if (next() != '"') {
                throw fault("a name in quotes");
            }
            String name = string();
            if (members.containsKey(name)) {
                throw new JsonFault("a name twice in one object, at character " + at, "each name once");
            }
            blanks();
            demand(':');
            members.put(name, value());
        } while (goesOn('}'));
        return members;
    }

    private List<@Nullable Object> array() throws JsonFault {
        List<@Nullable Object> values = new ArrayList<>();
        blanks();
        if (next() == ']') {
            at++;
            return values;
        }
        do {
            values.add(value());
        } while (goesOn(']'));
        return values;
    }

    private boolean goesOn(char end) throws JsonFault {
        blanks();
        char found = next();
        if (found != ',' && found != end) {
            throw fault("a comma or " + end);
        }
        at++;
        return found == ',';
    }

    private String string() throws JsonFault {
        StringBuilder read = new StringBuilder();
        at++;
        while (next() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                at--;
                throw fault("no control character in a text");
            }
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        if (read.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new JsonFault("half of a surrogate pair before character " + at, "well-formed Unicode");
        }
        return read.toString();
    }

    private char escaped() throws JsonFault {
        char c = next();
        at++;
        if (c == 'u') {
            int unit = 0;
            for (int i = 0; i < 4; i++) {
                int digit = next() < 0x80 ? Character.digit(next(), 16) : -1;
                if (digit < 0) {
                    throw fault("four hexadecimal digits");
                }
                unit = unit << 4 | digit;
                at++;
            }
            return (char) unit;
        }
        int known = ESCAPED.indexOf(c);
        if (known < 0) {
            at--;
            throw fault("an escape of JSON");
        }
        return MEANT.charAt(known);
    }

    private @Nullable Object word(String word, @Nullable Object value) throws JsonFault {
        if (!text.startsWith(word, at)) {
            throw fault("a value");
        }
        at += word.length();
        return value;
    }

    private JsonLiteral number() throws JsonFault {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw fault("a value");
        }
        at = number.end();
        return new JsonLiteral(number.group());
    }

    private void demand(char expected) throws JsonFault {
        if (next() != expected) {
            throw fault(String.valueOf(expected));
        }
        at++;
    }

    private char next() throws JsonFault {
        if (at >= text.length()) {
            throw fault("more");
        }
        return text.charAt(at);
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonFault fault(String expected) {
        String found = at >= text.length() ? "the end of the text" : "something else at character " + (at + 1);
        return new JsonFault(found, expected);
    }
}
