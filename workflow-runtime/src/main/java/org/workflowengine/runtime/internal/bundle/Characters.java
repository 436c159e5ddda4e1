package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.Reader;

/** The characters of a text, one after the other, and the position of the next one. Not thread-safe. */
final class Characters {
    static final int END_OF_FILE = -1;

    private final Reader in;
    private final char[] buffer = new char[8_192];
    private int at;
    private int filled;
    private long line = 1;
    private long column = 1;

    Characters(Reader in) {
        this.in = in;
    }

    /** The next character, or {@link #END_OF_FILE}. */
    int peek() throws IOException {
        if (at == filled) {
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
        }
        return filled == 0 ? END_OF_FILE : buffer[at];
    }

    /** Goes past the next character, which there is. */
    int take() throws IOException {
        int c = peek();
        at++;
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }

    /** In words. */
    String position() {
        return "line " + line + ", column " + column;
    }
}
