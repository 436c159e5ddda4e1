package org.workflowengine.examples.loans;

import java.util.Locale;

/** Shows the contents of a file, which may be anything, on one line of a terminal. */
final class Quoted {
    private static final int SHOWN = 80;

    private Quoted() {}

    /** A text in quotes: printable ASCII and letters are shown as they are, everything else is escaped; cut after 80 characters. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.chars().limit(SHOWN).forEach(c -> {
            if (c == '"' || c == '\\') {
                shown.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7f || Character.isLetterOrDigit(c)) {
                shown.append((char) c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return shown.append(text.length() > SHOWN ? "…\"" : "\"").toString();
    }
}
