package org.workflowengine.runtime.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.workflowengine.annotations.CheckReturnValue;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.engine.Bulk;
import org.workflowengine.runtime.internal.engine.PayloadErasure;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Moves cases of several workflows and versions by names alone, without generated types: for an endpoint, a console, a layer on top.
 * {@code Workflows.on(runtime, List.of(ClaimTransition.DEFINITION, LoanTransition.DEFINITION))}. Every move is decided by the same
 * authority as a generated engine's, with the same checks.
 *
 * <p>Only definitions that are given here move cases: being installed in the database is not enough. Several versions of one workflow may
 * be given. A new case follows the highest; every other case is moved under its own version. A case whose version was not given is
 * refused ({@code DefinitionMismatch}).
 *
 * <p>Wrong input is a refusal, including wrong facts: it says what the generated {@code …Facts.fromJson} says. Thread-safe, unless the
 * host belongs to one transaction.
 */
@CheckReturnValue
public final class Workflows {
    private final WorkflowHost host;
    private final boolean migratesOnTouch;
    private final Map<String, NavigableMap<Integer, TransitionAuthority>> workflows = new TreeMap<>();

    private Workflows(WorkflowHost host, Workflows same) {
        this.host = host;
        this.migratesOnTouch = true;
        same.workflows.forEach((workflow, versions) -> {
            NavigableMap<Integer, TransitionAuthority> migrating = new TreeMap<>(versions);
            migrating.replaceAll((version, authority) -> authority.migratingOnTouch());
            workflows.put(workflow, migrating);
        });
    }

    private Workflows(WorkflowHost host, Collection<Definition> definitions) {
        this.host = host;
        this.migratesOnTouch = false;
        for (Definition definition : definitions) {
            TransitionAuthority before = workflows
                    .computeIfAbsent(definition.workflow(), workflow -> new TreeMap<>())
                    .putIfAbsent(definition.version(), host.authority(definition));
            if (before != null) {
                throw Arguments.wrong(
                        "definitions",
                        definition.workflow() + " version " + definition.version() + " twice",
                        "each version of a workflow once");
            }
        }
    }

    /**
     * The workflows of some definitions. Each is installed, or required to be installed, as an engine's is.
     *
     * @param host a runtime, or what its method {@code within} returns
     * @param definitions compiled definitions, such as {@code ClaimTransition.DEFINITION}; at least one, each version of a workflow once
     * @return what moves their cases
     * @throws IllegalArgumentException if there is none, or a version is there twice
     * @throws SetupException if the database holds another definition under the same id and version, or does not hold it and this host may
     *     not install it
     */
    public static Workflows on(WorkflowHost host, Collection<Definition> definitions) {
        Objects.requireNonNull(host, "host");
        if (Objects.requireNonNull(definitions, "definitions").isEmpty()) {
            throw Arguments.wrong("definitions", "none", "at least one");
        }
        return new Workflows(host, definitions);
    }

    /**
     * The definitions that move cases here.
     *
     * @return an unmodifiable list, by workflow and version
     */
    public List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        workflows.values().forEach(versions -> versions.values().forEach(each -> definitions.add(each.definition())));
        return List.copyOf(definitions);
    }

    /**
     * Opens a case under the highest version of a workflow.
     *
     * @param workflow the workflow's id
     * @param caseId the new case's id, 1 to 64 characters under the rules for ids (see {@link org.workflowengine.runtime.core.Actor})
     * @param decision who opens it and why
     * @return where the case is, or why it was not opened
     */
    public Outcome<CaseHead> open(String workflow, String caseId, Decision decision) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(decision, "decision");
        NavigableMap<Integer, TransitionAuthority> versions = versions(workflow);
        return versions == null
                ? new Refused<>(unknown(workflow))
                : versions.lastEntry().getValue().open(caseId, decision);
    }

    /**
     * Moves a case.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known, by fact id: a {@link Boolean}, an enum constant, or the name of an enum constant as a {@link String}
     * @param decision who moves it and why
     * @return where the case is, or why it was not moved
     */
    public Outcome<CaseHead> fire(
            String workflow, String caseId, String transition, Map<String, ?> facts, Decision decision) {
        Objects.requireNonNull(facts, "facts");
        return fire(workflow, caseId, transition, definition -> definition.facts(facts), decision);
    }

    /**
     * Moves a case, with facts as they come over the wire.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param transition the transition's id
     * @param json what is known, as a JSON object of booleans and strings, at most 64 KiB; <code>{}</code> if nothing is known
     * @param decision who moves it and why
     * @return where the case is, or why it was not moved
     */
    public Outcome<CaseHead> fire(String workflow, String caseId, String transition, String json, Decision decision) {
        Objects.requireNonNull(json, "json");
        return fire(workflow, caseId, transition, definition -> definition.facts(json), decision);
    }

    private Outcome<CaseHead> fire(
            String workflow, String caseId, String transition, Function<Definition, Facts> facts, Decision decision) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(transition, "transition");
        Objects.requireNonNull(decision, "decision");
        NavigableMap<Integer, TransitionAuthority> versions = versions(workflow);
        if (versions == null) {
            return new Refused<>(unknown(workflow));
        }
        TransitionAuthority authority =
                versions.lastEntry().getValue().before(caseId, transition, () -> authority(versions, workflow, caseId));
        Facts known;
        try {
            known = facts.apply(authority.definition());
        } catch (InvalidFactsException e) {
            return underItsVersion(authority, caseId, transition, facts, decision)
                    .orElseGet(() -> authority.refuse(caseId, transition, e.refusal()));
        }
        return authority.fire(caseId, transition, known, decision);
    }

    /** A request that was applied under another version may name facts that this one does not have: it is answered as it was then. */
    private Optional<Outcome<CaseHead>> underItsVersion(
            TransitionAuthority authority,
            String caseId,
            String transition,
            Function<Definition, Facts> facts,
            Decision decision) {
        try {
            Optional<Definition> recorded = decision.requestId()
                    .flatMap(id -> authority.resolve(caseId, id))
                    .map(Applied::handle)
                    .filter(head -> head.version() != authority.definition().version())
                    .map(head -> AnyVersion.stored(host, head));
            return recorded.map(definition ->
                    host.authority(definition).fire(caseId, transition, facts.apply(definition), decision));
        } catch (InvalidFactsException e) {
            return Optional.of(authority.refuse(caseId, transition, e.refusal()));
        } catch (RefusedException e) {
            return Optional.of(authority.refuse(caseId, transition, e.refusal()));
        }
    }

    /**
     * Brings a case of an older version to the highest version given here.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param facts what is known, as {@link #fire(String, String, String, Map, Decision)} takes it; the migration says what it requires
     * @param decision who migrates it and why
     * @return where the case is, or why it was not migrated
     */
    public Outcome<CaseHead> migrate(String workflow, String caseId, Map<String, ?> facts, Decision decision) {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(decision, "decision");
        NavigableMap<Integer, TransitionAuthority> versions = versions(workflow);
        if (versions == null) {
            return new Refused<>(unknown(workflow));
        }
        TransitionAuthority highest = versions.lastEntry().getValue();
        Facts known;
        try {
            known = highest.definition().facts(facts);
        } catch (InvalidFactsException e) {
            return highest.refuse(caseId, Request.MIGRATION, e.refusal());
        }
        return highest.apply(Request.migration(caseId, known, decision));
    }

    /**
     * Applies many requests with few commits, under the highest version of a workflow: as {@link WorkflowEngine#applyAll}.
     *
     * @param workflow the workflow's id
     * @param requests openings, moves, migrations and imports
     * @param options how large a chunk is, and what receives the progress reports
     * @return what became of each, in the order of the requests
     * @throws RefusedException if there is no such workflow
     */
    public List<BulkOutcome<CaseHead>> applyAll(String workflow, List<Request> requests, BulkOptions options) {
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(options, "options");
        return new Bulk(demanded(workflow).lastEntry().getValue(), options).applyAll(requests);
    }

    /**
     * Brings every case of older versions that can come to the highest version given here. Cases are read page by page and migrated chunk
     * by chunk, each with the same facts and decision; a case that is refused stays where it is, and does not affect the others. It can be
     * stopped and called again at any time: with a request id in the decision, no case is migrated twice.
     *
     * @param workflow the workflow's id
     * @param facts what is known of every case, read by the highest definition: {@link Definition#facts(Map)}
     * @param decision who migrates them and why; one request id serves for all, because it names a request of one case
     * @param options how large a chunk is; the progress reports have the number of cases tried so far
     * @param each is told what became of each case
     * @return how many were migrated, refused, or not answered
     * @throws RefusedException if there is no such workflow
     * @throws org.workflowengine.runtime.core.UnchangedException if the next cases cannot be read: what was migrated before stays so, as each was
     *     told, and the same call goes on from there
     */
    public MigrationSummary migrateAll(
            String workflow,
            Facts facts,
            Decision decision,
            BulkOptions options,
            BiConsumer<String, BulkOutcome<CaseHead>> each) {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(each, "each");
        return new MigrationSweep(host, demanded(workflow).lastEntry().getValue(), options, each)
                .run(caseId -> Request.migration(caseId, facts, decision));
    }

    /**
     * Begins the history of a case that exists elsewhere, under the highest version of a workflow.
     *
     * @param workflow the workflow's id
     * @param caseId the id that it will have here
     * @param state the state that it is in; the definition declares it importable
     * @param decision who imports it and why; {@link Decision#occurredAt} says since when it is in that state, and
     *     {@link Decision#evidence} where it comes from
     * @return where the case is, or why it was not imported
     */
    public Outcome<CaseHead> importCase(String workflow, String caseId, String state, Decision decision) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(decision, "decision");
        NavigableMap<Integer, TransitionAuthority> versions = versions(workflow);
        return versions == null
                ? new Refused<>(unknown(workflow))
                : versions.lastEntry().getValue().apply(Request.importing(caseId, state, decision));
    }

    /**
     * The same workflows, except that a move of a case of an older version migrates it first, in the same commit, where the highest version
     * given here says how. A case in a state that stays is moved under its own version, as before.
     *
     * @return the other workflows
     */
    public Workflows migratingOnTouch() {
        return new Workflows(host, this);
    }

    /**
     * What could be done with a case given these facts: a dry run of every transition that leaves its state, for nobody in particular. Where
     * a transition has four eyes, permitted means that somebody may make it; {@link #options(String, String, Map, Actor)} says whether
     * a given person may.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param facts what is known, as {@link #fire(String, String, String, Map, Decision)} takes it
     * @return each transition: permitted, or with the refusal that the move would return
     * @throws RefusedException if there is no such workflow or case, the case follows another definition, or a fact is wrong
     */
    public List<PossibleMove> options(String workflow, String caseId, Map<String, ?> facts) {
        return options(workflow, caseId, facts, List.of());
    }

    /**
     * What somebody could do with a case given these facts: a dry run of every transition that leaves its state.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param facts what is known
     * @param actor who would decide
     * @return each transition: permitted, or with the refusal that the move would return
     * @throws RefusedException as {@link #options(String, String, Map)}, or if the actor's id is invalid
     */
    public List<PossibleMove> options(String workflow, String caseId, Map<String, ?> facts, Actor actor) {
        return options(
                workflow,
                caseId,
                facts,
                List.of(Objects.requireNonNull(actor, "actor").id()));
    }

    /**
     * What somebody could do with a case for somebody else given these facts: a dry run of every transition that leaves its state.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param facts what is known
     * @param actor who would decide
     * @param principalId on whose behalf
     * @return each transition: permitted, or with the refusal that the move would return
     * @throws RefusedException as {@link #options(String, String, Map)}, or if one of the ids is invalid
     */
    public List<PossibleMove> options(
            String workflow, String caseId, Map<String, ?> facts, Actor actor, String principalId) {
        List<String> names = List.of(
                Objects.requireNonNull(actor, "actor").id(), Objects.requireNonNull(principalId, "principalId"));
        return options(workflow, caseId, facts, names);
    }

    private List<PossibleMove> options(String workflow, String caseId, Map<String, ?> facts, List<String> names) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(facts, "facts");
        TransitionAuthority authority = authority(demanded(workflow), workflow, caseId);
        Facts known;
        try {
            known = authority.definition().facts(facts);
        } catch (InvalidFactsException e) {
            throw new RefusedException(e.refusal());
        }
        return authority.options(caseId, known, names);
    }

    /**
     * What became of a request whose answer was lost: as {@link WorkflowEngine#resolve}.
     *
     * @param workflow the workflow's id
     * @param caseId the case
     * @param requestId the request
     * @return the answer that the request was given, marked as replayed, or empty if it has not been applied so far
     * @throws RefusedException if there is no such workflow, an id is invalid, or the case is of another workflow
     */
    public Optional<Applied<CaseHead>> resolve(String workflow, String caseId, String requestId) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(requestId, "requestId");
        return authority(demanded(workflow), workflow, caseId).resolve(caseId, requestId);
    }

    /**
     * Erases actor, reason and facts of a step of any case: as {@link WorkflowEngine#erase}. The law does not ask for versions: if the
     * case's own version was not given here, the definition stored in the database decides whether its steps can be erased.
     *
     * @param caseId the case
     * @param seq the step's number
     * @param decision who orders the erasure and why; this stays on record, so put nothing in it that should be erased
     * @return the case, in the state it was in, or why nothing was erased
     * @throws IntegrityException if the case's definition is not stored, or its fingerprint differs from the stored one
     * @throws SetupException if the stored definition cannot be read, or its rows are not those of its graph
     * @throws UnchangedException if the database fails
     */
    public Outcome<CaseHead> erase(String caseId, long seq, Decision decision) {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(decision, "decision");
        return new AnyVersion(host, this::given)
                .answer(caseId, ruler -> new PayloadErasure(ruler).erase(caseId, seq, decision));
    }

    /**
     * Holds any case for a legal matter: as {@link WorkflowEngine#hold}, and under the definition that {@link #erase} takes.
     *
     * @param caseId the case
     * @param matter what it is held for: 1 to 64 characters under the rules for ids (see {@link Actor})
     * @param decision who orders it and why; this stays on record
     * @return the case, in the state it was in, or why it is not held now
     * @throws IntegrityException as {@link #erase}
     * @throws SetupException as {@link #erase}
     * @throws UnchangedException if the database fails
     */
    public Outcome<CaseHead> hold(String caseId, String matter, Decision decision) {
        Request request = Request.hold(caseId, matter, decision);
        return new AnyVersion(host, this::given).answer(caseId, ruler -> ruler.apply(request));
    }

    /**
     * Ends the hold of any case for a legal matter: as {@link WorkflowEngine#release}.
     *
     * @param caseId the case
     * @param matter what it is held for
     * @param decision who orders it and why; this stays on record
     * @return the case, in the state it was in, or why nothing was released
     * @throws IntegrityException as {@link #erase}
     * @throws SetupException as {@link #erase}
     * @throws UnchangedException if the database fails
     */
    public Outcome<CaseHead> release(String caseId, String matter, Decision decision) {
        Request request = Request.release(caseId, matter, decision);
        return new AnyVersion(host, this::given).answer(caseId, ruler -> ruler.apply(request));
    }

    private Optional<TransitionAuthority> given(CaseHead head) {
        return Optional.ofNullable(
                workflows.getOrDefault(head.workflow(), new TreeMap<>()).get(head.version()));
    }

    /** The case's own version where it is given; else the highest, which refuses the case and says why. */
    private TransitionAuthority authority(
            NavigableMap<Integer, TransitionAuthority> versions, String workflow, String caseId) {
        TransitionAuthority highest = versions.lastEntry().getValue();
        if (versions.size() == 1) {
            return highest;
        }
        Optional<CaseHead> head;
        try {
            head = host.findCase(caseId);
        } catch (RefusedException e) {
            return highest;
        }
        return head.filter(found -> found.workflow().equals(workflow))
                .filter(found -> !migratesOnTouch
                        || highest.definition()
                                .mapping(found.version(), found.state())
                                .isEmpty())
                .map(found -> versions.getOrDefault(found.version(), highest))
                .orElse(highest);
    }

    private NavigableMap<Integer, TransitionAuthority> demanded(String workflow) {
        NavigableMap<Integer, TransitionAuthority> versions = versions(workflow);
        if (versions == null) {
            throw new RefusedException(unknown(workflow));
        }
        return versions;
    }

    private @Nullable NavigableMap<Integer, TransitionAuthority> versions(String workflow) {
        return workflows.get(Objects.requireNonNull(workflow, "workflow"));
    }

    private InvalidInput unknown(String workflow) {
        List<String> known = List.copyOf(workflows.keySet());
        List<String> near = Texts.near(workflow, known);
        return new InvalidInput(
                "workflow",
                Texts.quoted(workflow),
                "one of " + known + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
    }
}
