package org.workflowengine.examples.loans;

import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.examples.loans.LogLine.Malformed;
import org.workflowengine.runtime.core.Refusal;

/** Receives what became of every line of an event log, in the order of the lines. */
interface ReplayListener {

    /** The event opened its case. */
    default void opened(Event event) {}

    /** The event moved its case. */
    default void moved(Event event) {}

    /** The engine refused the event; nothing was written. */
    default void refused(Event event, Refusal refusal) {}

    /** The line is not an event and was skipped. */
    default void skipped(Malformed line) {}
}
