package org.workflowengine.examples.loans;

import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.bySystem;

import java.util.List;
import java.util.Optional;
import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.examples.loans.LogLine.Malformed;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;

/** Sends every event of a log to the engine, with the event's own actor, reason and time. Keeps nothing in memory. */
final class Replayer {
    static final String OPENING = "A_SUBMITTED";
    static final String SYSTEM = "loan-system";

    private static final LoanApplicationFacts NO_FACTS = LoanApplicationFacts.of();

    private final LoanApplicationEngine applications;
    private final ReplayClock clock;
    private final List<ReplayListener> listeners;

    /** The clock is the one that the engine's runtime was given. */
    Replayer(LoanApplicationEngine applications, ReplayClock clock, ReplayListener... listeners) {
        this.applications = applications;
        this.clock = clock;
        this.listeners = List.of(listeners);
    }

    /** Replays to the end of the log, or as far as it can be read. */
    void replay(EventLog log) throws UnreadableLogException {
        for (Optional<LogLine> line = log.next(); line.isPresent(); line = log.next()) {
            if (line.get() instanceof Event event) {
                replay(event);
            } else if (line.get() instanceof Malformed malformed) {
                listeners.forEach(listener -> listener.skipped(malformed));
            }
        }
    }

    private void replay(Event event) {
        boolean opening = event.activity().equals(OPENING);
        Outcome<? extends LoanApplicationCase> outcome = opening ? open(event) : move(event);
        if (outcome instanceof Outcome.Refused<?> refused) {
            listeners.forEach(listener -> listener.refused(event, refused.refusal()));
        } else if (opening) {
            listeners.forEach(listener -> listener.opened(event));
        } else {
            listeners.forEach(listener -> listener.moved(event));
        }
    }

    private Outcome<LoanApplicationCase.Submitted> open(Event event) {
        clock.set(event.time());
        return applications.open(event.caseId(), decision(event));
    }

    private Outcome<LoanApplicationCase> move(Event event) {
        clock.set(event.time());
        return applications.fire(event.caseId(), event.activity(), NO_FACTS, decision(event));
    }

    private static Decision decision(Event event) {
        Decision.Undertaken who = event.resource().isEmpty() ? bySystem(SYSTEM) : by(event.resource());
        return who.because("event log line " + event.number());
    }
}
