package org.workflowengine.runtime.internal.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.BulkOutcome.Answered;
import org.workflowengine.runtime.core.BulkOutcome.Failed;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;

/**
 * One call of {@code applyAll}: chunks of one commit each. A chunk that cannot be made as a whole is made step by step, and a chunk of one request
 * is a step like any other. Used by one thread.
 */
public final class Bulk {
    private final TransitionAuthority authority;
    private final Store store;
    private final Observers observers;
    private final BulkOptions options;
    private @Nullable UnchangedException unreachable;

    /**
     * One call.
     *
     * @param authority decides
     * @param options how large the chunks are, and who is told of the progress
     */
    public Bulk(TransitionAuthority authority, BulkOptions options) {
        this.authority = authority;
        this.store = authority.store();
        this.observers = authority.observers();
        this.options = options;
    }

    /**
     * Applies many requests.
     *
     * @param requests the requests; several may be for one case, and then follow each other
     * @return what became of each, in the order of the requests
     */
    public List<BulkOutcome<CaseHead>> applyAll(List<Request> requests) {
        List<Request> all = List.copyOf(requests);
        List<BulkOutcome<CaseHead>> outcomes = new ArrayList<>(all.size());
        while (outcomes.size() < all.size()) {
            int end = Math.min(all.size(), outcomes.size() + options.chunkSize());
            List<Request> chunk = all.subList(outcomes.size(), end);
            outcomes.addAll(chunk.size() == 1 ? oneByOne(chunk) : telling(chunk).orElseGet(() -> oneByOne(chunk)));
            options.progress().accept(outcomes.size());
        }
        return outcomes;
    }

    private Optional<List<BulkOutcome<CaseHead>>> telling(List<Request> chunk) {
        Call call = Call.begin(observers, authority.definition());
        try {
            Optional<List<BulkOutcome<CaseHead>>> outcomes = together(chunk, call);
            outcomes.ifPresent(certain -> tell(call, chunk, certain));
            return outcomes;
        } catch (RuntimeException | Error failure) {
            chunk.forEach(request -> call.failed(request.caseId(), request.transition(), failure));
            throw failure;
        }
    }

    private static void tell(Call call, List<Request> chunk, List<BulkOutcome<CaseHead>> outcomes) {
        for (int i = 0; i < chunk.size(); i++) {
            call.answered(chunk.get(i), outcomes.get(i));
        }
    }

    /** Empty if the chunk cannot be made as a whole; then nothing of it was written. */
    private Optional<List<BulkOutcome<CaseHead>>> together(List<Request> requests, Call call) {
        if (unreachable != null) {
            return Optional.empty();
        }
        List<Outcome<CaseHead>> answers = new ArrayList<>(requests.size());
        Set<Digest> written = new HashSet<>();
        try (Store.Unit unit = store.begin()) {
            List<Optional<Refusal>> atTheDoor = requests.stream()
                    .map(request -> InputChecks.check(authority.definition(), request))
                    .toList();
            Chunk chunk = new Chunk(unit, admitted(requests, atTheDoor));
            for (int i = 0; i < requests.size(); i++) {
                answers.add(
                        atTheDoor.get(i).isPresent()
                                ? new Refused<>(atTheDoor.get(i).get())
                                : answer(chunk, requests.get(i)));
            }
            List<AuditEntry> entries = chunk.permitted();
            entries.forEach(entry -> written.add(entry.digest()));
            if (!entries.isEmpty()) {
                if (!unit.appendAll(entries)) {
                    return Optional.empty();
                }
                call.wrote(unit);
            }
            return Optional.of(answers.stream().map(Bulk::answered).toList());
        } catch (OutcomeUnknownException e) {
            return Optional.of(unknown(requests, answers, written, e));
        } catch (UnchangedException | IntegrityException e) {
            // Applied one by one, they show which of them failed.
            lookWhetherReachable();
            return Optional.empty();
        }
    }

    private static List<Request> admitted(List<Request> requests, List<Optional<Refusal>> atTheDoor) {
        List<Request> admitted = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            if (atTheDoor.get(i).isEmpty()) {
                admitted.add(requests.get(i));
            }
        }
        return admitted;
    }

    private Outcome<CaseHead> answer(Chunk chunk, Request request) {
        Decided decided = authority.decide(chunk, request);
        if (decided instanceof Decided.Permitted permitted) {
            chunk.moveOn(permitted.entries(), permitted.head());
            return permitted.applied();
        }
        return ((Decided.Answered) decided).outcome();
    }

    /** Whether the steps were written is unknown; what was refused or applied before is certain. */
    private static List<BulkOutcome<CaseHead>> unknown(
            List<Request> requests, List<Outcome<CaseHead>> answers, Set<Digest> written, OutcomeUnknownException e) {
        List<BulkOutcome<CaseHead>> outcomes = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            outcomes.add(
                    answers.get(i) instanceof Applied<CaseHead> applied && written.contains(applied.digest())
                            ? new Failed<>(e.ofStep(
                                    applied.handle().caseId(),
                                    applied.seq(),
                                    requests.get(i).decision().requestId()))
                            : new Answered<>(answers.get(i)));
        }
        return outcomes;
    }

    private List<BulkOutcome<CaseHead>> oneByOne(List<Request> chunk) {
        List<BulkOutcome<CaseHead>> outcomes = new ArrayList<>(chunk.size());
        for (Request request : chunk) {
            outcomes.add(unreachable != null ? untried(request, unreachable) : alone(request));
        }
        return outcomes;
    }

    private BulkOutcome<CaseHead> untried(Request request, UnchangedException failure) {
        Call.begin(observers, authority.definition()).failed(request.caseId(), request.transition(), failure);
        return new Failed<>(failure);
    }

    private BulkOutcome<CaseHead> alone(Request request) {
        try {
            return answered(authority.apply(request));
        } catch (OutcomeUnknownException | IntegrityException e) {
            return new Failed<>(e);
        } catch (UnchangedException e) {
            lookWhetherReachable();
            return new Failed<>(e);
        }
    }

    /** While no transaction can begin, no more requests are tried: each would wait as long as the first. */
    private void lookWhetherReachable() {
        try {
            store.begin().close();
        } catch (UnchangedException e) {
            unreachable = e;
        }
    }

    private static BulkOutcome<CaseHead> answered(Outcome<CaseHead> outcome) {
        return new Answered<>(outcome);
    }
}
