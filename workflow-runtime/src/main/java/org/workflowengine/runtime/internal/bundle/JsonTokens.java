package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.Reader;
import java.util.BitSet;
import org.workflowengine.runtime.core.BundleException;

/**
 * Reads JSON (RFC 8259) token by token, without holding more of it than one text. It knows what may come next, and how deep it may nest is
 * bounded; {@link JsonScalars} knows how texts and numbers are written. Not thread-safe.
 */
final class JsonTokens {
    private static final int MOST_NESTED = 1_000;

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

    private final JsonScalars in;
    /** Which of the objects and arrays around the next token are objects. */
    private final BitSet objects = new BitSet();

    private int depth;
    private boolean isFirst = true;
    private boolean isNamed;
    private Token current = Token.NULL;

    JsonTokens(Reader in) {
        this.in = new JsonScalars(in);
    }

    /** Goes to the next token. */
    Token next() throws IOException {
        in.skipBlanks();
        current = read();
        return current;
    }

    /** The token that was read last. */
    Token current() {
        return current;
    }

    /** A text, the name of a member, or a number as it is written. */
    String text() {
        return in.text();
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

    /** What to throw if another token is there than expected. */
    BundleException unexpected(String expected) {
        return JsonScalars.noBundle("expected " + expected + ", found " + current + " before " + in.position());
    }

    private boolean isInObject() {
        return depth > 0 && objects.get(depth);
    }

    private Token read() throws IOException {
        if (isNamed) {
            in.expect(':');
            in.skipBlanks();
            isNamed = false;
            return value();
        }
        if (depth == 0) {
            return first();
        }
        char end = isInObject() ? '}' : ']';
        if (in.peek() == end) {
            in.take();
            isFirst = false;
            Token ended = isInObject() ? Token.END_OBJECT : Token.END_ARRAY;
            depth--;
            return ended;
        }
        if (!isFirst) {
            in.expect(',');
            in.skipBlanks();
        }
        isFirst = false;
        if (!isInObject()) {
            return value();
        }
        in.readText();
        isNamed = true;
        return Token.NAME;
    }

    private Token first() throws IOException {
        if (isFirst) {
            isFirst = false;
            return value();
        }
        if (in.peek() != Characters.END_OF_FILE) {
            throw in.wrong("the end of the file");
        }
        return Token.END;
    }

    private Token value() throws IOException {
        int c = in.peek();
        return switch (c) {
            case '{' -> begin(true);
            case '[' -> begin(false);
            case '"' -> {
                in.readText();
                yield Token.TEXT;
            }
            case 't' -> {
                in.readWord("true");
                yield Token.TRUE;
            }
            case 'f' -> {
                in.readWord("false");
                yield Token.FALSE;
            }
            case 'n' -> {
                in.readWord("null");
                yield Token.NULL;
            }
            default -> {
                if (c != '-' && !JsonScalars.isDigit(c)) {
                    throw in.wrong("a value");
                }
                yield in.readNumber() ? Token.WHOLE_NUMBER : Token.OTHER_NUMBER;
            }
        };
    }

    private Token begin(boolean isObject) throws IOException {
        in.take();
        depth++;
        if (depth > MOST_NESTED) {
            throw in.tooMuch("objects and arrays within each other", MOST_NESTED);
        }
        objects.set(depth, isObject);
        isFirst = true;
        return isObject ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
    }
}
