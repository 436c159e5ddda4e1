package org.workflowengine.runtime.internal.text;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * A strict reader of JSON (RFC 8259) whose caller says what comes next. It reads only whole numbers, and only strings that can be stored
 * everywhere. How deep objects and arrays nest is bounded, so that a caller that reads itself within itself needs no bound of its own. Not
 * thread-safe.
 *
 * <p>It is not taken from a library because what it reads is hashed and kept permanently: no later version of a library may read a byte
 * of history differently.
 */
public final class JsonReader {
    /** How deep objects and arrays may be nested: {@code []} is one level. */
    public static final int LEVELS = 64;

    /** No {@code long} has more characters. */
    private static final int MOST_DIGITS = 19;

    /** The largest integer up to which an IEEE 754 double, and so every reader of JSON, tells each from the next. */
    private static final long EXACT = (1L << 53) - 1;

    private final String json;
    private int at;

    /** How many more objects and arrays may begin within each other. */
    private int levels;

    /**
     * A reader of one text.
     *
     * @param json the whole text
     */
    public JsonReader(String json) {
        this(json, LEVELS);
    }

    /** A reader of what stands within other objects already. */
    JsonReader(String json, int levels) {
        this.json = json;
        this.levels = levels;
    }

    /**
     * Reads an object.
     *
     * @param member is given each name and reads its value; a name that comes twice is given twice, and the caller must refuse it
     * @throws JsonException if there is none, or it is nested more than {@value #LEVELS} levels deep
     */
    public void object(Consumer<String> member) {
        begin('{');
        if (ended('}')) {
            return;
        }
        do {
            space();
            String name = string();
            expect(':');
            space();
            member.accept(name);
            space();
        } while (accept(','));
        expectEnd('}');
    }

    /**
     * Reads an array.
     *
     * @param element reads one element
     * @throws JsonException if there is none, or it is nested more than {@value #LEVELS} levels deep
     */
    public void array(Runnable element) {
        begin('[');
        if (ended(']')) {
            return;
        }
        do {
            space();
            element.run();
            space();
        } while (accept(','));
        expectEnd(']');
    }

    private void begin(char bracket) {
        space();
        if (levels == 0 && at < json.length() && json.charAt(at) == bracket) {
            throw found("one level too many", "at most " + LEVELS + " levels of objects and arrays");
        }
        expect(bracket);
        levels--;
        space();
    }

    private boolean ended(char bracket) {
        boolean ends = accept(bracket);
        levels += ends ? 1 : 0;
        return ends;
    }

    private void expectEnd(char bracket) {
        expect(bracket);
        levels++;
    }

    /**
     * Whether a string comes next.
     *
     * @return {@code true} when it does
     */
    public boolean isString() {
        return at < json.length() && json.charAt(at) == '"';
    }

    /** Whether an object comes next. */
    boolean isObject() {
        return at < json.length() && json.charAt(at) == '{';
    }

    /** Whether an array comes next. */
    boolean isArray() {
        return at < json.length() && json.charAt(at) == '[';
    }

    /**
     * Whether a number comes next.
     *
     * @return {@code true} when it does
     */
    public boolean isNumber() {
        return at < json.length() && (json.charAt(at) == '-' || isDigit(json.charAt(at)));
    }

    /**
     * Reads {@code null}, if it comes next.
     *
     * @return {@code true} when it did
     */
    public boolean acceptNull() {
        return accept("null");
    }

    /**
     * Reads a boolean.
     *
     * @return its value
     * @throws JsonException if there is none
     */
    public boolean bool() {
        if (accept("true")) {
            return true;
        }
        if (accept("false")) {
            return false;
        }
        throw unexpected("true or false");
    }

    /**
     * Reads a whole number.
     *
     * @return its value
     * @throws JsonException if there is none, or it does not fit
     */
    public long integer() {
        int start = at;
        accept('-');
        int digits = at;
        digits();
        boolean leadingZero = at - digits > 1 && json.charAt(digits) == '0';
        boolean fraction = at < json.length() && ".eE".indexOf(json.charAt(at)) >= 0;
        try {
            if (at > digits && at - digits <= MOST_DIGITS && !leadingZero && !fraction) {
                return Long.parseLong(json.substring(start, at));
            }
        } catch (NumberFormatException e) {
            throw tooLarge(start);
        }
        if (at - digits > MOST_DIGITS) {
            throw tooLarge(start);
        }
        at = fraction ? at : start;
        throw unexpected("a whole number");
    }

    /**
     * Reads a number that can be written in one form only: an integer that every reader of JSON holds exactly.
     *
     * @return its value, from −(2^53 − 1) to 2^53 − 1
     * @throws JsonException if there is no number, or another one
     */
    long exactInteger() {
        int start = at;
        accept('-');
        int first = at;
        digits();
        if (at == first || (at - first > 1 && json.charAt(first) == '0')) {
            at = start;
            throw unexpected("a number as JSON writes it");
        }
        int end = at;
        if (at < json.length() && ".eE+-".indexOf(json.charAt(at)) >= 0) {
            while (at < json.length() && (isDigit(json.charAt(at)) || ".eE+-".indexOf(json.charAt(at)) >= 0)) {
                at++;
            }
        }
        String number = json.substring(start, at);
        boolean isPlain = at == end && !number.equals("-0") && number.length() < MOST_DIGITS;
        if (!isPlain || Math.abs(Long.parseLong(number)) > EXACT) {
            at = start;
            throw found(
                    "the number " + Texts.quoted(number),
                    "an integer from -" + EXACT + " to " + EXACT
                            + ", without fraction, exponent or -0; write it as a string");
        }
        return Long.parseLong(number);
    }

    /**
     * Reads a string that can be stored and read back as JSON everywhere: well-formed Unicode without noncharacters (RFC 7493,
     * which RFC 8785 demands) and without U+0000, which PostgreSQL cannot hold.
     *
     * @return its value
     * @throws JsonException if there is none
     */
    public String string() {
        if (!accept('"')) {
            throw unexpected("a string in double quotes");
        }
        StringBuilder text = new StringBuilder();
        while (at < json.length() && json.charAt(at) != '"') {
            int start = at;
            int c = character();
            if (Character.isHighSurrogate((char) c) && at < json.length()) {
                int half = at;
                char low = json.charAt(at) == '"' ? 0 : character();
                if (Character.isLowSurrogate(low)) {
                    c = Character.toCodePoint((char) c, low);
                } else {
                    at = half;
                }
            }
            if (c == 0 || (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) {
                at = start;
                throw found(
                        String.format(Locale.ROOT, "the character U+%04X", c),
                        "no U+0000, no half of a surrogate pair and no noncharacter inside a string");
            }
            text.appendCodePoint(c);
        }
        if (!accept('"')) {
            throw unexpected("the closing quote of a string");
        }
        return text.toString();
    }

    /**
     * Reads the end of the text.
     *
     * @throws JsonException if something follows
     */
    public void end() {
        space();
        if (at < json.length()) {
            throw unexpected("the end");
        }
    }

    /**
     * What to throw if something else is there than expected.
     *
     * @param expected what could stand there
     * @return an exception that names what stands there, and where
     */
    public JsonException unexpected(String expected) {
        return found(at < json.length() ? Texts.quoted(Character.toString(json.codePointAt(at))) : "the end", expected);
    }

    /** The same, for something that has a name of its own. */
    JsonException found(String found, String expected) {
        return new JsonException(found + " at position " + at, expected);
    }

    private static JsonException tooLarge(int position) {
        return new JsonException("a larger number at position " + position, "at most " + Long.MAX_VALUE);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void digits() {
        while (at < json.length() && isDigit(json.charAt(at))) {
            at++;
        }
    }

    /** One UTF-16 code unit of a string, escaped or not. */
    private char character() {
        char c = json.charAt(at);
        if (c < ' ') {
            throw unexpected("no control character inside a string");
        }
        at++;
        return c == '\\' ? escaped() : c;
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

    private boolean accept(String wanted) {
        if (json.startsWith(wanted, at)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    void space() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }
}
