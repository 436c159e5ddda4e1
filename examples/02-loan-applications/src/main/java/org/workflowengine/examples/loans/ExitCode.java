package org.workflowengine.examples.loans;

/** The exit codes of the process; the highest that applies is used. */
enum ExitCode {
    /** Every line was read and every history is sound. */
    SOUND(0),
    /** Some lines are malformed and were skipped. */
    MALFORMED(1),
    /** Wrong usage, or the log or the database cannot be read. */
    UNREADABLE(2),
    /** A history is broken. */
    BROKEN(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
