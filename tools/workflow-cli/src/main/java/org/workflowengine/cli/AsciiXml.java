package org.workflowengine.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes XML in ASCII, and other characters as references to their numbers, so that the text is the same in every charset. There may be such
 * characters in the values of attributes only, and pairs of surrogates must be whole. Not thread-safe.
 */
final class AsciiXml extends FilterWriter {
    private static final int LAST = 0x7F;

    private char high;

    AsciiXml(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        char unit = (char) c;
        if (unit <= LAST) {
            out.write(unit);
        } else if (Character.isHighSurrogate(unit)) {
            high = unit;
        } else {
            int character = Character.isLowSurrogate(unit) ? Character.toCodePoint(high, unit) : unit;
            out.write("&#x" + Integer.toHexString(character) + ";");
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }
}
