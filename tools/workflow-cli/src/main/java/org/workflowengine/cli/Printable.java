package org.workflowengine.cli;

import org.workflowengine.runtime.internal.text.Texts;

/** Makes texts safe to print: a stored reason must not move the cursor, hide what follows it or begin a line of its own. */
final class Printable {
    private Printable() {}

    /**
     * Escapes invisible characters.
     *
     * @param text any text
     * @return the text on one line, with backslashes doubled and everything invisible written as {@code \\u} and four digits
     */
    static String of(String text) {
        return Texts.printable(text);
    }
}
