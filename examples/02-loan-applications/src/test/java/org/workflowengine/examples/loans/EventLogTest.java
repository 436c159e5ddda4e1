package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.examples.loans.LogLine.Malformed;

/** What an event log may look like, and what is said of one that does not. */
class EventLogTest {
    private static final String HEADER = LogFile.HEADER + "\n";
    private static final String GOOD = "7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web\n";
    private static final Event EVENT = event(2, "7", "web");

    private static Event event(long number, String caseId, String resource) {
        return new Event(number, caseId, "A_SUBMITTED", Instant.parse("2026-03-02T07:30:01.604Z"), resource);
    }

    private static List<LogLine> read(InputStream bytes) throws IOException {
        EventLog log = EventLog.of(bytes);
        List<LogLine> lines = new ArrayList<>();
        for (Optional<LogLine> line = log.next(); line.isPresent(); line = log.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static List<LogLine> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void anEventIsALineOfFourFields() throws IOException {
        assertThat(read(HEADER + GOOD)).containsExactly(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF" + LogFile.HEADER + "\n" + GOOD,
                LogFile.HEADER + "\r\n7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web\r\n",
                "\"case_id\",activity,timestamp,resource\n\"7\",\"A_SUBMITTED\",2026-03-02T08:30:01.604+01:00,\"web\"\n",
                LogFile.HEADER + "\n7,A_SUBMITTED,2026-03-02T07:30:01.604Z,web\n",
            })
    void byteOrderMarkCarriageReturnsQuotesAndOtherZonesAreFine(String text) throws IOException {
        assertThat(read(text)).containsExactly(EVENT);
    }

    @Test
    void aQuotedFieldMayHoldCommasAndQuotes() throws IOException {
        assertThat(read(HEADER + "\"7,a\",A_SUBMITTED,2026-03-02T08:30:01.604+01:00,\"the \"\"web\"\"\"\n"))
                .containsExactly(event(2, "7,a", "the \"web\""));
    }

    @Test
    void theResourceMayBeEmptyAndALogMayHaveNoEvents() throws IOException {
        assertThat(read(HEADER + "7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,\n"))
                .containsExactly(event(2, "7", ""));
        assertThat(read(HEADER)).isEmpty();
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> malformedLines() {
        return Stream.of(
                arguments("", "an empty line"),
                arguments("   ", "1 column"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00", "3 columns"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web,", "5 columns"),
                arguments("7;A_SUBMITTED;2026-03-02T08:30:01.604+01:00;web", "1 column"),
                arguments(",A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web", "no case_id"),
                arguments("7,  ,2026-03-02T08:30:01.604+01:00,web", "no activity"),
                arguments("7,A_SUBMITTED,,web", "the timestamp \"\""),
                arguments("7,A_SUBMITTED,2026-03-02 08:30:01,web", "the timestamp \"2026-03-02 08:30:01\""),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604,web", "the timestamp \"2026-03-02T08:30:01.604\""),
                arguments("7,A_SUBMITTED,2026-02-30T08:30:01Z,web", "the timestamp \"2026-02-30T08:30:01Z\""),
                arguments("7,A_SUBMITTED,+12026-03-02T08:30:01Z,web", "the timestamp \"+12026-03-02T08:30:01Z\""),
                arguments("7,A_SUBMITTED,9999-12-31T23:30:00-01:00,web", "the timestamp \"9999-12-31T23:30:00-01:00\""),
                arguments("\"7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web", "a stray quote"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,the \"web\"", "a stray quote"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,\"the\" web", "a stray quote"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,\"", "a stray quote"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01\r.604+01:00,web", "a carriage return inside the line"),
                arguments("7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00," + "x".repeat(17_000), "17044 bytes"));
    }

    /** Also that nothing but that line is lost. */
    @ParameterizedTest
    @MethodSource("malformedLines")
    void aMalformedLineIsTheOnlyOneThatIsSkipped(String line, String found) throws IOException {
        List<LogLine> lines = read(HEADER + GOOD + line + "\n" + GOOD);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo(EVENT);
        assertThat(lines.get(1)).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.number()).isEqualTo(3);
            assertThat(malformed.found()).isEqualTo(found);
        });
        assertThat(lines.get(2)).isEqualTo(event(4, "7", "web"));
    }

    @Test
    void aMalformedLineIsShownOnOnePrintableLine() throws IOException {
        assertThat(read(HEADER + "7,\u0007\u202E\n").get(0))
                .hasToString("line 2 skipped: found 2 columns, expected 4: case_id,activity,timestamp,resource: "
                        + "\"7,\\u0007\\u202e\"");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformedAndNotReplaced() throws IOException {
        Charset latin1 = StandardCharsets.ISO_8859_1;
        byte[] bytes = (HEADER + GOOD.replace("web", "Müller") + GOOD).getBytes(latin1);

        List<LogLine> lines = read(new ByteArrayInputStream(bytes));

        assertThat(lines.get(0))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.found()).isEqualTo("bytes that are not UTF-8"));
        assertThat(lines.get(1)).isEqualTo(event(3, "7", "web"));
    }

    /** Wherever a file is cut: what is left of its last line is never taken for an event. */
    @Test
    void aLineThatIsCutOffIsNoEvent() throws IOException {
        for (int length = 1; length < GOOD.length(); length++) {
            List<LogLine> lines = read(HEADER + GOOD + GOOD.substring(0, length));

            assertThat(lines).as("cut after %d characters", length).hasSize(2);
            assertThat(lines.get(0)).isEqualTo(EVENT);
            assertThat(lines.get(1))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            malformed -> assertThat(malformed.found()).isEqualTo("the end of the file"));
        }
    }

    @Test
    void gzipIsToldByItsContent() throws IOException {
        assertThat(read(new ByteArrayInputStream(gzip(HEADER + GOOD)))).containsExactly(EVENT);
    }

    @Test
    void gzipMayHaveSeveralMembers() throws IOException {
        byte[] packed = joined(gzip(HEADER), gzip(GOOD), gzip(GOOD));

        assertThat(read(new ByteArrayInputStream(packed))).containsExactly(EVENT, event(3, "7", "web"));
        assertThat(read(new Dripping(packed))).containsExactly(EVENT, event(3, "7", "web"));
    }

    /** As a pipe does it: a byte at a time, and none announced. */
    private static final class Dripping extends FilterInputStream {
        Dripping(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Test
    void gzipThatIsCutSaysAfterWhichLine() throws IOException {
        byte[] whole = gzip(HEADER + GOOD.repeat(3));
        for (int length = 3; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> read(new ByteArrayInputStream(cut)))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadableLogException.class)
                    .hasMessageMatching(
                            "(it cannot be read|it breaks off after line [1-4]): the compressed data end too early");
        }
    }

    @Test
    void gzipThatIsDamagedSaysAfterWhichLine() throws IOException {
        byte[] damaged = gzip(HEADER + GOOD.repeat(3));
        damaged[damaged.length - 5] ^= 1;

        assertThatThrownBy(() -> read(new ByteArrayInputStream(damaged)))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageStartingWith("it breaks off after line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "no gzip at all", "\u001f\u008b"})
    void whatFollowsGzipAndIsNoneIsNotTakenForTheEnd(String garbage) throws IOException {
        byte[] packed = joined(gzip(HEADER + GOOD), garbage.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(new ByteArrayInputStream(packed)))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageEndingWith("bytes that are no gzip follow the compressed data");
        assertThatThrownBy(() -> read(new Dripping(packed))).isInstanceOf(UnreadableLogException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case_id,activity,timestamp\n",
                "case_id,activity,timestamp,resource,cost\n",
                "activity,case_id,timestamp,resource\n",
                "7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web\n",
                "\n",
                "\"case_id\n",
                "case_id,activity,timestamp,resource\r7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web\r",
                "{\"events\":[]}\n",
            })
    void anotherHeaderIsRefusedWithBoth(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageStartingWith("it is not an event log: expected the header "
                        + "\"case_id,activity,timestamp,resource\", found \"");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageEndingWith("found an empty file");
    }
}
