package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.Reader;
import java.util.BitSet;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Reads JSON (RFC 8259) token by token, without holding more of it than one text. How deep it may nest, and how long a text or a number may be, is
 * bounded. Not thread-safe.
 */
final class JsonTokens {
    private static final int MOST_NESTED = 1_000;
    private static final int LONGEST_TEXT = 20_000_000;
    private static final int LONGEST_NUMBER = 1_000;

    /** What comes next. */
    enum Token {
        BEGIN_OBJECT("the beginning of an object"),
        END_OBJECT("the end of an object"),
        BEGIN_ARRAY("the beginning of an array"),
        END_ARRAY("the end of an array"),
        NAME("the name of a member"),
        TEXT("a text"),
        WHOLE_NUMBER("a whole number"),
        OTHER_NUMBER("a number that is not whole"),
        TRUE("true"),
        FALSE("false"),
        NULL("null"),
        END("the end of the file");

        private final String words;

        Token(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final Characters in;
    private final StringBuilder text = new StringBuilder();
    /** Which of the objects and arrays around the next token are objects. */
    private final BitSet objects = new BitSet();

    private int depth;
    private boolean isFirst = true;
    private boolean isNamed;
    private Token current = Token.NULL;

    JsonTokens(Reader in) {
        this.in = new Characters(in);
    }

    /** Goes to the next token. */
    Token next() throws IOException {
        skipBlanks();
        current = read();
        return current;
    }

    /** The token that was read last. */
    Token current() {
        return current;
    }

    /** A text, the name of a member, or a number as it is written. */
    String text() {
        return text.toString();
    }

    /** Goes to the end of an object or array that has just begun. */
    void skipChildren() throws IOException {
        if (current == Token.BEGIN_OBJECT || current == Token.BEGIN_ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                next();
            }
        }
    }

    /** What to throw where another token stands than expected. */
    BundleException unexpected(String expected) {
        return noBundle("expected " + expected + ", found " + current + " before " + in.position());
    }

    private BundleException wrong(String expected) throws IOException {
        int c = peek();
        return noBundle("expected " + expected + ", found "
                + (c == Characters.END_OF_FILE ? "the end of the file" : Texts.quoted(Character.toString(c))) + " at "
                + in.position());
    }

    private BundleException tooMuch(String what, int most) {
        return noBundle(what + " at " + in.position() + ", expected at most " + most);
    }

    static BundleException noBundle(String why) {
        return new BundleException("the file is not a bundle: " + why);
    }

    private boolean isInObject() {
        return depth > 0 && objects.get(depth);
    }

    private Token read() throws IOException {
        if (isNamed) {
            expect(':');
            skipBlanks();
            isNamed = false;
            return value();
        }
        if (depth == 0) {
            return first();
        }
        char end = isInObject() ? '}' : ']';
        if (peek() == end) {
            take();
            isFirst = false;
            Token ended = isInObject() ? Token.END_OBJECT : Token.END_ARRAY;
            depth--;
            return ended;
        }
        if (!isFirst) {
            expect(',');
            skipBlanks();
        }
        isFirst = false;
        if (!isInObject()) {
            return value();
        }
        string();
        isNamed = true;
        return Token.NAME;
    }

    private Token first() throws IOException {
        if (isFirst) {
            isFirst = false;
            return value();
        }
        if (peek() != Characters.END_OF_FILE) {
            throw wrong("the end of the file");
        }
        return Token.END;
    }

    private Token value() throws IOException {
        int c = peek();
        return switch (c) {
            case '{' -> begin(true);
            case '[' -> begin(false);
            case '"' -> {
                string();
                yield Token.TEXT;
            }
            case 't' -> literal("true", Token.TRUE);
            case 'f' -> literal("false", Token.FALSE);
            case 'n' -> literal("null", Token.NULL);
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw wrong("a value");
                }
                yield number();
            }
        };
    }

    private Token begin(boolean isObject) throws IOException {
        take();
        depth++;
        if (depth > MOST_NESTED) {
            throw tooMuch("objects and arrays within each other", MOST_NESTED);
        }
        objects.set(depth, isObject);
        isFirst = true;
        return isObject ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
    }

    private Token literal(String word, Token token) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw wrong(word);
            }
            take();
        }
        return token;
    }

    private Token number() throws IOException {
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
        return isWhole ? Token.WHOLE_NUMBER : Token.OTHER_NUMBER;
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

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Reads a text. Half of a surrogate pair is read as it is. */
    private void string() throws IOException {
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

    private void expect(char wanted) throws IOException {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        take();
    }

    private void skipBlanks() throws IOException {
        for (int c = peek(); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = peek()) {
            take();
        }
    }

    private int peek() throws IOException {
        return in.peek();
    }

    private int take() throws IOException {
        return in.take();
    }
}
