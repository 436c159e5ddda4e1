package org.workflowengine.runtime.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Option;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * The one authority over the cases of a workflow: every move, whoever asks for it and however, is decided and recorded here
 * and nowhere else. Holds no state of any case. Thread-safe.
 */
public final class TransitionAuthority {
    private final WorkflowTable table;
    private final Store store;
    private final AuditEntries entries;

    /**
     * An authority over one workflow.
     *
     * @param table the definition that it enforces
     * @param store where it records
     * @param entries forms what it records
     */
    public TransitionAuthority(WorkflowTable table, Store store, AuditEntries entries) {
        this.table = table;
        this.store = store;
        this.entries = entries;
    }

    /**
     * The definition that this authority enforces.
     *
     * @return the table
     */
    public WorkflowTable table() {
        return table;
    }

    /**
     * Reads cases and their history.
     *
     * @return a reader over the same store
     */
    public CaseReader reader() {
        return new CaseReader(table, store);
    }

    /**
     * Opens a case in the workflow's initial state.
     *
     * @param caseId the new case's id
     * @param decision who opens it and why
     * @return where the case stands, or why it was not opened
     */
    public Outcome<CaseHead> open(String caseId, Decision decision) {
        Request request = new Request(caseId, WorkflowTable.OPENING, new Facts(List.of()), decision);
        Optional<Refusal> atTheDoor = Door.check(table, caseId, request.facts(), decision);
        if (atTheDoor.isPresent()) {
            return new Refused<>(atTheDoor.get());
        }
        try (Store.Unit unit = store.begin()) {
            Optional<Outcome<CaseHead>> answered = answered(unit, request)
                    .or(() -> unit.head(caseId).map(head -> new Refused<>(new CaseAlreadyExists(caseId, head))));
            if (answered.isPresent()) {
                return answered.get();
            }
            AuditEntry entry = entries.opening(table, request);
            if (unit.append(entry)) {
                return applied(entry);
            }
        }
        return afterLostRace(
                request,
                unit -> unit.head(caseId)
                        .map(head -> (Refusal) new CaseAlreadyExists(caseId, head))
                        .orElseThrow(() -> new IntegrityException(caseId, "it has audit entries, but is no case")));
    }

    /**
     * Moves a case that is known by its id only.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known
     * @param decision who moves it and why
     * @return where the case stands, or why it was not moved
     */
    public Outcome<CaseHead> fire(String caseId, String transition, Facts facts, Decision decision) {
        Request request = new Request(caseId, transition, facts, decision);
        Optional<Refusal> atTheDoor = Door.check(table, caseId, facts, decision);
        if (atTheDoor.isPresent()) {
            return new Refused<>(atTheDoor.get());
        }
        CaseHead head;
        try (Store.Unit unit = store.begin()) {
            Optional<Outcome<CaseHead>> answered = answered(unit, request);
            if (answered.isPresent()) {
                return answered.get();
            }
            Optional<CaseHead> found = unit.head(caseId);
            if (found.isEmpty()) {
                return new Refused<>(new NoSuchCase(caseId));
            }
            head = found.get();
            Optional<Refusal> refusal = CaseReader.mismatch(table, head)
                    .or(() -> notAsExpected(unit, head, decision))
                    .or(() -> Guards.refusal(table, head.state(), transition, facts));
            if (refusal.isPresent()) {
                return new Refused<>(refusal.get());
            }
            AuditEntry entry = entries.step(table, head, row(head.state(), transition), request);
            if (unit.append(entry)) {
                return applied(entry);
            }
        }
        return afterLostRace(head, request);
    }

    /**
     * Moves a case from where a handle says that it stands. The head is not read again: if it is out of date, the database
     * refuses, and the answer is {@link Stale}.
     *
     * @param held where the case stood when the handle was made
     * @param row the transition
     * @param facts what is known
     * @param decision who moves it and why
     * @return where the case stands, or why it was not moved
     */
    public Outcome<CaseHead> move(CaseHead held, WorkflowTransition row, Facts facts, Decision decision) {
        Request request = new Request(held.caseId(), row.id(), facts, decision);
        Optional<Refusal> refusal = Door.check(table, held.caseId(), facts, decision)
                .or(() -> notSeenBy(held, decision))
                .or(() -> CaseReader.mismatch(table, held));
        if (refusal.isPresent()) {
            return new Refused<>(refusal.get());
        }
        try (Store.Unit unit = store.begin()) {
            Optional<Outcome<CaseHead>> answered = answered(unit, request)
                    .or(() ->
                            Guards.refusal(table, held.state(), row.id(), facts).map(Refused::new));
            if (answered.isPresent()) {
                return answered.get();
            }
            AuditEntry entry = entries.step(table, held, row(held.state(), row.id()), request);
            if (unit.append(entry)) {
                return applied(entry);
            }
        }
        return afterLostRace(held, request);
    }

    /**
     * Erases the payload of a step, and records that.
     *
     * @param caseId the case
     * @param seq the step
     * @param decision who has it erased and why
     * @return where the case stands, in the state it was in, or why nothing was erased
     */
    public Outcome<CaseHead> erase(String caseId, long seq, Decision decision) {
        return new PayloadErasure(table, this, entries).erase(store, caseId, seq, decision);
    }

    /**
     * What could be done with a case on the facts at hand: a dry run of every transition that leaves its state.
     *
     * @param caseId the case
     * @param facts what is known
     * @return the transitions in the order of the table, each permitted or with the refusal that a move would answer
     * @throws RefusedException if there is no such case, it follows another definition, or a fact is not of this workflow
     */
    public List<Option> options(String caseId, Facts facts) {
        Door.facts(table, facts).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        CaseHead head = reader().load(caseId);
        return table.transitionsFrom(head.state()).stream()
                .map(row -> new Option(row, Guards.refusal(row, facts)))
                .toList();
    }

    private WorkflowTransition row(String state, String transition) {
        return table.transition(state, transition).orElseThrow();
    }

    static Optional<Refusal> notAsExpected(Store.Unit unit, CaseHead head, Decision decision) {
        long expected = decision.expectedSeq().orElse(head.seq());
        return expected == head.seq() ? Optional.empty() : Optional.of(stale(unit, head, expected));
    }

    private static Optional<Refusal> notSeenBy(CaseHead held, Decision decision) {
        long expected = decision.expectedSeq().orElse(held.seq());
        return expected == held.seq()
                ? Optional.empty()
                : Optional.of(new InvalidInput(
                        "expected seq", String.valueOf(expected), held.seq() + ", the step of the handle"));
    }

    /** The answer that the request was given before, if it was. */
    Optional<Outcome<CaseHead>> answered(Store.Unit unit, Request request) {
        return request.decision()
                .requestId()
                .flatMap(id -> unit.entryOfRequest(request.caseId(), id))
                .map(entry -> answer(unit, entry, request));
    }

    private Outcome<CaseHead> answer(Store.Unit unit, AuditEntry entry, Request request) {
        Optional<Refusal> mismatch = CaseReader.mismatch(table, entry.head());
        if (mismatch.isPresent()) {
            return new Refused<>(mismatch.get());
        }
        return request.isRecordedIn(entry)
                ? new Applied<>(PayloadErasure.headAfter(unit, entry), entry.seq(), entry.digest(), true)
                : new Refused<>(new InvalidInput(
                        "request id",
                        "the id of another request, applied as step " + entry.seq(),
                        "a new id for a new request"));
    }

    Outcome<CaseHead> afterLostRace(CaseHead expected, Request request) {
        return afterLostRace(request, unit -> {
            CaseHead head = unit.head(expected.caseId()).orElse(expected);
            if (head.seq() == expected.seq()) {
                throw new IntegrityException(
                        expected.caseId(), "it is at step " + head.seq() + ", but its next step is recorded already");
            }
            return stale(unit, head, expected.seq());
        });
    }

    /** In a fresh unit, because the old one may not see what has won. */
    private Outcome<CaseHead> afterLostRace(Request request, Function<Store.Unit, Refusal> refusal) {
        try (Store.Unit unit = store.begin()) {
            return answered(unit, request).orElseGet(() -> new Refused<>(refusal.apply(unit)));
        }
    }

    private static Refusal stale(Store.Unit unit, CaseHead head, long expected) {
        long made = expected < head.seq() ? expected + 1 : head.seq();
        AuditEntry winner = unit.entry(head.caseId(), made)
                .orElseThrow(() -> new IntegrityException(
                        head.caseId(), "it is at step " + head.seq() + ", but that step is not recorded"));
        return new Stale(expected, head.seq(), winner);
    }

    private static Outcome<CaseHead> applied(AuditEntry entry) {
        return new Applied<>(entry.head(), entry.seq(), entry.digest(), false);
    }
}
