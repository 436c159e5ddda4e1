package org.workflowengine.examples.loans;

import org.workflowengine.examples.loans.LogLine.Event;

/**
 * The events that were refused for one kind of reason.
 *
 * @param kind the kind, in words
 * @param count how many
 * @param first the first of them
 * @param explanation why the first was refused
 */
record RefusalGroup(String kind, long count, Event first, String explanation) {

    RefusalGroup oneMore() {
        return new RefusalGroup(kind, count + 1, first, explanation);
    }

    /** The first of them in one line, safe to print. */
    String example() {
        return "line " + first.number() + ", case " + Quoted.of(first.caseId()) + ": " + explanation;
    }
}
