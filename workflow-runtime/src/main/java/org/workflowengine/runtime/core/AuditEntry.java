package org.workflowengine.runtime.core;

import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.MatterText;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * One step of one case as it is recorded permanently: what happened, who decided it, why, on which facts, and the digest that ties it to
 * the step before. Entry 1 is the opening. Immutable.
 *
 * <p>Salt, actor, principal, reason, facts and evidence are the erasable payload: after a lawful erasure all of them are gone. The digest
 * covers them only through {@link #payloadDigest()}, so an erasure does not break the chain.
 *
 * <p>The salt is not a property of an entry, and a serializer that reads fields skips it: with the salt, an erased payload could be
 * guessed from its digest.
 */
public final class AuditEntry implements Serializable {
    private static final long serialVersionUID = 1;

    private final String caseId;
    private final long seq;
    private final String workflow;
    private final int fromVersion;
    private final int version;
    private final Digest fingerprint;
    private final String transition;
    private final String fromState;
    private final String toState;
    private final Actor.Kind actorKind;
    private final @Nullable String actor;
    private final @Nullable String onBehalfOf;
    private final @Nullable String reason;
    private final @Nullable String facts;
    private final @Nullable String evidence;
    private final transient @Nullable Salt salt;
    private final Digest payloadDigest;
    private final @Nullable String requestId;
    private final String source;
    private final Instant recordedAt;
    private final @Nullable Instant occurredAt;
    private final Digest previousDigest;
    private final int format;
    private final @Nullable String algorithm;
    private final @Nullable String keyId;
    private final Digest digest;
    private final byte @Nullable [] seal;

    /** In the order of the columns. The store calls it by reflection for each row that it reads. */
    AuditEntry(
            String caseId,
            long seq,
            String workflow,
            int fromVersion,
            int version,
            Digest fingerprint,
            String transition,
            String fromState,
            String toState,
            Actor.Kind actorKind,
            @Nullable String actor,
            @Nullable String onBehalfOf,
            @Nullable String reason,
            @Nullable String facts,
            @Nullable String evidence,
            @Nullable Salt salt,
            Digest payloadDigest,
            @Nullable String requestId,
            String source,
            Instant recordedAt,
            @Nullable Instant occurredAt,
            Digest previousDigest,
            int format,
            @Nullable String algorithm,
            @Nullable String keyId,
            Digest digest,
            byte @Nullable [] seal) {
        this.caseId = caseId;
        this.seq = seq;
        this.workflow = workflow;
        this.fromVersion = fromVersion;
        this.version = version;
        this.fingerprint = fingerprint;
        this.transition = transition;
        this.fromState = fromState;
        this.toState = toState;
        this.actorKind = actorKind;
        this.actor = actor;
        this.onBehalfOf = onBehalfOf;
        this.reason = reason;
        this.facts = facts;
        this.evidence = evidence;
        this.salt = salt;
        this.payloadDigest = payloadDigest;
        this.requestId = requestId;
        this.source = source;
        this.recordedAt = recordedAt;
        this.occurredAt = occurredAt;
        this.previousDigest = previousDigest;
        this.format = format;
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.digest = digest;
        this.seal = seal;
    }

    /**
     * Begins an entry.
     *
     * @param caseId the case
     * @param seq the step's number, from 1
     * @return a builder with nothing else set
     */
    public static AuditEntryBuilder of(String caseId, long seq) {
        return new AuditEntryBuilder().caseId(caseId).seq(seq);
    }

    /**
     * A builder that starts from this entry.
     *
     * @return a builder with everything that this entry has
     */
    public AuditEntryBuilder toBuilder() {
        return new AuditEntryBuilder()
                .caseId(caseId)
                .seq(seq)
                .workflow(workflow)
                .fromVersion(fromVersion)
                .version(version)
                .fingerprint(fingerprint)
                .transition(transition)
                .fromState(fromState)
                .toState(toState)
                .actorKind(actorKind)
                .actor(actor)
                .onBehalfOf(onBehalfOf)
                .reason(reason)
                .facts(facts)
                .evidence(evidence)
                .salt(salt)
                .payloadDigest(payloadDigest)
                .requestId(requestId)
                .source(source)
                .recordedAt(recordedAt)
                .occurredAt(occurredAt)
                .previousDigest(previousDigest)
                .format(format)
                .algorithm(algorithm)
                .keyId(keyId)
                .digest(digest)
                .seal(seal);
    }

    /** Copies the salt along with its payload: without it the copy would be an erased entry. */
    private Object writeReplace() {
        return salt == null
                ? this
                : new Serial(toBuilder().salt(null).build(), HexFormat.of().formatHex(salt.bytes()));
    }

    private record Serial(AuditEntry withoutSalt, String salt) implements Serializable {
        private Object readResolve() {
            return withoutSalt.toBuilder()
                    .salt(Salt.of(HexFormat.of().parseHex(salt)))
                    .build();
        }
    }

    /**
     * Where the case is after this step.
     *
     * @param enteredBefore since when the case was in the state that the step left; ignored if the step enters another state
     * @return the head that this step leaves behind
     */
    public CaseHead head(Instant enteredBefore) {
        Objects.requireNonNull(enteredBefore, "enteredBefore");
        return new CaseHead(
                caseId, workflow, version, toState, seq, digest, keepsState() ? enteredBefore : enteredAt());
    }

    /**
     * Since when the case is in the state that this step enters: an import says when that occurred, any other step enters it when it is
     * recorded. It means nothing for a step that {@linkplain #keepsState() keeps the state}.
     *
     * @return the time, UTC, in whole microseconds
     */
    public Instant enteredAt() {
        return transition.equals(Definition.IMPORT) && occurredAt != null ? occurredAt : recordedAt;
    }

    /**
     * Whether the step brings the case to another version of its workflow.
     *
     * @return {@code true} for a migration
     */
    public boolean isMigration() {
        return fromVersion != version;
    }

    /**
     * Whether the step leaves the case in the state that it was in.
     *
     * @return {@code true} for an erasure and for a transition from a state to itself
     */
    public boolean keepsState() {
        return fromState.equals(toState);
    }

    /**
     * Whether the payload was erased.
     *
     * @return {@code true} if actor, reason, facts and evidence are gone
     */
    public boolean isErased() {
        return salt == null;
    }

    /**
     * The salt of an entry's payload digest, for code that computes that digest. It is a function and not a property of the entry, so
     * that nothing that turns entries into text shows it.
     *
     * @param entry the entry
     * @return the salt, or empty if the payload was erased
     */
    public static Optional<Salt> saltOf(AuditEntry entry) {
        return Optional.ofNullable(Objects.requireNonNull(entry, "entry").salt);
    }

    /**
     * The case.
     *
     * @return its id
     */
    public String caseId() {
        return caseId;
    }

    /**
     * The step's number. It alone defines the order of the history.
     *
     * @return from 1, without gaps
     */
    public long seq() {
        return seq;
    }

    /**
     * The workflow.
     *
     * @return its id
     */
    public String workflow() {
        return workflow;
    }

    /**
     * The version of the definition that the case followed before the step.
     *
     * @return at least 1
     */
    public int fromVersion() {
        return fromVersion;
    }

    /**
     * The version of the definition that permitted the step and that the case follows after it.
     *
     * @return at least 1
     */
    public int version() {
        return version;
    }

    /**
     * The fingerprint of that definition.
     *
     * @return SHA-256 of its graph
     */
    public Digest fingerprint() {
        return fingerprint;
    }

    /**
     * The transition.
     *
     * @return its id, {@link Definition#OPENING}, {@link Definition#IMPORT}, {@link Definition#ERASURE}, or {@code (migrate:1)} for a
     *     migration from version 1
     */
    public String transition() {
        return transition;
    }

    /**
     * The state left.
     *
     * @return its id, or {@link Definition#NEW} for an opening or import
     */
    public String fromState() {
        return fromState;
    }

    /**
     * The state entered.
     *
     * @return its id
     */
    public String toState() {
        return toState;
    }

    /**
     * What kind of actor decided.
     *
     * @return the kind
     */
    public Actor.Kind actorKind() {
        return actorKind;
    }

    /**
     * Who decided.
     *
     * @return the actor's id; null when erased
     */
    public @Nullable String actor() {
        return actor;
    }

    /**
     * For whom the actor decided.
     *
     * @return the principal's id; null if none was given, or if erased
     */
    public @Nullable String onBehalfOf() {
        return onBehalfOf;
    }

    /**
     * Why.
     *
     * @return the reason; null when erased
     */
    public @Nullable String reason() {
        return reason;
    }

    /**
     * On which facts.
     *
     * @return canonical text; null when erased
     */
    public @Nullable String facts() {
        return facts;
    }

    /**
     * What the layers above recorded about the decision.
     *
     * @return one canonical JSON object (RFC 8785) with a member for each layer; null if there is none, or if erased
     */
    public @Nullable String evidence() {
        return evidence;
    }

    /**
     * The digest over salt, actor, principal, reason, facts and evidence. It stays when they are erased.
     *
     * @return SHA-256
     */
    public Digest payloadDigest() {
        return payloadDigest;
    }

    /**
     * The request that made the step.
     *
     * @return its id, unique for the case; null if none was given
     */
    public @Nullable String requestId() {
        return requestId;
    }

    /**
     * Which application or node wrote it.
     *
     * @return 1 to 128 characters
     */
    public String source() {
        return source;
    }

    /**
     * When it was recorded, by the runtime's clock. Never used for order.
     *
     * @return UTC, in whole microseconds
     */
    public Instant recordedAt() {
        return recordedAt;
    }

    /**
     * When it happened, as the caller says. Never used for order.
     *
     * @return UTC, in whole microseconds; null if the caller did not say
     */
    public @Nullable Instant occurredAt() {
        return occurredAt;
    }

    /**
     * The digest of the step before.
     *
     * @return for the opening, the origin digest of the installation
     */
    public Digest previousDigest() {
        return previousDigest;
    }

    /**
     * The version of the canonical form that was digested.
     *
     * @return 1
     */
    public int format() {
        return format;
    }

    /**
     * The algorithm of the seal.
     *
     * @return its name; null without a seal
     */
    public @Nullable String algorithm() {
        return algorithm;
    }

    /**
     * The key of the seal.
     *
     * @return its id; null without a seal
     */
    public @Nullable String keyId() {
        return keyId;
    }

    /**
     * The digest over all of the above, the payload through its own digest. It makes the chain.
     *
     * @return SHA-256
     */
    public Digest digest() {
        return digest;
    }

    /**
     * The seal over the digest.
     *
     * @return 1 to 512 bytes, the caller's own; null without a seal
     */
    public byte @Nullable [] seal() {
        return seal == null ? null : seal.clone();
    }

    /**
     * What the case is held for, if this step records a legal hold or its release.
     *
     * @return the matter; empty for every other step
     */
    public Optional<String> matter() {
        return facts != null && (transition.equals(Definition.HOLD) || transition.equals(Definition.RELEASE))
                ? MatterText.read(facts)
                : Optional.empty();
    }

    /** Equal if case, step, digest and seal are equal, and the payload is there or erased in both. The digest covers the rest. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AuditEntry that
                && seq == that.seq
                && caseId.equals(that.caseId)
                && digest.equals(that.digest)
                && Arrays.equals(seal, that.seal)
                && Objects.equals(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** The step without its payload: actors, reasons and facts are not logged. */
    @Override
    public String toString() {
        return Texts.quoted(caseId) + " #" + seq + " " + fromState + " -" + transition + "-> " + toState + " at "
                + recordedAt + " " + digest.abbreviated();
    }
}
