package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line answers: the report, the messages and the exit code. */
class LoanReplayTest {
    private static final String BUNDLED = "loan-events.csv";
    private static final String OPENED = LogFile.HEADER + "\n7,A_SUBMITTED,2026-03-02T08:30:01.604+01:00,web\n";

    @TempDir
    private Path folder;

    private record Run(ExitCode code, String out, String err) {}

    private static Run replay(byte[] standardInput, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        AtomicLong halfSeconds = new AtomicLong();
        InstantSource time = () -> Instant.EPOCH.plusMillis(500 * halfSeconds.getAndIncrement());
        ExitCode code = new LoanReplay(
                        new ByteArrayInputStream(standardInput),
                        new PrintStream(out),
                        new PrintStream(err),
                        false,
                        time)
                .run(words);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Run replay(String standardInput, String... words) {
        return replay(standardInput.getBytes(StandardCharsets.UTF_8), words);
    }

    @Test
    void theBundledLogIsReplayedAndReported() {
        Run run = replay("", BUNDLED);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualToNormalizingNewlines("""

                Loan applications replayed from loan-events.csv

                       20  cases
                      107  events applied: 20 openings and 87 transitions, each with its audit entry in one commit
                        7  events refused, nothing written
                        0  malformed lines, skipped
                      107  applied per second, in 1.00 s

                Refused, with the first of each kind
                        4  not allowed here
                           line 8, case "LA-2602": A_APPROVED is not allowed in state DECLINED; the state is terminal
                        1  case already exists
                           line 40, case "LA-2610": case "LA-2610" exists already, in state PARTLYSUBMITTED at step 2
                        1  no such case
                           line 27, case "LA-2591": there is no case "LA-2591"
                        1  unknown transition
                           line 94, case "LA-2616": the workflow has no transition "A_APROVED"; did you mean A_APPROVED?

                Cases by state
                        1  ACCEPTED
                        1  APPROVED_ACTIVATED
                        3  CANCELLED
                        6  COMPLETED
                        4  DECLINED
                        1  FINALIZED
                        1  PARTLYSUBMITTED
                        1  PREACCEPTED
                        1  REGISTERED
                        1  SUBMITTED

                Histories
                       20  of 20: every digest is right, and the steps alone rebuild the state
                """);
        assertThat(run.code()).isEqualTo(ExitCode.SOUND);
    }

    @Test
    void standardInputMayBePlainOrGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(OPENED.getBytes(StandardCharsets.UTF_8));
        }

        Run plain = replay(OPENED, "-");
        Run gzip = replay(packed.toByteArray(), "-");

        assertThat(plain).isEqualTo(gzip);
        assertThat(plain.code()).isEqualTo(ExitCode.SOUND);
        assertThat(plain.out()).contains("replayed from standard input").contains("1  SUBMITTED");
    }

    @Test
    void malformedLinesAreReportedWithTheirNumbersAndTheRestIsReplayed() {
        Run run = replay(OPENED + "7,A_PARTLYSUBMITTED\n7,A_PARTLYSUBMITTED,2026-03-02T08:31:00Z,\n", "-");

        assertThat(run.err())
                .isEqualToNormalizingNewlines(
                        "line 3 skipped: found 2 columns, expected 4: case_id,activity,timestamp,resource:"
                                + " \"7,A_PARTLYSUBMITTED\"\n");
        assertThat(run.out()).contains("1  malformed lines, skipped").contains("1  PARTLYSUBMITTED");
        assertThat(run.code()).isEqualTo(ExitCode.MALFORMED);
    }

    @Test
    void aFileThatIsCutInTheMiddleOfALineSaysSo() {
        Run run = replay(OPENED + "7,A_PARTLYSUBMITTED,2026-03-02T08:31", "-");

        assertThat(run.err()).startsWith("line 3 skipped: found the end of the file, expected a line end");
        assertThat(run.out()).contains("1  SUBMITTED");
        assertThat(run.code()).isEqualTo(ExitCode.MALFORMED);
    }

    @Test
    void gzipThatBreaksOffIsReplayedAsFarAsItGoes() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed, true)) {
            out.write(OPENED.getBytes(StandardCharsets.UTF_8));
            out.flush();
            packed.writeTo(Files.newOutputStream(folder.resolve("cut.csv.gz")));
        }

        Run run = replay("", folder.resolve("cut.csv.gz").toString());

        assertThat(run.err())
                .isEqualToNormalizingNewlines("LoanReplay: cut.csv.gz: it breaks off after line 2:"
                        + " the compressed data end too early; everything up to there is replayed\n");
        assertThat(run.out()).contains("1  events applied").contains("1  SUBMITTED");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void whatIsNoEventLogLeavesNoDatabaseBehind() {
        Run run = replay("case,event\n", "--database", folder.resolve("loans").toString(), "-");

        assertThat(run.err()).startsWith("LoanReplay: standard input: it is not an event log: expected the header");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDatabaseFileKeepsTheCases() {
        String database = folder.resolve("loans").toString();

        Run first = replay(OPENED, "--database", database, "-");
        Run second =
                replay(LogFile.HEADER + "\n7,A_PARTLYSUBMITTED,2026-03-02T08:31:00Z,\n", "--database", database, "-");

        assertThat(first.code()).isEqualTo(ExitCode.SOUND);
        assertThat(second.out())
                .contains("1  cases, 1 of them from before")
                .contains("1  events applied: 0 openings and 1 transitions")
                .contains("1  PARTLYSUBMITTED")
                .contains("1  of 1: every digest is right");
        assertThat(second.code()).isEqualTo(ExitCode.SOUND);
    }

    @Test
    void aHistoryThatSomebodyChangedIsFound() throws SQLException {
        Path database = folder.resolve("loans");
        replay(OPENED, "--database", database.toString(), "-");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + database, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER workflow_audit_erased");
            assertThat(statement.executeUpdate("UPDATE workflow_audit SET actor = 'nobody'"))
                    .isEqualTo(1);
        }

        Run run = replay(LogFile.HEADER + "\n", "--database", database.toString(), "-");

        assertThat(run.out())
                .contains("0  of 1: every digest is right")
                .contains("1  BROKEN")
                .contains("\"7\" #1: expected payload_digest ");
        assertThat(run.code()).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamedWithTheCause() throws IOException {
        Files.writeString(folder.resolve("loans.mv.db"), "something else");
        String database = folder.resolve("loans").toString();

        Run run = replay(OPENED, "--database", database, "-");

        assertThat(run.err())
                .startsWith("LoanReplay: the database cannot be used: the database " + database + " cannot be opened");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void aLogThatCannotBeOpenedIsNamed() {
        Run missing = replay("", folder.resolve("missing.csv").toString());
        Run directory = replay("", folder.toString());

        assertThat(missing.err()).isEqualToNormalizingNewlines("LoanReplay: missing.csv: there is no such file\n");
        assertThat(missing.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(directory.err()).endsWith("it is a directory" + System.lineSeparator());
        assertThat(directory.code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | no event log given
            --database                  | --database needs a file name after it
            --database --help           | --database needs a file name after it
            --database a.mv.db x.csv    | --database takes the file without its suffix .mv.db
            --database a --database b - | --database is given twice
            --verbose x.csv             | unknown option "--verbose"; a file of that name is written "./--verbose"
            x.csv -                     | more than one log: "x.csv" and "-"
            """)
    void aBadArgumentIsNamedAndTheUsageShown(String words, String message) {
        Run run = replay("", words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(run.err()).isEqualToNormalizingNewlines("LoanReplay: " + message + "\n\n" + Arguments.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void helpTellsTheUsageAndTheExitCodes() {
        Run run = replay("", "--help");

        assertThat(run.out()).isEqualTo(Arguments.USAGE);
        for (ExitCode code : ExitCode.values()) {
            assertThat(run.out()).containsPattern("(?m)^(exit code:| {10}) " + code.number() + "  [a-z]");
        }
        assertThat(run.code()).isEqualTo(ExitCode.SOUND);
    }
}
