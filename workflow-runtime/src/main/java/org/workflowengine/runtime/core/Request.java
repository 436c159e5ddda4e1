package org.workflowengine.runtime.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * A request as data: an opening, a move, a migration, an import, a legal hold or its release, to be sent with many others
 * ({@code engine.applyAll(…)}). Immutable. Its texts are checked when it is applied, not here.
 */
public final class Request {
    private enum Kind {
        OPENING,
        IMPORT,
        MOVE,
        MIGRATION,
        HOLD
    }

    /** Stands in place of a transition in a request for a migration: which version it leaves is not known before the case is read. */
    public static final String MIGRATION = "(migrate)";

    private final Kind kind;
    private final String caseId;
    private final String transition;
    private final @Nullable String state;
    private final @Nullable String matter;
    private final Facts facts;
    private final Decision decision;

    private Request(
            Kind kind,
            String caseId,
            String transition,
            @Nullable String state,
            @Nullable String matter,
            Facts facts,
            Decision decision) {
        this.kind = kind;
        this.state = state;
        this.matter = matter;
        this.caseId = Objects.requireNonNull(caseId, "caseId");
        this.transition = Objects.requireNonNull(transition, "transition");
        this.facts = Objects.requireNonNull(facts, "facts");
        this.decision = Objects.requireNonNull(decision, "decision");
    }

    /**
     * Opens a case in the workflow's initial state.
     *
     * @param caseId the new case's id, 1 to 64 characters under the rules for ids (see {@link org.workflowengine.runtime.core.Actor})
     * @param decision who opens it and why, preferably with a request id
     * @return the request
     */
    public static Request opening(String caseId, Decision decision) {
        return new Request(Kind.OPENING, caseId, Definition.OPENING, null, null, new Facts(List.of()), decision);
    }

    /**
     * Moves a case by its id.
     *
     * @param caseId the case
     * @param transition the transition's id
     * @param facts what is known
     * @param decision who moves it and why, preferably with a request id
     * @return the request
     */
    public static Request move(String caseId, String transition, Facts facts, Decision decision) {
        return new Request(Kind.MOVE, caseId, transition, null, null, facts, decision);
    }

    /**
     * Brings a case of an older version to the version of the engine.
     *
     * @param caseId the case
     * @param facts what is known; the engine's definition says what a migration out of the case's state requires
     * @param decision who migrates it and why, preferably with a request id
     * @return the request
     */
    public static Request migration(String caseId, Facts facts, Decision decision) {
        return new Request(Kind.MIGRATION, caseId, MIGRATION, null, null, facts, decision);
    }

    /**
     * Begins the history of a case that exists elsewhere.
     *
     * @param caseId the id that it will have here, 1 to 64 characters under the rules for ids (see
     *     {@link org.workflowengine.runtime.core.Actor})
     * @param state the id of the state that it is in; the definition declares it importable
     * @param decision who imports it and why, preferably with a request id; {@link Decision#occurredAt} says since when the case is in
     *     that state, {@link Decision#evidence} where it comes from and which id it has there
     * @return the request
     */
    public static Request importing(String caseId, String state, Decision decision) {
        Objects.requireNonNull(state, "state");
        return new Request(Kind.IMPORT, caseId, Definition.IMPORT, state, null, new Facts(List.of()), decision);
    }

    /**
     * Holds a case for a legal matter: until the matter is released, nothing of the case is erased and the case is not purged.
     *
     * @param caseId the case
     * @param matter what it is held for, such as the number of a lawsuit: 1 to 64 characters under the rules for ids (see
     *     {@link org.workflowengine.runtime.core.Actor}); it is never erased
     * @param decision who orders it and why, preferably with a request id; this is never erased
     * @return the request
     */
    public static Request hold(String caseId, String matter, Decision decision) {
        return ofMatter(caseId, Definition.HOLD, matter, decision);
    }

    /**
     * Ends the hold of a case for a legal matter. Others may still stand.
     *
     * @param caseId the case
     * @param matter what it is held for
     * @param decision who orders it and why, preferably with a request id; this is never erased
     * @return the request
     */
    public static Request release(String caseId, String matter, Decision decision) {
        return ofMatter(caseId, Definition.RELEASE, matter, decision);
    }

    private static Request ofMatter(String caseId, String transition, String matter, Decision decision) {
        Objects.requireNonNull(matter, "matter");
        return new Request(Kind.HOLD, caseId, transition, null, matter, Facts.matter(matter), decision);
    }

    /**
     * Whether a case is opened.
     *
     * @return {@code true} for what {@link #opening} makes
     */
    public boolean isOpening() {
        return kind == Kind.OPENING;
    }

    /**
     * Whether a case is brought to another version.
     *
     * @return {@code true} for what {@link #migration} makes
     */
    public boolean isMigration() {
        return kind == Kind.MIGRATION;
    }

    /**
     * The state in which the history of an imported case begins.
     *
     * @return its id, as given; empty unless {@link #importing} made this
     */
    public Optional<String> importedInto() {
        return Optional.ofNullable(state);
    }

    /**
     * What a case is held for, or was held for until now.
     *
     * @return the matter, as given; empty unless {@link #hold} or {@link #release} made this
     */
    public Optional<String> matter() {
        return Optional.ofNullable(matter);
    }

    /**
     * The case.
     *
     * @return its id, as given
     */
    public String caseId() {
        return caseId;
    }

    /**
     * The transition.
     *
     * @return its id, as given; {@code (open)}, {@code (import)}, {@code (migrate)}, {@code (hold)} or {@code (release)} for the others
     */
    public String transition() {
        return transition;
    }

    /**
     * What is known.
     *
     * @return the facts; none for an opening or import
     */
    public Facts facts() {
        return facts;
    }

    /**
     * Who and why.
     *
     * @return the decision
     */
    public Decision decision() {
        return decision;
    }

    /** The transition and the case, never facts or reasons. */
    @Override
    public String toString() {
        return "Request[" + Texts.quoted(transition) + " of " + Texts.quoted(caseId) + "]";
    }
}
