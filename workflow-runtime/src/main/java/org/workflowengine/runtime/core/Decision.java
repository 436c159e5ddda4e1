package org.workflowengine.runtime.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Who moves a case and why: {@code by("alice").because("all documents in")}.
 *
 * <p>Immutable. The texts are checked when the decision is used, not here. A bad text is answered with {@link Refusal.InvalidInput}, so
 * input from outside never needs a {@code try}.
 */
public final class Decision {
    private final Actor actor;
    private final String reason;
    private final @Nullable String requestId;
    private final @Nullable Long expectedSeq;
    private final @Nullable String onBehalfOf;
    private final @Nullable Instant occurredAt;
    private final List<Evidence> evidence;

    private Decision(
            Actor actor,
            String reason,
            @Nullable String requestId,
            @Nullable Long expectedSeq,
            @Nullable String onBehalfOf,
            @Nullable Instant occurredAt,
            List<Evidence> evidence) {
        this.actor = actor;
        this.reason = reason;
        this.requestId = requestId;
        this.expectedSeq = expectedSeq;
        this.onBehalfOf = onBehalfOf;
        this.occurredAt = occurredAt;
        this.evidence = evidence;
    }

    /** A decision that still lacks its reason. */
    public static final class Undertaken {
        private final Actor actor;

        private Undertaken(Actor actor) {
            this.actor = Objects.requireNonNull(actor, "actor");
        }

        /**
         * Gives the reason.
         *
         * @param reason why, 1 to 2,000 characters for people to read; line breaks are allowed, other control characters are not, and
         *     something in it must be visible
         * @return the decision
         */
        public Decision because(String reason) {
            return new Decision(actor, Objects.requireNonNull(reason, "reason"), null, null, null, null, List.of());
        }
    }

    /**
     * A person decides.
     *
     * @param personId the person's id, 1 to 128 characters under the rules for ids (see {@link Actor})
     * @return the decision, to be completed with its reason
     */
    public static Undertaken by(String personId) {
        return by(new Actor(Actor.Kind.PERSON, Objects.requireNonNull(personId, "personId")));
    }

    /**
     * Another program decides, under its own name.
     *
     * @param serviceId the service's id, 1 to 128 characters under the rules for ids (see {@link Actor})
     * @return the decision, to be completed with its reason
     */
    public static Undertaken byService(String serviceId) {
        return by(new Actor(Actor.Kind.SERVICE, Objects.requireNonNull(serviceId, "serviceId")));
    }

    /**
     * The application itself decides.
     *
     * @param systemId the id under which the application speaks for itself, 1 to 128 characters under the rules for ids (see {@link Actor})
     * @return the decision, to be completed with its reason
     */
    public static Undertaken bySystem(String systemId) {
        return by(new Actor(Actor.Kind.SYSTEM, Objects.requireNonNull(systemId, "systemId")));
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
     * The same decision under a request id. This makes it harmless to send it twice: the second time gets the first answer.
     *
     * <p>Under one id, always send the same request: the same transition, actor, reason and facts. The principal, the time at which it
     * occurred and the evidence are not compared. Once the payload of the first request was erased, only the transition and the kind of
     * actor can be compared: the id is then answered as replayed, whatever actor, reason and facts come with it.
     *
     * @param requestId unique for the case, 1 to 64 characters under the rules for ids (see {@link Actor})
     * @return a new decision
     */
    public Decision requestId(String requestId) {
        Objects.requireNonNull(requestId, "requestId");
        return new Decision(actor, reason, requestId, expectedSeq, onBehalfOf, occurredAt, evidence);
    }

    /**
     * The same decision, valid only while the case is at the step for which its facts were computed (HTTP calls this {@code If-Match}).
     * Otherwise it is refused as {@link Refusal.Stale}.
     *
     * @param seq the case's step that the decision saw, at least 1
     * @return a new decision
     */
    public Decision expectedSeq(long seq) {
        return new Decision(actor, reason, requestId, seq, onBehalfOf, occurredAt, evidence);
    }

    /**
     * The same decision, made for somebody else: {@code by("bob").because("…").onBehalfOf("alice")}.
     *
     * @param principalId the id of the person for whom the actor decides, 1 to 128 characters, under the rules for ids (see {@link Actor})
     * @return a new decision
     */
    public Decision onBehalfOf(String principalId) {
        Objects.requireNonNull(principalId, "principalId");
        return new Decision(actor, reason, requestId, expectedSeq, principalId, occurredAt, evidence);
    }

    /**
     * The same decision, with the time at which it happened. The caller's word is recorded; it never orders steps.
     *
     * @param time from 1900 to 2199; recorded in UTC and whole microseconds; finer parts are cut off
     * @return a new decision
     */
    public Decision occurredAt(Instant time) {
        Objects.requireNonNull(time, "time");
        return new Decision(actor, reason, requestId, expectedSeq, onBehalfOf, time, evidence);
    }

    /**
     * The same decision with more evidence: what a layer above the engine says about how it was made, such as which rule of which version
     * decided. It is recorded with the step, covered by the step's digest and erased with its payload. The engine never interprets it.
     *
     * @param name the layer's name, such as {@code rules}: a lower-case letter, then up to 63 letters, digits, hyphens and underscores;
     *     no two pieces of evidence have the same name
     * @param json any JSON value (RFC 8259). It is recorded in canonical form (RFC 8785): integers from −(2<sup>53</sup> − 1) to
     *     2<sup>53</sup> − 1 stay numbers; any other number is refused: write it as a string. All evidence together has at most 65,536
     *     bytes
     * @return a new decision
     */
    public Decision evidence(String name, String json) {
        List<Evidence> more = new ArrayList<>(evidence);
        more.add(new Evidence(name, json));
        return new Decision(actor, reason, requestId, expectedSeq, onBehalfOf, occurredAt, List.copyOf(more));
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
     * The step that the decision saw, if it was given.
     *
     * @return the expected seq, or empty
     */
    public OptionalLong expectedSeq() {
        return expectedSeq == null ? OptionalLong.empty() : OptionalLong.of(expectedSeq);
    }

    /**
     * For whom the actor decides, if it was given.
     *
     * @return the principal's id, as given, or empty
     */
    public Optional<String> onBehalfOf() {
        return Optional.ofNullable(onBehalfOf);
    }

    /**
     * When it happened, if it was given.
     *
     * @return the time, as given, or empty
     */
    public Optional<Instant> occurredAt() {
        return Optional.ofNullable(occurredAt);
    }

    /**
     * What the layers above say about the decision.
     *
     * @return as given, in the order given; empty if there is none
     */
    public List<Evidence> evidence() {
        return evidence;
    }

    /** Names the actor, never the reason: reasons are not logged. */
    @Override
    public String toString() {
        return "Decision[" + actor.kind() + " " + Texts.quoted(actor.id()) + "]";
    }
}
