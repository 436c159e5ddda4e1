package org.workflowengine.processor.generate;

/**
 * Texts of the author's as Java literals; everything that cannot be seen is an escape. A lone surrogate would not survive being
 * written to a file.
 */
final class Literal {
    private Literal() {}

    static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            append(literal, text.codePointAt(i));
        }
        return literal.append('"').toString();
    }

    private static void append(StringBuilder literal, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> {
                for (char unit : Character.toChars(c)) {
                    literal.append(escape(unit));
                }
            }
            default -> literal.append(c == '"' || c == '\\' ? "\\" : "").appendCodePoint(c);
        }
    }

    /** Line breaks have escapes of their own: javac reads a unicode escape before it looks for the end of a literal. */
    private static String escape(char unit) {
        return switch (unit) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) unit);
        };
    }
}
