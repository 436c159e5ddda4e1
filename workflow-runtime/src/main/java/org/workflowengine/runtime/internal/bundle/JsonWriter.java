package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.Writer;

/** Writes JSON in ASCII as it comes, each member and each element on its own line. Never closes its output. Not thread-safe. */
final class JsonWriter {
    private static final String INDENT = "  ";

    private static final int BUFFER = 8_192;

    private final Writer out;
    private final StringBuilder pending = new StringBuilder(BUFFER);
    private int depth;
    private boolean isFirst = true;
    private boolean isMember;

    JsonWriter(Writer out) {
        this.out = out;
    }

    void beginObject() throws IOException {
        begin('{');
    }

    void endObject() throws IOException {
        end('}');
    }

    void beginArray() throws IOException {
        begin('[');
    }

    void endArray() throws IOException {
        end(']');
    }

    /** Begins a member; its value comes next. */
    void name(String name) throws IOException {
        next();
        string(name);
        pending.append(" : ");
        isMember = true;
    }

    void text(String value) throws IOException {
        value();
        string(value);
    }

    /** Writes a number, {@code true}, {@code false} or {@code null}. */
    void literal(Object value) throws IOException {
        value();
        pending.append(value.toString());
    }

    private void begin(char bracket) throws IOException {
        value();
        pending.append(bracket);
        depth++;
        isFirst = true;
    }

    private void end(char bracket) throws IOException {
        depth--;
        if (isFirst) {
            pending.append(' ');
        } else {
            line();
        }
        pending.append(bracket);
        isFirst = false;
    }

    /** The value of a member is on the same line; an element of an array begins a new one. */
    private void value() throws IOException {
        if (isMember) {
            isMember = false;
        } else if (depth > 0) {
            next();
        }
    }

    private void next() throws IOException {
        if (!isFirst) {
            pending.append(',');
        }
        isFirst = false;
        line();
    }

    private void line() throws IOException {
        if (pending.length() >= BUFFER) {
            flush();
        }
        pending.append('\n');
        pending.append(INDENT.repeat(depth));
    }

    /** Writes what was given so far. */
    void flush() throws IOException {
        out.append(pending);
        pending.setLength(0);
    }

    private void string(String text) {
        pending.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> pending.append("\\\"");
                case '\\' -> pending.append("\\\\");
                case '\b' -> pending.append("\\b");
                case '\t' -> pending.append("\\t");
                case '\n' -> pending.append("\\n");
                case '\f' -> pending.append("\\f");
                case '\r' -> pending.append("\\r");
                default -> {
                    if (c >= ' ' && c <= 0x7F) {
                        pending.append(c);
                    } else {
                        escape(c);
                    }
                }
            }
        }
        pending.append('"');
    }

    private void escape(char c) {
        pending.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            pending.append("0123456789ABCDEF".charAt((c >> shift) & 0xF));
        }
    }
}
