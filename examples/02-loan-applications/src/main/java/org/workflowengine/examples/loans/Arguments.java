package org.workflowengine.examples.loans;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of the command line.
 *
 * @param help whether only the usage was requested
 * @param database the file of the database; empty for one in memory
 * @param log the event log
 */
record Arguments(boolean help, Optional<Path> database, LogSource log) {
    private static final String SUFFIX = ".mv.db";

    static final String USAGE = """
            usage: LoanReplay [--database <file>] <log.csv | log.csv.gz | ->

            Replays an event log of loan applications through the workflow engine and reports what was applied, what was
            refused and why, and whether every case can be rebuilt from its history.

              <log>              CSV with the header case_id,activity,timestamp,resource, plain or gzip; - reads standard input
              --database <file>  an H2 database, created if need be, without the suffix .mv.db; without it, one in memory
              --help             prints this

            exit code: 0  every line was read and every history is sound; refusals are the engine doing its job
                       1  some lines are malformed and were skipped, each reported with its number
                       2  wrong usage, or the log or the database cannot be read
                       3  a history is broken
            """;

    /** Thrown for arguments that cannot be understood; the message says which and what would be right. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }

        UsageException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static Arguments parse(String... words) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(List.of(words));
        Optional<Path> database = Optional.empty();
        Optional<String> log = Optional.empty();
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--help") || word.equals("-h")) {
                return new Arguments(true, Optional.empty(), new LogSource(Optional.empty()));
            } else if (word.equals("--database")) {
                demand(database.isEmpty(), "--database is given twice");
                demand(!rest.isEmpty() && !rest.peek().startsWith("-"), "--database needs a file name after it");
                database = Optional.of(database(rest.pop()));
            } else if (word.startsWith("-") && !word.equals("-")) {
                throw new UsageException("unknown option " + Quoted.of(word) + "; a file of that name is written "
                        + Quoted.of("./" + word));
            } else {
                demand(log.isEmpty(), "more than one log: " + Quoted.of(log.orElse("")) + " and " + Quoted.of(word));
                log = Optional.of(word);
            }
        }
        String found = log.orElseThrow(() -> new UsageException("no event log given"));
        LogSource source = new LogSource(found.equals("-") ? Optional.empty() : Optional.of(path(found)));
        return new Arguments(false, database, source);
    }

    private static Path database(String word) throws UsageException {
        demand(!word.isBlank(), "--database needs a file name after it");
        demand(!word.endsWith(SUFFIX), "--database takes the file without its suffix " + SUFFIX);
        return path(word);
    }

    private static Path path(String word) throws UsageException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException(Quoted.of(word) + " is not a file name: " + e.getReason(), e);
        }
    }

    private static void demand(boolean holds, String otherwise) throws UsageException {
        if (!holds) {
            throw new UsageException(otherwise);
        }
    }
}
