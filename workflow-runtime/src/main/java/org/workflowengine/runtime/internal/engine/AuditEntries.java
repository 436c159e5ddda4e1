package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.KeyRing;
import org.workflowengine.runtime.internal.audit.StoredTombstone;

/** Forms and seals audit entries: the only place that uses the clock and randomness. Thread-safe if both are. */
public final class AuditEntries {
    private final String source;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Installation installation;
    private final Digest origin;
    private final @Nullable Sealer sealer;

    /**
     * Forms the entries of one application.
     *
     * @param source which application or node writes them, 1 to 128 characters, no control characters, no white space at either end
     * @param clock the clock
     * @param random makes the salts; a cryptographically strong generator in anything but a test
     * @param installation where they are stored
     * @param sealer seals them; null for no seals
     * @throws SetupException if the source cannot be recorded
     */
    public AuditEntries(
            String source,
            InstantSource clock,
            RandomGenerator random,
            Installation installation,
            @Nullable Sealer sealer) {
        InputChecks.source(source).ifPresent(refusal -> {
            throw new SetupException(refusal.explanation(), "give another source", null);
        });
        this.source = source;
        this.clock = clock;
        this.random = random;
        this.installation = installation;
        this.origin = DigestChain.origin(installation);
        this.sealer = sealer;
    }

    /** The entry of an opening, or of an import: the first of a case. */
    AuditEntry first(Definition definition, WorkflowState state, Request request) {
        return entry(
                definition, request, request.transition(), 1, definition.version(), Definition.NEW, state.id(), origin);
    }

    /**
     * Forms and seals the entry of a move or migration.
     *
     * @param definition the definition
     * @param head where the case stands
     * @param row the transition, or the mapping of a migration
     * @param request what was asked for
     * @return the entry, which continues the one that the head names
     */
    public AuditEntry step(Definition definition, CaseHead head, WorkflowTransition row, Request request) {
        return entry(
                definition,
                request,
                row.id(),
                head.seq() + 1,
                head.version(),
                head.state(),
                row.to().id(),
                head.digest());
    }

    /** The entry of an erasure, a legal hold or a release: it keeps the state. */
    AuditEntry keeping(Definition definition, CaseHead head, Request request) {
        return entry(
                definition,
                request,
                request.transition(),
                head.seq() + 1,
                head.version(),
                head.state(),
                head.state(),
                head.digest());
    }

    /**
     * Forms and seals the tombstone of a case that is about to be purged.
     *
     * @param newest the newest tombstone; empty for the first
     * @param head where the case is
     * @param bundleDigest SHA-256 of its bundle
     * @param retentionClass under which rule of the organization
     * @param decision who purges it and why
     * @return the tombstone, which continues the newest one
     */
    public StoredTombstone tombstone(
            Optional<Store.Newest> newest,
            CaseHead head,
            Digest bundleDigest,
            String retentionClass,
            Decision decision) {
        StoredTombstone tombstone = StoredTombstone.of(
                newest.map(Store.Newest::seq).orElse(0L) + 1,
                DigestChain.ofCase(installation, head.caseId()),
                head,
                bundleDigest,
                retentionClass,
                decision.actor(),
                decision.onBehalfOf().orElse(null),
                decision.reason(),
                source,
                now(),
                newest.map(Store.Newest::digest).orElse(origin));
        if (sealer == null) {
            return tombstone.digested();
        }
        StoredTombstone digested =
                tombstone.namingSeal(sealer.algorithm(), sealer.keyId()).digested();
        return digested.sealed(KeyRing.ofTombstone(sealer, installation, digested.digest()));
    }

    private AuditEntry entry(
            Definition definition,
            Request request,
            String transition,
            long seq,
            int fromVersion,
            String from,
            String to,
            Digest previousDigest) {
        Decision decision = request.decision();
        String actor = decision.actor().id();
        String onBehalfOf = decision.onBehalfOf().orElse(null);
        String facts = request.facts().canonicalText();
        String evidence = EvidenceText.of(decision);
        byte[] bytes = new byte[Salt.BYTES];
        random.nextBytes(bytes);
        Salt salt = Salt.of(bytes);
        AuditEntryBuilder entry = AuditEntry.of(request.caseId(), seq)
                .workflow(definition.workflow())
                .fromVersion(fromVersion)
                .version(definition.version())
                .fingerprint(definition.fingerprint())
                .transition(transition)
                .fromState(from)
                .toState(to)
                .actorKind(decision.actor().kind())
                .actor(actor)
                .onBehalfOf(onBehalfOf)
                .reason(decision.reason())
                .facts(facts)
                .evidence(evidence)
                .salt(salt)
                .payloadDigest(DigestChain.ofPayload(salt, actor, onBehalfOf, decision.reason(), facts, evidence))
                .requestId(decision.requestId().orElse(null))
                .source(source)
                .recordedAt(now())
                .occurredAt(decision.occurredAt().map(AuditEntries::inMicros).orElse(null))
                .previousDigest(previousDigest)
                .format(DigestChain.FORMAT);
        return sealer == null ? digested(entry) : sealed(entry, sealer);
    }

    private static AuditEntry digested(AuditEntryBuilder entry) {
        return entry.digest(DigestChain.of(entry)).build();
    }

    private AuditEntry sealed(AuditEntryBuilder entry, Sealer key) {
        entry.algorithm(key.algorithm()).keyId(key.keyId());
        Digest digest = DigestChain.of(entry);
        return entry.digest(digest)
                .seal(KeyRing.ofEntry(key, installation, digest))
                .build();
    }

    private Instant now() {
        Instant now = inMicros(clock.instant());
        if (!Times.canBeRecorded(now)) {
            throw new SetupException(
                    "the runtime's clock says " + now + ", and times from " + Times.EARLIEST + " to " + Times.LATEST
                            + " can be recorded",
                    "set the clock; nothing was written",
                    null);
        }
        return now;
    }

    /** Databases round to microseconds; what is digested is what will be read back. */
    private static Instant inMicros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
