package org.workflowengine.runtime.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.workflowengine.annotations.CheckReturnValue;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.engine.Bulk;
import org.workflowengine.runtime.internal.engine.CaseReader;
import org.workflowengine.runtime.internal.engine.PayloadErasure;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * What all generated engines can do. A generated {@code …Engine} adds the typed {@code open} and one method for each transition name. All
 * of them lead to one and the same authority, which alone moves cases. Thread-safe.
 *
 * <p>Every method that reads throws {@link UnchangedException} if the database fails.
 *
 * @param <C> the handle type of the workflow
 * @param <F> the facts type of the workflow
 * @param <S> the states of the workflow
 */
@CheckReturnValue
public abstract class WorkflowEngine<C extends CaseHandle, F extends Facts, S extends WorkflowState> {
    private final TransitionAuthority authority;
    private final CaseReader reader;
    private final WorkflowHost host;
    private final boolean throwing;

    /**
     * An engine on a host; called by generated code.
     *
     * @param host the runtime
     * @param definition the compiled definition
     */
    protected WorkflowEngine(WorkflowHost host, Definition definition) {
        this.host = Objects.requireNonNull(host, "host");
        this.authority = host.authority(definition);
        this.reader = authority.reader();
        this.throwing = false;
    }

    /**
     * The same engine, except that its moves, and those of the handles it makes, throw if they are refused; called by generated code.
     *
     * @param engine the engine
     */
    protected WorkflowEngine(WorkflowEngine<C, F, S> engine) {
        this(engine, engine.authority, true);
    }

    /**
     * The same engine, but with other rules for cases of older versions; called by generated code.
     *
     * @param engine the engine
     * @param older {@link OlderVersions#MIGRATE_ON_TOUCH} to migrate a case before its first move
     */
    protected WorkflowEngine(WorkflowEngine<C, F, S> engine, OlderVersions older) {
        this(
                engine,
                switch (older) {
                    case MIGRATE_ON_TOUCH -> engine.authority.migratingOnTouch();
                },
                engine.throwing);
    }

    private WorkflowEngine(WorkflowEngine<C, F, S> engine, TransitionAuthority authority, boolean throwing) {
        this.host = engine.host;
        this.authority = authority;
        this.reader = engine.reader;
        this.throwing = throwing;
    }

    /** What an engine may do with a case that follows an older version. */
    protected enum OlderVersions {
        /** A move migrates the case first, in the same commit. */
        MIGRATE_ON_TOUCH
    }

    /**
     * Makes the handle for the state that a case is in; implemented by generated code.
     *
     * @param head where the case is
     * @return a handle of the type of that state
     */
    protected abstract C handle(CaseHead head);

    /**
     * The definition that this engine enforces.
     *
     * @return the definition
     */
    public final Definition definition() {
        return authority.definition();
    }

    /**
     * Loads a case that is known to exist.
     *
     * @param caseId the case
     * @return a handle of the type of its state
     * @throws RefusedException if there is no such case, the id is invalid, or the case follows another definition
     */
    public final C load(String caseId) {
        return handle(reader.load(Objects.requireNonNull(caseId, "caseId")));
    }

    /**
     * Looks for a case.
     *
     * @param caseId the case
     * @return a handle of the type of its state, or empty if there is no such case
     * @throws RefusedException if the id is invalid, or the case follows another definition
     */
    public final Optional<C> find(String caseId) {
        return reader.find(Objects.requireNonNull(caseId, "caseId")).map(this::handle);
    }

    /**
     * Moves a case by names from outside, for example from a REST call: same authority, same checks.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known
     * @param decision who and why
     * @return the case in its new state, or why it was not moved. If the same request was applied while the case followed another
     *     version, this is the case as it is now where it follows this version by now, and
     *     {@link org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion} elsewhere
     */
    public final Outcome<C> fire(String caseId, String transition, F facts, Decision decision) {
        return answer(here(authority.fire(caseId, transition, facts, decision), decision, state -> true))
                .map(this::handle);
    }

    /**
     * What became of a request whose answer was lost.
     *
     * <p>Empty means "not so far": a commit that is still under way may arrive later. To be certain, send the same request again: it
     * waits for the outcome and is applied once in either case.
     *
     * @param caseId the case
     * @param requestId the request
     * @return the answer that the request was given, marked as replayed, as data: the case may have followed another version then; or
     *     empty
     * @throws RefusedException if an id is invalid, or the case is of another workflow
     */
    public final Optional<Applied<CaseHead>> resolve(String caseId, String requestId) {
        return authority.resolve(
                Objects.requireNonNull(caseId, "caseId"), Objects.requireNonNull(requestId, "requestId"));
    }

    /**
     * Applies many requests, 500 to a commit: as {@link #applyAll(List, BulkOptions)}.
     *
     * @param requests openings, moves, migrations and imports
     * @return what became of each, in the order of the requests
     */
    public final List<BulkOutcome<C>> applyAll(List<Request> requests) {
        return applyAll(requests, BulkOptions.defaults());
    }

    /**
     * Applies many requests with few commits. Several may be for one case: they are applied in the order given. A request that is refused
     * or fails does not affect the others. A chunk that cannot be committed as a whole is made step by step. Once the database cannot be
     * reached, the rest is answered as unchanged.
     *
     * <p>With request ids you may send the same list again at any time: requests already applied are answered as replayed.
     *
     * @param requests openings, moves, migrations and imports
     * @param options how large a chunk is, and what receives the progress reports
     * @return what became of each, in the order of the requests
     */
    public final List<BulkOutcome<C>> applyAll(List<Request> requests, BulkOptions options) {
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(options, "options");
        List<BulkOutcome<CaseHead>> outcomes = new Bulk(authority, options).applyAll(requests);
        List<BulkOutcome<C>> answers = new ArrayList<>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            answers.add(
                    outcomes.get(i) instanceof BulkOutcome.Answered<CaseHead> answered
                            ? new BulkOutcome.Answered<C>(
                                    here(answered.outcome(), requests.get(i).decision(), state -> true)
                                            .map(this::handle))
                            : outcomes.get(i).map(this::handle));
        }
        return answers;
    }

    /**
     * What could be done with a case given these facts: a dry run of every transition that leaves its state, for nobody in particular. Where
     * a transition has four eyes, permitted means that somebody may make it; {@link #options(String, Facts, Actor)} says whether
     * a given person may.
     *
     * @param caseId the case
     * @param facts what is known
     * @return each transition, either permitted or with the refusal that the move would answer
     * @throws RefusedException as {@link #load}
     */
    public final List<PossibleMove> options(String caseId, F facts) {
        return authority.options(
                Objects.requireNonNull(caseId, "caseId"), Objects.requireNonNull(facts, "facts"), List.of());
    }

    /**
     * What somebody could do with a case given these facts: a dry run of every transition that leaves its state.
     *
     * @param caseId the case
     * @param facts what is known
     * @param actor who would decide
     * @return each transition, either permitted or with the refusal that the move would answer
     * @throws RefusedException as {@link #load}, or if the actor's id is invalid
     */
    public final List<PossibleMove> options(String caseId, F facts, Actor actor) {
        return authority.options(
                Objects.requireNonNull(caseId, "caseId"),
                Objects.requireNonNull(facts, "facts"),
                List.of(Objects.requireNonNull(actor, "actor").id()));
    }

    /**
     * What somebody could do with a case for somebody else given these facts: a dry run of every transition that leaves its state.
     *
     * @param caseId the case
     * @param facts what is known
     * @param actor who would decide
     * @param principalId on whose behalf
     * @return each transition, either permitted or with the refusal that the move would answer
     * @throws RefusedException as {@link #load}, or if one of the ids is invalid
     */
    public final List<PossibleMove> options(String caseId, F facts, Actor actor, String principalId) {
        List<String> names = List.of(
                Objects.requireNonNull(actor, "actor").id(), Objects.requireNonNull(principalId, "principalId"));
        return authority.options(
                Objects.requireNonNull(caseId, "caseId"), Objects.requireNonNull(facts, "facts"), names);
    }

    /**
     * Erases actor, reason and facts of a step, as the law may require. The step itself stays, and so does its place in the chain of
     * digests. The erasure is recorded as a step of its own, with who ordered it and why; that step leaves the case in its state and
     * cannot be erased. The database user must be allowed to update those columns.
     *
     * <p>A case that follows another version is treated under its own definition, as the database stores it: that one decides whether its
     * steps can be erased.
     *
     * @param caseId the case
     * @param seq the step's number
     * @param decision who orders the erasure and why; this stays on record, so put nothing in it that should be erased
     * @return where the case is, in the state it was in, or why nothing was erased
     * @throws IntegrityException if the case follows another version whose definition is not stored, or whose fingerprint differs
     * @throws SetupException if that stored definition cannot be read, or its rows are not those of its graph
     */
    public final Outcome<CaseHead> erase(String caseId, long seq, Decision decision) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(decision, "decision");
        return ofAnyVersion(caseId, ruler -> new PayloadErasure(ruler).erase(caseId, seq, decision));
    }

    /**
     * Holds a case for a legal matter, in whatever state it is, a final one included. Until the matter is released, nothing of the case is
     * erased and it is not purged, whoever asks: the schema refuses it. The case can still move. The hold is a step that keeps the state and
     * is never erased. A case can be held for several matters at once.
     *
     * <p>A case that follows another version is treated as in {@link #erase}.
     *
     * @param caseId the case
     * @param matter what it is held for, such as the number of a lawsuit: 1 to 64 characters under the rules for ids (see {@link Actor})
     * @param decision who orders it and why; this stays on record
     * @return where the case is, in the state it was in, or why it is not held now
     * @throws IntegrityException as {@link #erase}
     * @throws SetupException as {@link #erase}
     */
    public final Outcome<CaseHead> hold(String caseId, String matter, Decision decision) {
        Request request = Request.hold(caseId, matter, decision);
        return ofAnyVersion(caseId, ruler -> ruler.apply(request));
    }

    /**
     * Ends the hold of a case for a legal matter. Others may still stand.
     *
     * @param caseId the case
     * @param matter what it is held for
     * @param decision who orders it and why; this stays on record
     * @return where the case is, in the state it was in, or why nothing was released
     * @throws IntegrityException as {@link #erase}
     * @throws SetupException as {@link #erase}
     */
    public final Outcome<CaseHead> release(String caseId, String matter, Decision decision) {
        Request request = Request.release(caseId, matter, decision);
        return ofAnyVersion(caseId, ruler -> ruler.apply(request));
    }

    /**
     * The legal holds of a case that stand, whatever version it follows.
     *
     * @param caseId the case
     * @return the steps that record them, oldest first, each with its {@linkplain AuditEntry#matter matter}; none if no hold stands
     * @throws RefusedException if the id is invalid, there is no such case, or it is of another workflow
     */
    public final List<AuditEntry> holds(String caseId) {
        return reader.holds(Objects.requireNonNull(caseId, "caseId"));
    }

    private Outcome<CaseHead> ofAnyVersion(String caseId, Function<TransitionAuthority, Outcome<CaseHead>> work) {
        Outcome<CaseHead> outcome = work.apply(authority);
        return answer(
                isOfAnotherVersion(outcome)
                        ? new AnyVersion(host, head -> Optional.empty()).answer(caseId, work)
                        : outcome);
    }

    private boolean isOfAnotherVersion(Outcome<CaseHead> outcome) {
        return outcome instanceof Refused<CaseHead> refused
                && refused.refusal() instanceof DefinitionMismatch mismatch
                && mismatch.head().workflow().equals(definition().workflow());
    }

    /**
     * Where a case of this workflow is, whatever version it follows. Only a case of this engine's version has a handle that can move it.
     *
     * @param caseId the case
     * @return its head, or empty if this workflow has no such case
     * @throws RefusedException if the id is invalid
     */
    public final Optional<CaseHead> head(String caseId) {
        return reader.anyVersion(Objects.requireNonNull(caseId, "caseId"));
    }

    /**
     * Everything that happened to a case.
     *
     * @param caseId the case
     * @return its history from the opening on
     * @throws RefusedException if there is no such case or the id is invalid
     */
    public final History history(String caseId) {
        return new History(reader.history(Objects.requireNonNull(caseId, "caseId")));
    }

    /**
     * A page of what happened to a case.
     *
     * @param caseId the case
     * @param afterSeq only steps with a higher number; 0 for the first page
     * @param limit the largest number of steps, at least 1
     * @return the steps in the order of their numbers; empty after the last one
     * @throws IllegalArgumentException if the limit is out of range
     * @throws RefusedException if there is no such case, or the id is invalid
     */
    public final List<AuditEntry> history(String caseId, long afterSeq, int limit) {
        return reader.history(
                Objects.requireNonNull(caseId, "caseId"), afterSeq, Arguments.from1("limit", limit, Integer.MAX_VALUE));
    }

    /**
     * The step of a given number.
     *
     * @param caseId the case
     * @param seq the number; 1 is the opening
     * @return the step, or empty
     * @throws RefusedException if the id is invalid
     */
    public final Optional<AuditEntry> atSeq(String caseId, long seq) {
        return reader.atSeq(Objects.requireNonNull(caseId, "caseId"), seq);
    }

    /**
     * The step that was the newest at a given time: the one with the highest number among those recorded at or before it.
     *
     * @param caseId the case
     * @param time the time
     * @return the step, or empty if the case was opened later, or never
     * @throws RefusedException if the id is invalid
     */
    public final Optional<AuditEntry> asOf(String caseId, Instant time) {
        return reader.asOf(Objects.requireNonNull(caseId, "caseId"), Objects.requireNonNull(time, "time"));
    }

    /**
     * All cases that follow this engine's definition.
     *
     * @return work lists and counts
     */
    public final Cases<C, S> cases() {
        return new Cases<>(
                reader, this::handle, () -> host.cases().workflow(definition().workflow()));
    }

    /**
     * Opens a case; called by generated code.
     *
     * @param caseId the case
     * @param decision who and why
     * @param <H> the handle type of the initial state
     * @return the case in its initial state, or why it was not opened
     */
    protected final <H extends CaseHandle> Outcome<H> opening(String caseId, Decision decision) {
        return typed(
                authority.open(caseId, decision),
                decision,
                definition().initial().id()::equals);
    }

    /**
     * Brings a case of an older version to this one; called by generated code.
     *
     * @param caseId the case
     * @param facts what is known
     * @param decision who and why
     * @return the case in its state in this version, or why it was not migrated
     */
    protected final Outcome<C> migrated(String caseId, Facts facts, Decision decision) {
        return typed(authority.apply(Request.migration(caseId, facts, decision)), decision, state -> true);
    }

    /**
     * Brings a case of an older version to this one, with nothing known; called by generated code.
     *
     * @param caseId the case
     * @param decision who and why
     * @return the case in its state in this version, or why it was not migrated
     */
    protected final Outcome<C> migrated(String caseId, Decision decision) {
        return migrated(caseId, new Facts(List.of()), decision);
    }

    /**
     * Begins the history of a case from elsewhere; called by generated code.
     *
     * @param caseId the case
     * @param state the state that it is in
     * @param decision who and why
     * @return the case in that state, or why it was not imported
     */
    protected final Outcome<C> imported(String caseId, S state, Decision decision) {
        return typed(
                authority.apply(Request.importing(
                        caseId, Objects.requireNonNull(state, "state").id(), decision)),
                decision,
                known -> true);
    }

    /**
     * Moves a case by its id; called by generated code.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known
     * @param decision who and why
     * @param <H> the handle type that all transitions of this id have in common
     * @return the case in its new state, or why it was not moved
     */
    protected final <H extends CaseHandle> Outcome<H> byId(
            String caseId, String transition, F facts, Decision decision) {
        return typed(authority.fire(caseId, transition, facts, decision), decision, targets(transition));
    }

    final <H extends CaseHandle> Outcome<H> move(
            CaseHead held, WorkflowTransition row, Facts facts, Decision decision) {
        return typed(
                authority.move(held, row, facts, decision), decision, row.to().id()::equals);
    }

    /**
     * Replaces a definition that did not compile; called by generated code.
     *
     * @param message what is wrong with the definition
     * @return never
     * @throws IllegalStateException always
     */
    @SuppressWarnings("DoNotCallSuggester") // nobody else can
    protected static Definition faulty(String message) {
        throw new IllegalStateException(message);
    }

    /**
     * What to throw for a case in a state that the definition does not have; called by generated code.
     *
     * @param head where the case is
     * @return the exception
     */
    protected static IntegrityException unknownState(CaseHead head) {
        return new IntegrityException(
                head.caseId(),
                "it is in state " + head.state() + ", which " + head.workflow() + " version " + head.version()
                        + " does not have");
    }

    /** The generated code names the handle type of exactly the state that the transition enters. */
    @SuppressWarnings("unchecked")
    private <H extends CaseHandle> Outcome<H> typed(
            Outcome<CaseHead> outcome, Decision decision, Predicate<String> states) {
        return answer(here(outcome, decision, states)).map(head -> (H) handle(head));
    }

    private Predicate<String> targets(String transition) {
        return state -> definition().transitions().stream()
                .anyMatch(row -> row.id().equals(transition) && row.to().id().equals(state));
    }

    /**
     * An answer given under another version has no handle here. Where the case has come to this version since, and to a state that the
     * caller's type allows, the answer is the case as it is now.
     */
    private Outcome<CaseHead> here(Outcome<CaseHead> outcome, Decision decision, Predicate<String> states) {
        if (!(outcome instanceof Applied<CaseHead> applied)
                || applied.handle().version() == definition().version()) {
            return outcome;
        }
        Optional<CaseHead> now = reader.anyVersion(applied.handle().caseId())
                .filter(head -> head.version() == definition().version() && states.test(head.state()));
        return now.isPresent()
                ? new Applied<>(now.get(), applied.seq(), applied.digest(), true)
                : new Refused<>(new AppliedUnderAnotherVersion(
                        applied.handle(),
                        decision.requestId().orElseThrow(),
                        definition().version()));
    }

    private Outcome<CaseHead> answer(Outcome<CaseHead> outcome) {
        if (throwing && outcome instanceof Refused<CaseHead> refused) {
            throw new RefusedException(refused.refusal());
        }
        return outcome;
    }
}
