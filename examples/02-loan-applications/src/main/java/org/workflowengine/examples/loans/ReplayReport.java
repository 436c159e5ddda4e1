package org.workflowengine.examples.loans;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a replay has done.
 *
 * @param log the name of the event log
 * @param tally what became of its lines
 * @param elapsed how long it took, without the check of the histories
 * @param casesBefore how many cases the database had before
 * @param casesByState how many cases of the database rest in each state
 * @param histories what their histories prove
 */
record ReplayReport(
        String log,
        ReplayTally tally,
        Duration elapsed,
        long casesBefore,
        Map<String, Long> casesByState,
        HistoryCheck.Result histories) {

    static long sum(Map<String, Long> casesByState) {
        return casesByState.values().stream().mapToLong(Long::longValue).sum();
    }

    long cases() {
        return sum(casesByState);
    }

    boolean isEveryHistorySound() {
        return histories.sound() == cases();
    }

    /** Prints it for people. */
    void print(PrintStream out) {
        line(out, "%nLoan applications replayed from %s%n", log);
        line(out, "%,9d  cases" + (casesBefore == 0 ? "" : ", %,d of them from before"), cases(), casesBefore);
        line(
                out,
                "%,9d  events applied: %,d openings and %,d transitions, each with its audit entry in one commit",
                tally.applied(),
                tally.openings(),
                tally.transitions());
        line(out, "%,9d  events refused, nothing written", tally.refused());
        line(out, "%,9d  malformed lines, skipped", tally.malformed());
        line(out, "%,9d  applied per second, in %.2f s", Rate.perSecond(tally.applied(), elapsed), seconds());
        printRefusals(out);
        line(out, "%nCases by state");
        casesByState.forEach((state, count) -> line(out, "%,9d  %s", count, state));
        printHistories(out);
    }

    private double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    private void printRefusals(PrintStream out) {
        if (!tally.refusals().isEmpty()) {
            line(out, "%nRefused, with the first of each kind");
        }
        for (RefusalGroup group : tally.refusals()) {
            line(out, "%,9d  %s", group.count(), group.kind());
            line(out, "           %s", group.example());
        }
    }

    private void printHistories(PrintStream out) {
        line(out, "%nHistories");
        line(
                out,
                "%,9d  of %,d: every digest is right, and the steps alone rebuild the state",
                histories.sound(),
                cases());
        if (!isEveryHistorySound()) {
            line(out, "%,9d  BROKEN", cases() - histories.sound());
            histories.examples().forEach(example -> line(out, "           %s", example));
        }
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
