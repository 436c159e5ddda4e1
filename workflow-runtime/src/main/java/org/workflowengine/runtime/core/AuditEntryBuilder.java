package org.workflowengine.runtime.core;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AuditEntry}: {@link AuditEntry#of} and {@link AuditEntry#toBuilder} begin one. Not thread-safe. */
public final class AuditEntryBuilder {
    private @Nullable String caseId;
    private long seq;
    private @Nullable String workflow;
    private int fromVersion;
    private int version;
    private @Nullable Digest fingerprint;
    private @Nullable String transition;
    private @Nullable String fromState;
    private @Nullable String toState;
    private Actor.@Nullable Kind actorKind;
    private @Nullable String actor;
    private @Nullable String onBehalfOf;
    private @Nullable String reason;
    private @Nullable String facts;
    private @Nullable String evidence;
    private @Nullable Salt salt;
    private @Nullable Digest payloadDigest;
    private @Nullable String requestId;
    private @Nullable String source;
    private @Nullable Instant recordedAt;
    private @Nullable Instant occurredAt;
    private @Nullable Digest previousDigest;
    private int format;
    private @Nullable String algorithm;
    private @Nullable String keyId;
    private @Nullable Digest digest;
    private byte @Nullable [] seal;

    AuditEntryBuilder() {}

    /**
     * The case.
     *
     * @param caseId never null
     * @return this builder
     */
    public AuditEntryBuilder caseId(String caseId) {
        this.caseId = Objects.requireNonNull(caseId, "caseId");
        return this;
    }

    /**
     * The step's number.
     *
     * @param seq the number
     * @return this builder
     */
    public AuditEntryBuilder seq(long seq) {
        this.seq = seq;
        return this;
    }

    /**
     * The workflow.
     *
     * @param workflow never null
     * @return this builder
     */
    public AuditEntryBuilder workflow(String workflow) {
        this.workflow = Objects.requireNonNull(workflow, "workflow");
        return this;
    }

    /**
     * The version of the definition that the case followed before the step.
     *
     * @param fromVersion the number
     * @return this builder
     */
    public AuditEntryBuilder fromVersion(int fromVersion) {
        this.fromVersion = fromVersion;
        return this;
    }

    /**
     * The version of the definition that permitted the step and that the case follows after it.
     *
     * @param version the number
     * @return this builder
     */
    public AuditEntryBuilder version(int version) {
        this.version = version;
        return this;
    }

    /**
     * The fingerprint of that definition.
     *
     * @param fingerprint never null
     * @return this builder
     */
    public AuditEntryBuilder fingerprint(Digest fingerprint) {
        this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
        return this;
    }

    /**
     * The transition.
     *
     * @param transition never null
     * @return this builder
     */
    public AuditEntryBuilder transition(String transition) {
        this.transition = Objects.requireNonNull(transition, "transition");
        return this;
    }

    /**
     * The state left.
     *
     * @param fromState never null
     * @return this builder
     */
    public AuditEntryBuilder fromState(String fromState) {
        this.fromState = Objects.requireNonNull(fromState, "fromState");
        return this;
    }

    /**
     * The state entered.
     *
     * @param toState never null
     * @return this builder
     */
    public AuditEntryBuilder toState(String toState) {
        this.toState = Objects.requireNonNull(toState, "toState");
        return this;
    }

    /**
     * What sort of actor decided.
     *
     * @param actorKind never null
     * @return this builder
     */
    public AuditEntryBuilder actorKind(Actor.Kind actorKind) {
        this.actorKind = Objects.requireNonNull(actorKind, "actorKind");
        return this;
    }

    /**
     * Who decided.
     *
     * @param actor null for none
     * @return this builder
     */
    public AuditEntryBuilder actor(@Nullable String actor) {
        this.actor = actor;
        return this;
    }

    /**
     * For whom the actor decided.
     *
     * @param onBehalfOf null for none
     * @return this builder
     */
    public AuditEntryBuilder onBehalfOf(@Nullable String onBehalfOf) {
        this.onBehalfOf = onBehalfOf;
        return this;
    }

    /**
     * Why.
     *
     * @param reason null for none
     * @return this builder
     */
    public AuditEntryBuilder reason(@Nullable String reason) {
        this.reason = reason;
        return this;
    }

    /**
     * On which facts.
     *
     * @param facts null for none
     * @return this builder
     */
    public AuditEntryBuilder facts(@Nullable String facts) {
        this.facts = facts;
        return this;
    }

    /**
     * What the layers above recorded about the decision.
     *
     * @param evidence null for none
     * @return this builder
     */
    public AuditEntryBuilder evidence(@Nullable String evidence) {
        this.evidence = evidence;
        return this;
    }

    /**
     * The salt of the payload digest.
     *
     * @param salt null for none
     * @return this builder
     */
    public AuditEntryBuilder salt(@Nullable Salt salt) {
        this.salt = salt;
        return this;
    }

    /**
     * The digest over salt, actor, principal, reason, facts and evidence.
     *
     * @param payloadDigest never null
     * @return this builder
     */
    public AuditEntryBuilder payloadDigest(Digest payloadDigest) {
        this.payloadDigest = Objects.requireNonNull(payloadDigest, "payloadDigest");
        return this;
    }

    /**
     * The request that made the step.
     *
     * @param requestId null for none
     * @return this builder
     */
    public AuditEntryBuilder requestId(@Nullable String requestId) {
        this.requestId = requestId;
        return this;
    }

    /**
     * Which application or node wrote it.
     *
     * @param source never null
     * @return this builder
     */
    public AuditEntryBuilder source(String source) {
        this.source = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * When it was recorded, by the runtime's clock.
     *
     * @param recordedAt never null
     * @return this builder
     */
    public AuditEntryBuilder recordedAt(Instant recordedAt) {
        this.recordedAt = Objects.requireNonNull(recordedAt, "recordedAt");
        return this;
    }

    /**
     * When it happened, as the caller says.
     *
     * @param occurredAt null for none
     * @return this builder
     */
    public AuditEntryBuilder occurredAt(@Nullable Instant occurredAt) {
        this.occurredAt = occurredAt;
        return this;
    }

    /**
     * The digest of the step before.
     *
     * @param previousDigest never null
     * @return this builder
     */
    public AuditEntryBuilder previousDigest(Digest previousDigest) {
        this.previousDigest = Objects.requireNonNull(previousDigest, "previousDigest");
        return this;
    }

    /**
     * The version of the canonical form that was digested.
     *
     * @param format the number
     * @return this builder
     */
    public AuditEntryBuilder format(int format) {
        this.format = format;
        return this;
    }

    /**
     * The algorithm of the seal.
     *
     * @param algorithm null for none
     * @return this builder
     */
    public AuditEntryBuilder algorithm(@Nullable String algorithm) {
        this.algorithm = algorithm;
        return this;
    }

    /**
     * The key of the seal.
     *
     * @param keyId null for none
     * @return this builder
     */
    public AuditEntryBuilder keyId(@Nullable String keyId) {
        this.keyId = keyId;
        return this;
    }

    /**
     * The digest over all of the above, the payload through its own digest.
     *
     * @param digest never null
     * @return this builder
     */
    public AuditEntryBuilder digest(Digest digest) {
        this.digest = Objects.requireNonNull(digest, "digest");
        return this;
    }

    /**
     * The seal over the digest.
     *
     * @param seal null for none
     * @return this builder
     */
    public AuditEntryBuilder seal(byte @Nullable [] seal) {
        this.seal = seal == null ? null : seal.clone();
        return this;
    }

    /**
     * The entry.
     *
     * @return the entry that was built
     * @throws NullPointerException naming what is missing
     */
    public AuditEntry build() {
        return new AuditEntry(
                Objects.requireNonNull(caseId, "caseId"),
                seq,
                Objects.requireNonNull(workflow, "workflow"),
                fromVersion,
                version,
                Objects.requireNonNull(fingerprint, "fingerprint"),
                Objects.requireNonNull(transition, "transition"),
                Objects.requireNonNull(fromState, "fromState"),
                Objects.requireNonNull(toState, "toState"),
                Objects.requireNonNull(actorKind, "actorKind"),
                actor,
                onBehalfOf,
                reason,
                facts,
                evidence,
                salt,
                Objects.requireNonNull(payloadDigest, "payloadDigest"),
                requestId,
                Objects.requireNonNull(source, "source"),
                Objects.requireNonNull(recordedAt, "recordedAt"),
                occurredAt,
                Objects.requireNonNull(previousDigest, "previousDigest"),
                format,
                algorithm,
                keyId,
                Objects.requireNonNull(digest, "digest"),
                seal);
    }
}
