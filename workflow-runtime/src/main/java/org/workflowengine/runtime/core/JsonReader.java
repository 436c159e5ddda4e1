package org.workflowengine.runtime.core;

import java.util.function.Consumer;

/**
 * A strict reader of JSON (RFC 8259) whose caller says what comes next. It reads what the engine itself writes, so that of the
 * numbers it knows the whole ones only. Nesting is as deep as the caller asks, never as deep as the text is. Not thread-safe.
 *
 * <p>Written here and not taken from a library because what it reads is hashed and kept for ever: no library's next version may
 * read a byte of history differently.
 */
public final class JsonReader {
    /** No {@code long} has more characters. */
    private static final int MOST_DIGITS = 19;

    private final String json;
    private int at;

    /**
     * A reader of one text.
     *
     * @param json the whole text
     */
    public JsonReader(String json) {
        this.json = json;
    }

    /**
     * Reads an object.
     *
     * @param member is given each name and reads its value; a name that comes twice is given twice, and the caller's to refuse
     * @throws JsonException if there is none
     */
    public void object(Consumer<String> member) {
        expect('{');
        space();
        if (accept('}')) {
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
        expect('}');
    }

    /**
     * Reads an array.
     *
     * @param element reads one element
     * @throws JsonException if there is none
     */
    public void array(Runnable element) {
        expect('[');
        space();
        if (accept(']')) {
            return;
        }
        do {
            space();
            element.run();
            space();
        } while (accept(','));
        expect(']');
    }

    /**
     * Whether a string comes next.
     *
     * @return {@code true} when it does
     */
    public boolean isString() {
        return at < json.length() && json.charAt(at) == '"';
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
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
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
     * Reads a string.
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
     * What to throw where something else stands than expected.
     *
     * @param expected what could stand there
     * @return an exception that names what stands there, and where
     */
    public JsonException unexpected(String expected) {
        String found = at < json.length() ? Texts.quoted(json.substring(at, at + 1)) : "the end";
        return new JsonException(found + " at position " + at, expected);
    }

    private static JsonException tooLarge(int position) {
        return new JsonException("a larger number at position " + position, "at most " + Long.MAX_VALUE);
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

    private void space() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }
}
