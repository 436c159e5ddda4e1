package org.workflowengine.http.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259). What cannot be seen, and what turns the direction of a line, is written as an escape, so that a text of a case
 * cannot change how an answer reads.
 */
public final class JsonWriter {
    private static final int NARROW = 0x10000;

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    public static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            object(object.members());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Collection<?> list) {
            array(list);
        } else if (value instanceof JsonLiteral literal) {
            out.append(literal.text());
        } else if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> members) {
        char before = '{';
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(before);
            string(String.valueOf(member.getKey()));
            out.append(':');
            value(member.getValue());
            before = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private void array(Collection<?> values) {
        out.append('[');
        for (Iterator<?> each = values.iterator(); each.hasNext(); ) {
            value(each.next());
            if (each.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (isSeen(c)) {
            out.appendCodePoint(c);
        } else if (c < NARROW) {
            escape((char) c);
        } else {
            escape(Character.highSurrogate(c));
            escape(Character.lowSurrogate(c));
        }
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private void escape(char unit) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((unit >> shift) & 0xF, 16));
        }
    }
}
