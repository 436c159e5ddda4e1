package org.workflowengine.examples.loans;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages a log as real logs are damaged: events of a case in the wrong order, missing, or there twice. */
final class Corruption {
    private final List<String> lines;
    private final Random random;

    private Corruption(LogFile log, Random random) {
        this.lines = new ArrayList<>(log.lines());
        this.random = random;
    }

    static LogFile of(LogFile log, int times, Random random) {
        Corruption corruption = new Corruption(log, random);
        for (int done = 0; done < times; ) {
            done += corruption.once() ? 1 : 0;
        }
        return new LogFile(corruption.lines);
    }

    private boolean once() {
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0:
                return swap(at);
            case 1:
                lines.remove(at);
                return true;
            default:
                lines.add(at + 1, lines.get(at));
                return true;
        }
    }

    /** With the next event of the same case; the last one of a case has none. */
    private boolean swap(int at) {
        String caseId = LogFile.caseId(lines.get(at));
        for (int next = at + 1; next < lines.size(); next++) {
            if (LogFile.caseId(lines.get(next)).equals(caseId)) {
                Collections.swap(lines, at, next);
                return true;
            }
        }
        return false;
    }
}
