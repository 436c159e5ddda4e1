package org.workflowengine.runtime.internal.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NotImportable;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.engine.Decided.Answered;
import org.workflowengine.runtime.internal.engine.Decided.Permitted;

/**
 * The one authority over the cases of a workflow: every move is decided and recorded here and nowhere else, no matter who asks for it and
 * how. Holds no state of any case. Thread-safe.
 */
public final class TransitionAuthority {
    private final Definition definition;
    private final Store store;
    private final AuditEntries entries;
    private final Observers observers;
    private final boolean migratesOnTouch;
    private final RecordedRequests recorded;

    /**
     * An authority over one workflow.
     *
     * @param definition the definition that it enforces
     * @param store where it records
     * @param entries forms what it records
     * @param observers are told of what it answers
     */
    public TransitionAuthority(Definition definition, Store store, AuditEntries entries, Observers observers) {
        this(definition, store, entries, observers, false);
    }

    private TransitionAuthority(
            Definition definition, Store store, AuditEntries entries, Observers observers, boolean migratesOnTouch) {
        this.definition = definition;
        this.store = store;
        this.entries = entries;
        this.observers = observers;
        this.migratesOnTouch = migratesOnTouch;
        this.recorded = new RecordedRequests(definition);
    }

    /**
     * The same authority, except that a move of a case of an older version migrates it first, in the same commit.
     *
     * @return the other authority
     */
    public TransitionAuthority migratingOnTouch() {
        return new TransitionAuthority(definition, store, entries, observers, true);
    }

    /**
     * The definition that this authority enforces.
     *
     * @return the definition
     */
    public Definition definition() {
        return definition;
    }

    Observers observers() {
        return observers;
    }

    Store store() {
        return store;
    }

    AuditEntries entries() {
        return entries;
    }

    /**
     * Reads cases and their history.
     *
     * @return a reader over the same store
     */
    public CaseReader reader() {
        return new CaseReader(definition, store);
    }

    /**
     * Opens a case in the workflow's initial state.
     *
     * @param caseId the new case's id, 1 to 64 characters under the rules for ids (see {@link org.workflowengine.runtime.core.Actor})
     * @param decision who opens it and why
     * @return the head of the case, or why it was not opened
     */
    public Outcome<CaseHead> open(String caseId, Decision decision) {
        return apply(Request.opening(caseId, decision));
    }

    /**
     * Moves a case that is known by its id only.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known
     * @param decision who moves it and why
     * @return the head of the case, or why it was not moved
     */
    public Outcome<CaseHead> fire(String caseId, String transition, Facts facts, Decision decision) {
        return apply(Request.move(caseId, transition, facts, decision));
    }

    /**
     * Refuses a request that cannot be formed, and reports that to observers.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param refusal why
     * @return the refusal
     */
    public Outcome<CaseHead> refuse(String caseId, String transition, Refusal refusal) {
        return Call.telling(observers, definition, caseId, transition, call -> new Refused<>(refusal));
    }

    /**
     * Does the work before a request can be formed. If it fails, the request has failed, and observers are told.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param work reads what is needed
     * @param <T> what it reads
     * @return what it has read
     */
    public <T> T before(String caseId, String transition, Supplier<T> work) {
        Call call = Call.begin(observers, definition);
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            call.failed(caseId, transition, failure);
            throw failure;
        }
    }

    /**
     * Applies one request: an opening, a move, a migration or an import.
     *
     * @param request the request
     * @return the head of the case, or why nothing was written
     */
    public Outcome<CaseHead> apply(Request request) {
        return Call.telling(
                observers, definition, request.caseId(), request.transition(), call -> apply(request, call));
    }

    private Outcome<CaseHead> apply(Request request, Call call) {
        Optional<Refusal> atTheDoor = InputChecks.check(definition, request);
        return atTheDoor.isPresent()
                ? new Refused<>(atTheDoor.get())
                : perform(request, call, unit -> decide(unit, request));
    }

    /**
     * Moves a case from the head that a handle has. The head is not read again: if it is out of date, the database refuses, and the
     * answer is {@link Stale}.
     *
     * @param held the head of the case when the handle was made
     * @param row the transition
     * @param facts what is known
     * @param decision who moves it and why
     * @return the head of the case, or why it was not moved
     */
    public Outcome<CaseHead> move(CaseHead held, WorkflowTransition row, Facts facts, Decision decision) {
        Request request = Request.move(held.caseId(), row.id(), facts, decision);
        return Call.telling(
                observers, definition, request.caseId(), request.transition(), call -> move(held, row, request, call));
    }

    private Outcome<CaseHead> move(CaseHead held, WorkflowTransition row, Request request, Call call) {
        Optional<Refusal> refusal = InputChecks.check(definition, request)
                .or(() -> notSeenBy(held, request.decision()))
                .or(() -> Answers.mismatch(definition, held));
        return refusal.isPresent()
                ? new Refused<>(refusal.get())
                : perform(
                        request,
                        call,
                        unit -> answered(unit, request)
                                .<Decided>map(Answered::new)
                                .orElseGet(() -> {
                                    demandVisible(unit, held, row);
                                    return step(unit, held, row, request);
                                }));
    }

    /**
     * What became of a request, as far as it is recorded by now.
     *
     * @param caseId the case
     * @param requestId the request
     * @return the answer that the request was given, or empty when it has not been applied so far
     * @throws RefusedException if an id is invalid, or the case is of another workflow
     */
    public Optional<Applied<CaseHead>> resolve(String caseId, String requestId) {
        return reader().ofRequest(caseId, requestId);
    }

    /**
     * What could be done with a case on the facts at hand: a dry run of every transition that leaves its state.
     *
     * @param caseId the case
     * @param facts what is known
     * @param names the names of who asks, actor and principal; empty if nobody in particular does
     * @return the transitions in the order of the definition, each permitted or with the refusal that a move would answer
     * @throws RefusedException if there is no such case, it follows another definition, or a fact is not of this workflow
     */
    public List<PossibleMove> options(String caseId, Facts facts, List<String> names) {
        InputChecks.facts(definition, facts).or(() -> InputChecks.names(names)).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        return reader().read(caseId, (view, head) -> {
            Obligations obligations = new Obligations(definition, view, head);
            return definition.transitionsFrom(head.state()).stream()
                    .map(row ->
                            new PossibleMove(row, Guards.refusal(row, facts).or(() -> obligations.refusal(row, names))))
                    .toList();
        });
    }

    Outcome<CaseHead> perform(Request request, Call call, Function<Store.Unit, Decided> decision) {
        try {
            return tried(request, call, decision);
        } catch (UnchangedException failure) {
            if (failure.isTransient()) {
                throw failure;
            }
            return new Refused<>(Answers.purgedMeanwhile(store, request.caseId(), failure));
        } catch (IntegrityException failure) {
            // Where a step does not keep a purge waiting, the case may go between any two statements.
            return new Refused<>(Answers.purgedMeanwhile(store, request.caseId(), failure));
        }
    }

    private Outcome<CaseHead> tried(Request request, Call call, Function<Store.Unit, Decided> decision) {
        Permitted permitted;
        try (Store.Unit unit = store.begin()) {
            Decided decided = decision.apply(unit);
            if (decided instanceof Answered answered) {
                return answered.outcome();
            }
            permitted = (Permitted) decided;
            if (write(unit, permitted)) {
                call.wrote(unit);
                return permitted.applied();
            }
        }
        return afterLostRace(request, permitted.entries().get(0));
    }

    private static boolean write(Store.Unit unit, Permitted permitted) {
        if (permitted.migration().isPresent()) {
            return unit.appendBoth(permitted.migration().get(), permitted.entry());
        }
        return permitted.erased().isPresent()
                ? unit.erase(permitted.entry(), permitted.erased().getAsLong())
                : unit.append(permitted.entry());
    }

    /** Decides about a request that has passed the input checks, on what the view shows. */
    Decided decide(Store.View view, Request request) {
        return decide(view, request, head -> {
            if (request.matter().isPresent()) {
                return hold(view, head, request);
            }
            return request.isMigration() ? migration(view, head, request) : step(view, head, request);
        });
    }

    Decided decide(Store.View view, Request request, Function<CaseHead, Decided> next) {
        // The head first: if the same request were applied between the two, it would be refused because of the state
        // that it has itself led to.
        Optional<CaseHead> found = view.head(request.caseId());
        Optional<Outcome<CaseHead>> answered = answered(view, request);
        if (answered.isPresent()) {
            return new Answered(answered.get());
        }
        if (request.isOpening() || request.importedInto().isPresent()) {
            return found.map(head -> refused(new CaseAlreadyExists(request.caseId(), head)))
                    .or(() -> Answers.purged(view, request.caseId()).map(TransitionAuthority::refused))
                    .orElseGet(() -> first(request));
        }
        if (found.isEmpty()) {
            return refused(Answers.missing(view, request.caseId()));
        }
        CaseHead head = found.get();
        long expected = request.decision().expectedSeq().orElse(head.seq());
        Optional<WorkflowTransition> mapping = onTouch(head, request);
        return (request.isMigration() || mapping.isPresent()
                        ? Answers.foreign(definition, head)
                        : Answers.mismatch(definition, head))
                .or(() -> expected == head.seq() ? Optional.empty() : Optional.of(stale(view, head, expected)))
                .map(TransitionAuthority::refused)
                .orElseGet(
                        () -> mapping.map(row -> both(view, head, row, request)).orElseGet(() -> next.apply(head)));
    }

    private Decided first(Request request) {
        Optional<WorkflowState> state = request.importedInto()
                .map(id -> definition.state(id).filter(WorkflowState::isImportable))
                .orElseGet(() -> Optional.of(definition.initial()));
        if (state.isEmpty()) {
            return refused(new NotImportable(
                    request.importedInto().orElseThrow(),
                    definition.states().stream()
                            .filter(WorkflowState::isImportable)
                            .map(WorkflowState::id)
                            .toList()));
        }
        AuditEntry entry = entries.first(definition, state.get(), request);
        return entry.enteredAt().isAfter(entry.recordedAt())
                ? refused(new InvalidInput(
                        "occurred at",
                        entry.enteredAt().toString(),
                        "at most now, " + entry.recordedAt() + ": since when the imported case is in its state"))
                : Permitted.opening(entry);
    }

    /** The mapping that has to come before a move; empty if none has to, or none leads from there. */
    private Optional<WorkflowTransition> onTouch(CaseHead head, Request request) {
        return migratesOnTouch
                        && !request.isMigration()
                        && !request.transition().equals(Definition.ERASURE)
                        && request.matter().isEmpty()
                        && head.workflow().equals(definition.workflow())
                ? definition.mapping(head.version(), head.state())
                : Optional.empty();
    }

    private Decided migration(Store.View view, CaseHead head, Request request) {
        return definition
                .mapping(head.version(), head.state())
                .map(row -> permitted(view, head, row, request))
                .orElseGet(() -> refused(Migrations.refusal(definition, head)));
    }

    private Decided hold(Store.View view, CaseHead head, Request request) {
        return new Holds(view, head.caseId())
                .refusal(request)
                .map(TransitionAuthority::refused)
                .orElseGet(() -> Permitted.step(entries.keeping(definition, head, request), head));
    }

    /** The migration, and then the move: both are permitted, or nothing is written. */
    private Decided both(Store.View view, CaseHead head, WorkflowTransition mapping, Request request) {
        if (!(permitted(view, head, mapping, Migrations.before(request, mapping)) instanceof Permitted migration)) {
            return refused(Guards.refusal(mapping, request.facts()).orElseThrow());
        }
        Optional<WorkflowTransition> row = definition.transition(mapping.to().id(), request.transition());
        Decided move = step(view, migration.head(), Migrations.after(request, mapping, row));
        return move instanceof Permitted permitted
                ? permitted.after(migration.entry())
                : Guards.refusal(definition, mapping.to().id(), request.transition(), request.facts())
                        .map(TransitionAuthority::refused)
                        .orElse(move);
    }

    /** By name: the definition says which transition is meant. */
    private Decided step(Store.View view, CaseHead head, Request request) {
        Optional<WorkflowTransition> row = definition.transition(head.state(), request.transition());
        return row.isPresent()
                ? permitted(view, head, row.get(), request)
                : refused(Guards.notHere(definition, head.state(), request.transition()));
    }

    /** By a given transition: it counts only if it is the definition's own, whatever guard it shows. */
    private Decided step(Store.View view, CaseHead head, WorkflowTransition row, Request request) {
        return definition.isOwn(row, head.state()) ? permitted(view, head, row, request) : step(view, head, request);
    }

    private Decided permitted(Store.View view, CaseHead head, WorkflowTransition row, Request request) {
        return Guards.refusal(row, request.facts())
                .or(() -> obliged(view, head, row, request.decision()))
                .map(TransitionAuthority::refused)
                .orElseGet(() -> Permitted.step(entries.step(definition, head, row, request), head));
    }

    /** A snapshot from before the step that a handle has seen does not show who made it. */
    private void demandVisible(Store.Unit unit, CaseHead held, WorkflowTransition row) {
        if (!definition.obligations(row).isEmpty()
                && !unit.seesLatest()
                && unit.head(held.caseId())
                        .filter(head -> head.seq() >= held.seq())
                        .isEmpty()) {
            throw UnchangedException.hidden(held.caseId(), held.seq());
        }
    }

    private Optional<Refusal> obliged(Store.View view, CaseHead head, WorkflowTransition row, Decision decision) {
        if (definition.obligations(row).isEmpty()) {
            return Optional.empty();
        }
        String actor = decision.actor().id();
        List<String> names = decision.onBehalfOf()
                .map(principal -> List.of(actor, principal))
                .orElseGet(() -> List.of(actor));
        return new Obligations(definition, view, head).refusal(row, names);
    }

    static Decided refused(Refusal refusal) {
        return new Answered(new Refused<>(refusal));
    }

    private static Optional<Refusal> notSeenBy(CaseHead held, Decision decision) {
        long expected = decision.expectedSeq().orElse(held.seq());
        return expected == held.seq()
                ? Optional.empty()
                : Optional.of(new InvalidInput(
                        "expected seq", String.valueOf(expected), held.seq() + ", the step of the handle"));
    }

    /** The answer that the request was given before, if it was. */
    Optional<Outcome<CaseHead>> answered(Store.View view, Request request) {
        return recorded.answer(view, request);
    }

    /** In a new unit, because the old one may not see which request has won. */
    private Outcome<CaseHead> afterLostRace(Request request, AuditEntry lost) {
        try (Store.Unit unit = store.begin()) {
            return answered(unit, request).orElseGet(() -> new Refused<>(winner(unit, lost)));
        }
    }

    private static Refusal winner(Store.Unit unit, AuditEntry lost) {
        String caseId = lost.caseId();
        Optional<AuditEntry> won = unit.entry(caseId, lost.seq());
        Optional<CaseHead> head = unit.head(caseId);
        long seq = head.map(CaseHead::seq).orElse(0L);
        if (won.isEmpty() || (seq < lost.seq() && !unit.seesLatest())) {
            // The winner may have been purged since.
            return Answers.purged(unit, caseId).orElseThrow(() -> UnchangedException.hidden(caseId, lost.seq()));
        }
        if (seq < lost.seq()) {
            throw new IntegrityException(
                    caseId,
                    seq == 0
                            ? "it has audit entries, but there is no case"
                            : "it is at step " + seq + ", but its next step is recorded already");
        }
        return lost.seq() == 1
                ? new CaseAlreadyExists(caseId, head.orElseThrow())
                : stale(unit, head.orElseThrow(), lost.seq() - 1);
    }

    private static Refusal stale(Store.View view, CaseHead head, long expected) {
        long made = expected < head.seq() ? expected + 1 : head.seq();
        AuditEntry winner = view.entry(head.caseId(), made)
                .orElseThrow(() -> new IntegrityException(
                        head.caseId(), "it is at step " + head.seq() + ", but that step is not recorded"));
        return new Stale(expected, head.seq(), winner);
    }
}
