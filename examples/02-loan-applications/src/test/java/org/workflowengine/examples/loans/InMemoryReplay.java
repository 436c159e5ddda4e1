package org.workflowengine.examples.loans;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Refusal;

/**
 * What the engine makes of a log.
 *
 * @param tally how many events of each sort
 * @param refused the numbers of the lines that it refuses
 * @param places where every case ends up
 * @param histories what the histories prove, if that was asked for
 */
record InMemoryReplay(
        ReplayTally tally, List<Long> refused, Map<String, String> places, Optional<HistoryCheck.Result> histories) {

    static InMemoryReplay withHistories(InputStream log) throws IOException {
        return of(log, applications -> Optional.of(HistoryCheck.ofEveryCase(applications, unseen())));
    }

    static InMemoryReplay withoutHistories(InputStream log) throws IOException {
        return of(log, applications -> Optional.empty());
    }

    private static InMemoryReplay of(
            InputStream log, Function<LoanApplicationEngine, Optional<HistoryCheck.Result>> histories)
            throws IOException {
        ReplayClock clock = new ReplayClock(Instant.EPOCH);
        try (WorkflowRuntime runtime =
                WorkflowRuntime.inMemory(RuntimeOptions.defaults().clock(clock))) {
            LoanApplicationEngine applications = LoanApplicationEngine.on(runtime);
            ReplayTally tally = new ReplayTally();
            List<Long> refused = new ArrayList<>();
            ReplayListener refusals = new ReplayListener() {
                @Override
                public void refused(Event event, Refusal refusal) {
                    refused.add(event.number());
                }
            };
            new Replayer(applications, clock, tally, refusals).replay(EventLog.of(log));
            return new InMemoryReplay(tally, refused, places(applications), histories.apply(applications));
        }
    }

    private static Progress unseen() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Progress("", nowhere, false, InstantSource.fixed(Instant.EPOCH));
    }

    private static Map<String, String> places(LoanApplicationEngine applications) {
        Map<String, String> places = new HashMap<>();
        for (LoanApplicationState state : LoanApplicationState.values()) {
            applications
                    .cases()
                    .inState(state)
                    .limit(Integer.MAX_VALUE)
                    .list()
                    .forEach(application -> places.put(application.caseId(), state.id()));
        }
        return places;
    }
}
