package org.workflowengine.examples.loans;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts bytes into lines of UTF-8, which end in LF or CR LF. It works on bytes, so neither a very long line nor a
 * byte that is not UTF-8 costs more than its own line.
 */
final class TextLines {
    static final int LONGEST = 16 * 1024;

    private final InputStream bytes;
    private long number;

    TextLines(InputStream bytes) {
        this.bytes = bytes;
    }

    /** The number of the line that was read last. */
    long number() {
        return number;
    }

    /** The next line, or empty at the end of the file. */
    Optional<TextLine> next() throws IOException {
        int read = bytes.read();
        if (read < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        long length = 0;
        for (; read >= 0 && read != '\n'; read = bytes.read()) {
            if (length++ < LONGEST) {
                line.write(read);
            }
        }
        number++;
        return Optional.of(decoded(line.toByteArray(), length, read == '\n'));
    }

    private TextLine decoded(byte[] line, long length, boolean ended) {
        if (length > LONGEST) {
            return faulty(line, ended, length + " bytes");
        }
        int withoutReturn = length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        try {
            ByteBuffer content = ByteBuffer.wrap(line, 0, withoutReturn);
            String text = StandardCharsets.UTF_8.newDecoder().decode(content).toString();
            return new TextLine(number, text, ended, Optional.empty());
        } catch (CharacterCodingException e) {
            return faulty(line, ended, "bytes that are not UTF-8");
        }
    }

    private TextLine faulty(byte[] line, boolean ended, String fault) {
        return new TextLine(number, new String(line, StandardCharsets.UTF_8), ended, Optional.of(fault));
    }
}
