package org.workflowengine.examples.loans;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.WorkflowException;

/** The command line: opens the log and the database, replays, checks every history, reports, and returns an exit code. */
final class LoanReplay {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean console;
    private final InstantSource time;

    /** Only measures; the recorded times are those of the events. */
    LoanReplay(InputStream in, PrintStream out, PrintStream err, boolean console, InstantSource time) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.console = console;
        this.time = time;
    }

    public static void main(String... words) {
        boolean console = System.console() != null;
        ExitCode code = new LoanReplay(System.in, System.out, System.err, console, InstantSource.system()).run(words);
        if (code != ExitCode.SOUND) {
            System.exit(code.number());
        }
    }

    ExitCode run(String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.help()) {
                out.print(Arguments.USAGE);
                return ExitCode.SOUND;
            }
            return run(arguments);
        } catch (Arguments.UsageException e) {
            err.println("LoanReplay: " + e.getMessage());
            err.println();
            err.print(Arguments.USAGE);
            return ExitCode.UNREADABLE;
        }
    }

    private ExitCode run(Arguments arguments) {
        ReplayClock clock = new ReplayClock(time.instant());
        // The log first: a file that is not a log leaves no database behind.
        try (InputStream bytes = arguments.log().open(in)) {
            EventLog log = EventLog.of(bytes);
            try (WorkflowRuntime runtime = runtime(arguments.database(), clock)) {
                return replay(log, arguments.log().name(), LoanApplicationEngine.on(runtime), clock);
            }
        } catch (IntegrityException e) {
            err.println("LoanReplay: the database contradicts itself: " + e.getMessage());
            return ExitCode.BROKEN;
        } catch (WorkflowException e) {
            err.println("LoanReplay: the database cannot be used: " + withFirstCause(e));
            return ExitCode.UNREADABLE;
        } catch (IOException e) {
            err.println("LoanReplay: " + arguments.log().name() + ": " + e.getMessage());
            return ExitCode.UNREADABLE;
        }
    }

    private static String withFirstCause(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return failure.getMessage() + (first == failure ? "" : " (" + first.getMessage() + ")");
    }

    private static WorkflowRuntime runtime(Optional<Path> database, ReplayClock clock) {
        RuntimeOptions options = RuntimeOptions.defaults().clock(clock).source("loan-replay");
        return database.isPresent()
                ? WorkflowRuntime.embedded(database.get(), options)
                : WorkflowRuntime.inMemory(options);
    }

    private ExitCode replay(EventLog log, String name, LoanApplicationEngine applications, ReplayClock clock) {
        long casesBefore = ReplayReport.sum(applications.cases().countByState());
        ReplayTally tally = new ReplayTally();
        Instant started = time.instant();
        boolean readToTheEnd = true;
        try (Progress progress = new Progress("events", err, console, time)) {
            new Replayer(applications, clock, tally, new ShownReplay(progress, err)).replay(log);
        } catch (UnreadableLogException e) {
            readToTheEnd = false;
            err.println("LoanReplay: " + name + ": " + e.getMessage() + "; everything up to there is replayed");
        }
        Duration elapsed = Duration.between(started, time.instant());
        ReplayReport report = new ReplayReport(
                name, tally, elapsed, casesBefore, applications.cases().countByState(), histories(applications));
        report.print(out);
        return exitCode(report, readToTheEnd);
    }

    private HistoryCheck.Result histories(LoanApplicationEngine applications) {
        try (Progress progress = new Progress("histories", err, console, time)) {
            return HistoryCheck.ofEveryCase(applications, progress);
        }
    }

    private static ExitCode exitCode(ReplayReport report, boolean readToTheEnd) {
        if (!report.isEveryHistorySound()) {
            return ExitCode.BROKEN;
        }
        if (!readToTheEnd) {
            return ExitCode.UNREADABLE;
        }
        return report.tally().malformed() > 0 ? ExitCode.MALFORMED : ExitCode.SOUND;
    }
}
