package org.workflowengine.runtime.core;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who moves a case and why: {@code by("alice").because("all documents in")}.
 *
 * <p>Immutable. The texts are checked when the decision is used, not here: a bad one is answered with
 * {@link Refusal.InvalidInput}, so that input from outside never needs a {@code try}.
 */
public final class Decision {
    private final Actor actor;
    private final String reason;
    private final @Nullable String requestId;
    private final @Nullable Long expectedSeq;

    private Decision(Actor actor, String reason, @Nullable String requestId, @Nullable Long expectedSeq) {
        this.actor = actor;
        this.reason = reason;
        this.requestId = requestId;
        this.expectedSeq = expectedSeq;
    }

    /** A decision whose reason is still to be given. */
    public static final class Undertaken {
        private final Actor actor;

        private Undertaken(Actor actor) {
            this.actor = Objects.requireNonNull(actor, "actor");
        }

        /**
         * Gives the reason.
         *
         * @param reason why, 1 to 2,000 characters for people to read; line breaks are allowed, other control characters are not
         * @return the decision
         */
        public Decision because(String reason) {
            return new Decision(actor, Objects.requireNonNull(reason, "reason"), null, null);
        }
    }

    /**
     * A person decides.
     *
     * @param personId the person's id, 1 to 128 characters
     * @return the decision, to be completed with its reason
     */
    public static Undertaken by(String personId) {
        return by(new Actor(Actor.Kind.PERSON, personId));
    }

    /**
     * Another program decides, under its own name.
     *
     * @param serviceId the service's id, 1 to 128 characters
     * @return the decision, to be completed with its reason
     */
    public static Undertaken byService(String serviceId) {
        return by(new Actor(Actor.Kind.SERVICE, serviceId));
    }

    /**
     * The application itself decides.
     *
     * @param systemId the id under which the application speaks for itself, 1 to 128 characters
     * @return the decision, to be completed with its reason
     */
    public static Undertaken bySystem(String systemId) {
        return by(new Actor(Actor.Kind.SYSTEM, systemId));
    }

    /**
     * The given actor decides.
     *
     * @param actor who
     * @return the decision, to be completed with its reason
     */
    public static Undertaken by(Actor actor) {
        return new Undertaken(actor);
    }

    /**
     * The same decision under a request id, which makes sending it twice harmless: the second time is answered with the first
     * answer.
     *
     * @param requestId unique for the case, 1 to 64 characters, no control or invisible characters
     * @return a new decision
     */
    public Decision requestId(String requestId) {
        return new Decision(actor, reason, Objects.requireNonNull(requestId, "requestId"), expectedSeq);
    }

    /**
     * The same decision, valid only while the case is at the step that its facts were computed against (what HTTP calls
     * {@code If-Match}). Otherwise it is refused as {@link Refusal.Stale}.
     *
     * @param seq the case's step that the decision saw, at least 1
     * @return a new decision
     */
    public Decision expectedSeq(long seq) {
        return new Decision(actor, reason, requestId, seq);
    }

    /**
     * Who decides.
     *
     * @return the actor
     */
    public Actor actor() {
        return actor;
    }

    /**
     * Why.
     *
     * @return the reason, as given
     */
    public String reason() {
        return reason;
    }

    /**
     * The request id, if one was given.
     *
     * @return the request id, or empty
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * The step that the decision saw, if it said so.
     *
     * @return the expected seq, or empty
     */
    public OptionalLong expectedSeq() {
        return expectedSeq == null ? OptionalLong.empty() : OptionalLong.of(expectedSeq);
    }

    /** Names the actor, never the reason: reasons are not logged. */
    @Override
    public String toString() {
        return "Decision[" + actor.kind() + " " + Texts.quoted(actor.id()) + "]";
    }
}
