package org.workflowengine.processor.model;

import java.util.Locale;

/** Texts as JSON (RFC 8259). */
public final class JsonText {

    private JsonText() {}

    /** The text in quotes, with everything escaped that JSON, or a reader of UTF-8, could stumble over. */
    public static String quote(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
