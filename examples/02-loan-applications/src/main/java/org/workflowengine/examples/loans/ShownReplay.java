package org.workflowengine.examples.loans;

import java.io.PrintStream;
import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.examples.loans.LogLine.Malformed;
import org.workflowengine.runtime.core.Refusal;

/** What a replay shows while it goes on: its progress, and every line that is skipped. */
final class ShownReplay implements ReplayListener {
    private final Progress progress;
    private final PrintStream err;

    ShownReplay(Progress progress, PrintStream err) {
        this.progress = progress;
        this.err = err;
    }

    @Override
    public void opened(Event event) {
        progress.step();
    }

    @Override
    public void moved(Event event) {
        progress.step();
    }

    @Override
    public void refused(Event event, Refusal refusal) {
        progress.step();
    }

    @Override
    public void skipped(Malformed line) {
        progress.endLine();
        err.println(line);
    }
}
