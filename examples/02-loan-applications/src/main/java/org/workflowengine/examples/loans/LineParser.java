package org.workflowengine.examples.loans;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.examples.loans.LogLine.Malformed;

/**
 * Reads a line as an event. One line is one record: a quoted field cannot continue in the next line, so an extra quote costs one event
 * and not the rest of the file.
 */
final class LineParser {
    static final List<String> COLUMNS = List.of("case_id", "activity", "timestamp", "resource");

    private static final CsvReader.CsvReaderBuilder CSV = CsvReader.builder().allowUnclosedQuote(false);

    private static final FieldModifier NO_QUOTE_INSIDE = new FieldModifier() {
        @Override
        public String modify(long line, int index, boolean quoted, String field) {
            if (!quoted && field.indexOf('"') >= 0) {
                throw new CsvParseException("a quote inside a field that does not begin with one");
            }
            return field;
        }
    };

    /** The fields of a line of CSV. */
    static List<String> fields(String line) {
        return List.of(
                CSV.ofSingleCsvRecord(StringArrayHandler.of(handler -> handler.fieldModifier(NO_QUOTE_INSIDE)), line));
    }

    LogLine parse(TextLine line) {
        String text = line.text();
        if (line.fault().isPresent()) {
            return malformed(line, line.fault().get(), "UTF-8, at most " + TextLines.LONGEST + " bytes");
        }
        if (!line.ended()) {
            return malformed(line, "the end of the file", "a line end, without which the last field may be cut off");
        }
        if (text.isEmpty()) {
            return malformed(line, "an empty line", "an event");
        }
        if (text.indexOf('\r') >= 0) {
            return malformed(line, "a carriage return inside the line", "LF or CR LF as line end");
        }
        try {
            return event(line, fields(text));
        } catch (CsvParseException e) {
            return malformed(line, "a stray quote", "a field without quotes, or in quotes with quotes inside doubled");
        }
    }

    private static LogLine event(TextLine line, List<String> fields) {
        if (fields.size() != COLUMNS.size()) {
            String found = fields.size() == 1 ? "1 column" : fields.size() + " columns";
            return malformed(line, found, COLUMNS.size() + ": " + String.join(",", COLUMNS));
        }
        for (int i = 0; i < 2; i++) {
            if (fields.get(i).isBlank()) {
                return malformed(line, "no " + COLUMNS.get(i), "one");
            }
        }
        try {
            Instant time = time(fields.get(2));
            return new Event(line.number(), fields.get(0), fields.get(1), time, fields.get(3));
        } catch (DateTimeException e) {
            return malformed(
                    line,
                    "the timestamp " + Quoted.of(fields.get(2)),
                    "ISO 8601 with offset, such as 2026-03-02T09:15:00.250+01:00");
        }
    }

    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        if (time.getYear() < 1 || time.getYear() > 9999) {
            throw new DateTimeException("the years of ISO 8601 are 0001 to 9999, found " + time.getYear());
        }
        return time.toInstant();
    }

    private static Malformed malformed(TextLine line, String found, String expected) {
        return new Malformed(line.number(), line.text(), found, expected);
    }
}
