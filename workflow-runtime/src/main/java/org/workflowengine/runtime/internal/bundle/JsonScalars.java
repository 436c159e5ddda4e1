package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.Reader;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.internal.text.Texts;

/** How texts, numbers and words are written in JSON (RFC 8259). How long a text or a number may be is bounded. Not thread-safe. */
final class JsonScalars {
    private static final int LONGEST_TEXT = 20_000_000;
    private static final int LONGEST_NUMBER = 1_000;

    private final Characters in;
    private final StringBuilder text = new StringBuilder();

    JsonScalars(Reader in) {
        this.in = new Characters(in);
    }

    /** The text or number that was read last, a number as it is written. */
    String text() {
        return text.toString();
    }

    /** Where the next character is, in words. */
    String position() {
        return in.position();
    }

    /** The next character, or {@link Characters#END_OF_FILE}. */
    int peek() throws IOException {
        return in.peek();
    }

    /** Goes past the next character, which there is. */
    int take() throws IOException {
        return in.take();
    }

    void expect(char wanted) throws IOException {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        take();
    }

    void skipBlanks() throws IOException {
        for (int c = peek(); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = peek()) {
            take();
        }
    }

    /** Reads one of the words that JSON knows. */
    void readWord(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw wrong(word);
            }
            take();
        }
    }

    /** Reads a number, and tells whether it is whole. */
    boolean readNumber() throws IOException {
        text.setLength(0);
        if (peek() == '-') {
            append();
        }
        boolean leadsWithZero = peek() == '0';
        int digits = digits();
        if (digits == 0 || (leadsWithZero && digits > 1)) {
            throw wrong("a number without leading zeros");
        }
        boolean isWhole = true;
        if (peek() == '.') {
            isWhole = false;
            append();
            demandDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            isWhole = false;
            append();
            if (peek() == '+' || peek() == '-') {
                append();
            }
            demandDigits();
        }
        return isWhole;
    }

    private void demandDigits() throws IOException {
        if (digits() == 0) {
            throw wrong("a digit");
        }
    }

    private int digits() throws IOException {
        int digits = 0;
        while (isDigit(peek())) {
            append();
            digits++;
            if (text.length() > LONGEST_NUMBER) {
                throw tooMuch("digits of a number", LONGEST_NUMBER);
            }
        }
        return digits;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Reads a text. Half of a surrogate pair is read as it is. */
    void readText() throws IOException {
        expect('"');
        text.setLength(0);
        for (int c = peek(); c != '"'; c = peek()) {
            if (c == Characters.END_OF_FILE || c < ' ') {
                throw wrong("the closing quote of a text");
            }
            take();
            text.append(c == '\\' ? escaped() : (char) c);
            if (text.length() > LONGEST_TEXT) {
                throw tooMuch("characters of a text", LONGEST_TEXT);
            }
        }
        take();
    }

    private char escaped() throws IOException {
        int c = peek();
        char meant = switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> '\0';
            default -> throw wrong("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        };
        take();
        return c == 'u' ? unicode() : meant;
    }

    private char unicode() throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek();
            int digit = c > 0x7F ? -1 : Character.digit(c, 16);
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            code = code * 16 + digit;
            take();
        }
        return (char) code;
    }

    private void append() throws IOException {
        text.append((char) take());
    }

    /** What to throw if another character is there than expected. */
    BundleException wrong(String expected) throws IOException {
        int c = peek();
        return noBundle("expected " + expected + ", found "
                + (c == Characters.END_OF_FILE ? "the end of the file" : Texts.quoted(Character.toString(c))) + " at "
                + in.position());
    }

    BundleException tooMuch(String what, int most) {
        return noBundle(what + " at " + in.position() + ", expected at most " + most);
    }

    static BundleException noBundle(String why) {
        return new BundleException("the file is not a bundle: " + why);
    }
}
