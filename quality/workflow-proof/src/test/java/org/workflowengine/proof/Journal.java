package org.workflowengine.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.CaseHandle;

/** What clients asked and what they were told: the other half of what the invariants compare the database with. Thread-safe. */
final class Journal {
    private final Map<Key, List<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<Key, Beside> besides = new ConcurrentHashMap<>();
    private final Map<Key, Asked> asked = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();

    /** A request: the mark is its reason, which no other request shares. */
    record Key(String caseId, String mark) {}

    /** What somebody was told. */
    enum Verdict {
        APPLIED,
        REFUSED,
        /** Failed, and certainly unchanged. */
        UNCHANGED,
        /** The commit was sent and its answer lost. */
        UNKNOWN,
        /** No answer at all: the client was killed, or an error came that promises nothing. */
        NONE
    }

    /**
     * The case as an answer has shown it: mostly after the step that was made. A request that was made under another version is answered
     * with the case as it is by now, because there is no handle of what it was.
     */
    record Shown(long seq, Instant enteredAt) {
        private static Shown in(Object answer) {
            if (answer instanceof CaseHandle handle) {
                return new Shown(handle.seq(), handle.enteredAt());
            }
            return answer instanceof CaseHead head ? new Shown(head.seq(), head.enteredAt()) : null;
        }
    }

    /**
     * One answer.
     *
     * @param begun when the request was sent, on a clock that only counts
     * @param ended when it was answered, on the same clock
     * @param hasRequestId whether it went under a request id
     * @param seq the step, when applied
     * @param digest the step's digest, when applied
     * @param failure what was thrown, or null
     * @param shown the case that came with the answer, or null when none came
     */
    record Answer(
            long begun,
            long ended,
            boolean hasRequestId,
            Verdict verdict,
            long seq,
            String digest,
            boolean replayed,
            Throwable failure,
            Shown shown) {
        boolean isUncertain() {
            return verdict == Verdict.UNKNOWN || verdict == Verdict.NONE;
        }
    }

    /** Sends a request and writes down the answer. */
    Answer ask(String caseId, String mark, boolean hasRequestId, Supplier<? extends Outcome<?>> request) {
        return answered(begin(), caseId, mark, hasRequestId, request);
    }

    /** Now, for a request whose answer comes with those of others. */
    long begin() {
        return clock.incrementAndGet();
    }

    /** Writes down the answer to a request that was sent at that time. */
    Answer answered(
            long begun, String caseId, String mark, boolean hasRequestId, Supplier<? extends Outcome<?>> request) {
        Answer answer;
        try {
            Outcome<?> outcome = request.get();
            long ended = clock.incrementAndGet();
            if (outcome instanceof Applied<?> applied) {
                answer = new Answer(
                        begun,
                        ended,
                        hasRequestId,
                        Verdict.APPLIED,
                        applied.seq(),
                        applied.digest().hex(),
                        applied.replayed(),
                        null,
                        Shown.in(applied.handle()));
            } else if (outcome instanceof Refused<?> refused
                    && refused.refusal() instanceof AppliedUnderAnotherVersion made) {
                // What is refused is a handle, and not the request.
                CaseHead then = made.head();
                answer = new Answer(
                        begun,
                        ended,
                        hasRequestId,
                        Verdict.APPLIED,
                        then.seq(),
                        then.digest().hex(),
                        true,
                        null,
                        Shown.in(then));
            } else {
                answer = answer(begun, hasRequestId, Verdict.REFUSED, null);
            }
        } catch (UnchangedException e) {
            answer = answer(begun, hasRequestId, Verdict.UNCHANGED, e);
        } catch (OutcomeUnknownException e) {
            answer = answer(begun, hasRequestId, Verdict.UNKNOWN, e);
        } catch (Throwable e) {
            answer = answer(begun, hasRequestId, Verdict.NONE, e);
        }
        record(new Key(caseId, mark), answer);
        return answer;
    }

    /** Before it is sent: what comes with a request. */
    void beside(String caseId, String mark, Beside beside) {
        besides.put(new Key(caseId, mark), beside);
    }

    /** What came with a request; null when nobody has said. */
    Beside beside(Key key) {
        return besides.get(key);
    }

    /** Before it is sent: what a request asks for. */
    void asks(String caseId, String mark, Asked what) {
        asked.put(new Key(caseId, mark), what);
    }

    /** What was asked for by the request that has made a row; null when nobody has said, or the row is erased. */
    Asked asked(AuditRow row) {
        return row.reason() == null ? null : asked.get(new Key(row.caseId(), row.reason()));
    }

    /** A client of another process was told that its request is applied. */
    void acknowledged(Client.Request request, long seq, String digest) {
        long now = clock.incrementAndGet();
        beside(request.caseId(), request.mark(), request.beside());
        record(
                new Key(request.caseId(), request.mark()),
                new Answer(now, now, request.hasRequestId(), Verdict.APPLIED, seq, digest, false, null, null));
    }

    /** A client of another process was told something else, or {@link Verdict#NONE nothing}. */
    void answered(Client.Request request, Verdict verdict) {
        beside(request.caseId(), request.mark(), request.beside());
        record(
                new Key(request.caseId(), request.mark()),
                answer(clock.incrementAndGet(), request.hasRequestId(), verdict, null));
    }

    /** A client of another process was answered about a request that has an id, and with which {@link Beside#request} was sent. */
    void heard(String caseId, String mark, Verdict verdict, long seq, String digest) {
        long now = clock.incrementAndGet();
        beside(caseId, mark, Beside.request(mark));
        record(
                new Key(caseId, mark),
                new Answer(
                        now, now, true, verdict, seq, verdict == Verdict.APPLIED ? digest : null, false, null, null));
    }

    private Answer answer(long begun, boolean hasRequestId, Verdict verdict, Throwable failure) {
        return new Answer(begun, clock.incrementAndGet(), hasRequestId, verdict, 0, null, false, failure, null);
    }

    private void record(Key key, Answer answer) {
        answers.compute(key, (same, earlier) -> {
            List<Answer> all = earlier == null ? new ArrayList<>(1) : earlier;
            all.add(answer);
            return all;
        });
    }

    Map<Key, List<Answer>> answers() {
        return answers;
    }

    /** How many answers there were of a kind. */
    long count(Verdict verdict) {
        return answers.values().stream()
                .flatMap(List::stream)
                .filter(answer -> answer.verdict() == verdict)
                .count();
    }

    long count() {
        return answers.values().stream().mapToLong(List::size).sum();
    }
}
