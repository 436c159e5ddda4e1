package org.workflowengine.runtime.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts as text: the one canonical form that is recorded and digested (RFC 8785 for the types that facts have), and a strict
 * reader of the JSON that callers send.
 *
 * <p>Written here and not taken from a library because the form is hashed and kept for ever: no library's next version may
 * change a single byte of history.
 */
final class FactsText {
    static final int MOST = 64 * 1024;

    private final String json;
    private int at;

    private FactsText(String json) {
        this.json = json;
    }

    static String write(List<FactValue> sorted) {
        StringBuilder text = new StringBuilder("{");
        for (FactValue fact : sorted) {
            if (text.length() > 1) {
                text.append(',');
            }
            quote(text, fact.row().id());
            text.append(':');
            if (fact.row().isBoolean()) {
                text.append(fact.value());
            } else {
                quote(text, fact.value());
            }
        }
        return text.append('}').toString();
    }

    /** Ids are ASCII and values are Java identifiers, which hold nothing that RFC 8785 escapes. */
    static void quote(StringBuilder text, String value) {
        text.append('"').append(value).append('"');
    }

    /** An object of booleans and strings; every key once, nothing before or after it. */
    static Map<String, Object> parse(String json) {
        if (json.length() > MOST) {
            throw new InvalidFactsException(
                    "facts", json.length() + " characters", "at most " + MOST + " characters", List.of());
        }
        FactsText reader = new FactsText(json);
        Map<String, Object> values = reader.object();
        reader.space();
        if (reader.at < json.length()) {
            throw reader.unexpected("the end");
        }
        return values;
    }

    private Map<String, Object> object() {
        Map<String, Object> values = new LinkedHashMap<>();
        expect('{');
        space();
        if (accept('}')) {
            return values;
        }
        do {
            space();
            String key = string();
            expect(':');
            space();
            if (values.put(key, value()) != null) {
                throw new InvalidFactsException(key, "the name twice", "each fact once", List.of());
            }
            space();
        } while (accept(','));
        expect('}');
        return values;
    }

    private Object value() {
        if (json.startsWith("true", at)) {
            at += 4;
            return true;
        }
        if (json.startsWith("false", at)) {
            at += 5;
            return false;
        }
        if (at < json.length() && json.charAt(at) == '"') {
            return string();
        }
        throw unexpected("true, false or a string");
    }

    private String string() {
        if (!accept('"')) {
            throw unexpected("a string in double quotes");
        }
        StringBuilder text = new StringBuilder();
        while (at < json.length() && json.charAt(at) != '"') {
            char c = json.charAt(at++);
            if (c < ' ') {
                at--;
                throw unexpected("no control character inside a string");
            }
            text.append(c == '\\' ? escaped() : c);
        }
        if (!accept('"')) {
            throw unexpected("the closing quote of a string");
        }
        return text.toString();
    }

    private char escaped() {
        char c = at < json.length() ? json.charAt(at++) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at -= c == '\0' ? 0 : 1;
                throw unexpected("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
            }
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < json.length() ? Character.digit(json.charAt(at), 16) : -1;
            if (digit < 0 || json.charAt(at) > 127) {
                throw unexpected("four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private void expect(char wanted) {
        space();
        if (!accept(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private boolean accept(char wanted) {
        if (at < json.length() && json.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private InvalidFactsException unexpected(String expected) {
        String found = at < json.length() ? Texts.quoted(json.substring(at, at + 1)) : "the end";
        return new InvalidFactsException("facts", found + " at position " + at, expected, List.of());
    }
}
