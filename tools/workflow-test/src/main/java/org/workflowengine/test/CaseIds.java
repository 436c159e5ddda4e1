package org.workflowengine.test;

import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;

/** Ids of the cases of one check, which no other check of the database uses. */
final class CaseIds {
    private final String prefix;
    private int number;

    private CaseIds(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Reserves the ids of a check: its first case is opened at once. Other checks may begin at the same time, of this workflow or of another.
     *
     * @throws DeviationException if no case can be opened
     */
    static CaseIds reserved(Subject subject, String check) {
        for (int run = 1; ; run++) {
            String prefix = Marks.CHECKED + check + ":" + run + ":";
            Outcome<CaseHead> opened = CheckedCase.called("the opening", () -> subject.open(prefix + "0"));
            if (opened.isApplied()) {
                return new CaseIds(prefix);
            }
            Refusal refusal = ((Outcome.Refused<CaseHead>) opened).refusal();
            if (!(refusal instanceof Refusal.CaseAlreadyExists || refusal instanceof Refusal.Purged)) {
                throw new DeviationException("the opening: expected applied, found " + refusal.explanation());
            }
        }
    }

    String next() {
        number++;
        return prefix + number;
    }

    /** What all ids of the check begin with. */
    String prefix() {
        return prefix;
    }

    /** How many cases the check has begun, with the one that reserves the ids. */
    int cases() {
        return number + 1;
    }
}
