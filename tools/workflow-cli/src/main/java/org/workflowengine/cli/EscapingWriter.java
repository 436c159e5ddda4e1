package org.workflowengine.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;

/**
 * Writes characters that a charset does not have as {@code \\u} and four digits, as {@link Printable} does with invisible ones. A
 * question mark would mean that a question mark is stored.
 */
final class EscapingWriter extends FilterWriter {
    private final CharsetEncoder encoder;

    private EscapingWriter(OutputStream out, Charset charset) {
        super(new OutputStreamWriter(out, charset));
        encoder = charset.newEncoder();
    }

    /** A writer that loses nothing. */
    static Writer to(OutputStream out, Charset charset) {
        return charset.name().startsWith("UTF-")
                ? new OutputStreamWriter(out, charset)
                : new EscapingWriter(out, charset);
    }

    @Override
    public void write(int c) throws IOException {
        if (encoder.canEncode((char) c)) {
            out.write(c);
        } else {
            out.write(String.format(Locale.ROOT, "\\u%04x", c & 0xffff));
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
