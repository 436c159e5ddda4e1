package org.workflowengine.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.WorkflowObserver;

/**
 * Counts what this node has refused since it started: {@code RuntimeOptions.defaults().observer(counter)}, and
 * {@code Dashboard.on(runtime).refusals(counter)}. Refusals are written nowhere, so what other nodes refused, and what was refused before a
 * restart, is not in it.
 *
 * <p>Memory is bounded: one count for each minute of the last hour and each of at most {@value #MOST_REASONS} reasons in it; what comes
 * beyond is counted together. It keeps no case id, no actor and no value of a fact. Thread-safe.
 */
public final class RefusalCounter implements WorkflowObserver {
    /** How many different reasons a minute has at most. */
    static final int MOST_REASONS = 200;

    private static final int MINUTES = 60;

    /**
     * Why moves were refused.
     *
     * @param workflow the id of the workflow
     * @param transition what was asked for
     * @param kind the kind of the refusal, as {@code Refusal.kind} names it; {@code other} for those beyond the bound
     * @param state where the case was, or an empty text
     * @param unmet the ids of the facts that were not as the guard requires
     */
    record Reason(String workflow, String transition, String kind, String state, List<String> unmet) {}

    /** What was counted of one reason. */
    record Count(Reason reason, long number) {}

    private record Minute(Instant begin, Map<Reason, Long> counts) {}

    private final InstantSource clock;
    private final Instant started;
    private final Deque<Minute> minutes = new ArrayDeque<>();
    private final Map<String, Long> sinceStart = new HashMap<>();

    private RefusalCounter(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.started = clock.instant();
    }

    /**
     * A counter that begins now.
     *
     * @return the counter
     */
    public static RefusalCounter started() {
        return started(InstantSource.system());
    }

    /**
     * A counter that begins now, by another clock.
     *
     * @param clock says which minute it is
     * @return the counter
     */
    public static RefusalCounter started(InstantSource clock) {
        return new RefusalCounter(clock);
    }

    @Override
    public void answered(Answer answer) {
        if (answer.result() != Answer.Result.REFUSED) {
            return;
        }
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Reason reason = new Reason(
                answer.workflow(),
                answer.transition(),
                answer.refusal().orElse(""),
                answer.state().orElse(""),
                answer.unmet());
        synchronized (minutes) {
            forget(minute);
            if (minutes.isEmpty() || minutes.getLast().begin().isBefore(minute)) {
                minutes.add(new Minute(minute, new HashMap<>()));
            }
            Map<Reason, Long> counts = minutes.getLast().counts();
            Reason counted = counts.containsKey(reason) || counts.size() < MOST_REASONS
                    ? reason
                    : new Reason(answer.workflow(), "", "other", "", List.of());
            counts.merge(counted, 1L, Long::sum);
            // A workflow that is not known has no answer under its name, so there are as many names as definitions.
            sinceStart.merge(answer.workflow(), 1L, Long::sum);
        }
    }

    private void forget(Instant minute) {
        Instant oldest = minute.minus(Duration.ofMinutes(MINUTES - 1));
        while (!minutes.isEmpty() && minutes.getFirst().begin().isBefore(oldest)) {
            minutes.removeFirst();
        }
    }

    /** Since when it counts. */
    Instant since() {
        return started;
    }

    /** How many refusals there were of a workflow since then. */
    long total(String workflow) {
        synchronized (minutes) {
            return sinceStart.getOrDefault(workflow, 0L);
        }
    }

    /** What was refused of a workflow in this minute and the 59 before it, the most frequent first. */
    List<Count> lastHour(String workflow) {
        Map<Reason, Long> sums = new HashMap<>();
        synchronized (minutes) {
            forget(clock.instant().truncatedTo(ChronoUnit.MINUTES));
            for (Minute minute : minutes) {
                minute.counts().forEach((reason, number) -> {
                    if (reason.workflow().equals(workflow)) {
                        sums.merge(reason, number, Long::sum);
                    }
                });
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Count::number)
                        .reversed()
                        .thenComparing(count -> count.reason().toString()))
                .toList();
    }
}
