package org.workflowengine.runtime.engine;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.workflowengine.runtime.audit.DigestChain;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Forms and seals audit entries: the only place that asks for the time and for randomness. Thread-safe when both are. */
public final class AuditEntries {
    private final String source;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Sealer sealer;

    /**
     * Forms entries of one application.
     *
     * @param source which application or node writes them, 1 to 128 characters, no control characters, no white space at
     *     either end
     * @param clock tells the time
     * @param random makes the salts; a cryptographically strong generator in anything but a test
     * @param sealer seals them
     * @throws SetupException if the source cannot be recorded
     */
    public AuditEntries(String source, InstantSource clock, RandomGenerator random, Sealer sealer) {
        Door.source(source).ifPresent(refusal -> {
            throw new SetupException(refusal.explanation(), "give another source", null);
        });
        this.source = source;
        this.clock = clock;
        this.random = random;
        this.sealer = sealer;
    }

    AuditEntry opening(WorkflowTable table, Request request) {
        return entry(
                table,
                request,
                1,
                table.version(),
                WorkflowTable.NEW,
                table.initial().id(),
                Digest.ZERO);
    }

    AuditEntry step(WorkflowTable table, CaseHead head, WorkflowTransition row, Request request) {
        return entry(
                table,
                request,
                head.seq() + 1,
                head.version(),
                head.state(),
                row.to().id(),
                head.digest());
    }

    AuditEntry erasure(WorkflowTable table, CaseHead head, Request request) {
        return entry(table, request, head.seq() + 1, head.version(), head.state(), head.state(), head.digest());
    }

    private AuditEntry entry(
            WorkflowTable table,
            Request request,
            long seq,
            int fromVersion,
            String from,
            String to,
            Digest previousDigest) {
        Actor actor = request.decision().actor();
        String reason = request.decision().reason();
        String facts = request.facts().canonicalText();
        byte[] bytes = new byte[Salt.BYTES];
        random.nextBytes(bytes);
        Salt salt = Salt.of(bytes);
        AuditEntry entry = new AuditEntry(
                request.caseId(),
                seq,
                table.workflow(),
                fromVersion,
                table.version(),
                table.fingerprint(),
                request.transition(),
                from,
                to,
                actor.kind(),
                actor.id(),
                reason,
                facts,
                salt,
                DigestChain.ofPayload(salt, actor.id(), reason, facts),
                request.decision().requestId().orElse(null),
                source,
                // Databases round to microseconds; what is digested is what will be read back.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                previousDigest,
                DigestChain.FORMAT,
                sealer.algorithm(),
                sealer.keyId().orElse(null),
                Digest.ZERO);
        return entry.sealedWith(DigestChain.of(entry, sealer));
    }
}
