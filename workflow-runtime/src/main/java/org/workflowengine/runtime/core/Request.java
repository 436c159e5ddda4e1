package org.workflowengine.runtime.core;

import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * A request as data: an opening or a move, to be sent with many others ({@code engine.applyAll(…)}). Immutable. Its texts are checked
 * when it is applied, not here.
 */
public final class Request {
    private final boolean opening;
    private final String caseId;
    private final String transition;
    private final Facts facts;
    private final Decision decision;

    private Request(boolean opening, String caseId, String transition, Facts facts, Decision decision) {
        this.opening = opening;
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
        return new Request(true, caseId, Definition.OPENING, new Facts(List.of()), decision);
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
        return new Request(false, caseId, transition, facts, decision);
    }

    /**
     * Whether a case is opened.
     *
     * @return {@code false} for a move
     */
    public boolean isOpening() {
        return opening;
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
     * @return its id, as given; {@code (open)} for an opening
     */
    public String transition() {
        return transition;
    }

    /**
     * What is known.
     *
     * @return the facts; none for an opening
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
