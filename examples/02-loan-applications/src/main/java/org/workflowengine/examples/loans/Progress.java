package org.workflowengine.examples.loans;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows that long work is going on: nothing for two seconds, then a line every two seconds, on a console always the same line. */
final class Progress implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 1000;

    private final String doing;
    private final PrintStream shown;
    private final boolean console;
    private final InstantSource time;
    private final Instant started;
    private Instant lastShown;
    private long steps;
    private boolean lineOpen;

    Progress(String doing, PrintStream shown, boolean console, InstantSource time) {
        this.doing = doing;
        this.shown = shown;
        this.console = console;
        this.time = time;
        this.started = time.instant();
        this.lastShown = started;
    }

    /** One more is done. */
    void step() {
        if (++steps % STEPS_BETWEEN_LOOKS_AT_THE_CLOCK == 0) {
            Instant now = time.instant();
            if (Duration.between(lastShown, now).compareTo(PAUSE) >= 0) {
                lastShown = now;
                show(Duration.between(started, now));
            }
        }
    }

    private void show(Duration elapsed) {
        String line =
                String.format(Locale.ROOT, "%s: %,d, %,d per second", doing, steps, Rate.perSecond(steps, elapsed));
        if (console) {
            shown.print("\r" + line);
            shown.flush();
            lineOpen = true;
        } else {
            shown.println(line);
        }
    }

    /** Ends the line on the console, so that the next output begins on a new line. */
    void endLine() {
        if (lineOpen) {
            shown.println();
            lineOpen = false;
        }
    }

    @Override
    public void close() {
        endLine();
    }
}
