package org.workflowengine.examples.loans;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An event log: CSV with the columns {@code case_id,activity,timestamp,resource}, plain or gzip, read line by line. */
final class EventLog {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final TextLines lines;
    private final LineParser parser = new LineParser();

    private EventLog(InputStream bytes) {
        this.lines = new TextLines(bytes);
    }

    /** Reads the header of a log. Its first bytes, never its name, tell whether it is gzip. */
    static EventLog of(InputStream packedOrPlain) throws UnreadableLogException {
        try {
            BufferedInputStream plain = new BufferedInputStream(packedOrPlain);
            EventLog log = new EventLog(isGzip(plain) ? new BufferedInputStream(StrictGzip.of(plain)) : plain);
            log.checkHeader(log.lines.next());
            return log;
        } catch (UnreadableLogException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableLogException("it cannot be read: " + reason(e), e);
        }
    }

    private static boolean isGzip(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        return gzip;
    }

    private void checkHeader(Optional<TextLine> line) throws UnreadableLogException {
        String text = line.map(TextLine::text).orElse("");
        String found = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (!isHeader(found)) {
            throw new UnreadableLogException("it is not an event log: expected the header "
                    + Quoted.of(String.join(",", LineParser.COLUMNS)) + ", found "
                    + (line.isEmpty() ? "an empty file" : Quoted.of(found)));
        }
    }

    private static boolean isHeader(String text) {
        try {
            return !text.isEmpty()
                    && text.indexOf('\r') < 0
                    && LineParser.fields(text).equals(LineParser.COLUMNS);
        } catch (CsvParseException e) {
            return false;
        }
    }

    /** The next line, or empty at the end of the log. */
    Optional<LogLine> next() throws UnreadableLogException {
        try {
            return lines.next().map(parser::parse);
        } catch (IOException e) {
            throw new UnreadableLogException("it breaks off after line " + lines.number() + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof EOFException ? "the compressed data end too early" : String.valueOf(e.getMessage());
    }
}
