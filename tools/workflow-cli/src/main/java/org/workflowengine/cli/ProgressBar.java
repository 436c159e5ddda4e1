package org.workflowengine.cli;

import java.io.PrintWriter;
import org.workflowengine.runtime.Progress;

/** Shows on one line how far something has come that may take long. */
final class ProgressBar implements Progress {
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final String what;
    private long shown = -1;

    ProgressBar(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    @Override
    public void at(long entries, long all) {
        // Entries added since the count are not in the snapshot; this only prevents a division by zero.
        long percent = all <= 0 ? 100 : Math.min(100, entries * 100 / all);
        if (percent == shown) {
            return;
        }
        shown = percent;
        int full = (int) (percent * WIDTH / 100);
        err.print("\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + percent + " % of " + all + " " + what);
        err.flush();
    }

    /** Leaves the line as it is. */
    void end() {
        if (shown >= 0) {
            err.println();
        }
    }
}
