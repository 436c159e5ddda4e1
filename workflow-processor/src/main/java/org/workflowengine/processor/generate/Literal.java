package org.workflowengine.processor.generate;

import com.palantir.javapoet.CodeBlock;
import java.util.HexFormat;

/**
 * Texts of the author's as Java literals. JavaPoet breaks a line wherever Unicode knows a line break, also inside a literal, and a
 * lone surrogate does not survive being written to a file; here everything that cannot be seen is an escape.
 */
final class Literal {
    private Literal() {}

    static CodeBlock of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            append(literal, text.codePointAt(i));
        }
        return CodeBlock.of("$L", literal.append('"'));
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
            default -> unicode(unit);
        };
    }

    static String unicode(char unit) {
        return "\\u" + HexFormat.of().toHexDigits(unit);
    }
}
