package org.workflowengine.runtime.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;

/** The history of a case, made by hand: each step a day after the one before it. */
final class Past {
    private static final Digest ANY = new Digest("0".repeat(64));

    private final String caseId;
    private final List<AuditEntry> entries = new ArrayList<>();
    private int version;
    private Instant time = Instant.parse("2026-01-30T12:00:00Z");

    Past(String caseId, int version) {
        this.caseId = caseId;
        this.version = version;
    }

    static Past opened(int version, String state) {
        return new Past("C-1", version).step("(open)", state, "{}");
    }

    Past step(String transition, String to) {
        return step(transition, to, "{}");
    }

    /** Facts that are null are erased. */
    Past step(String transition, String to, String facts) {
        String from =
                entries.isEmpty() ? "(new)" : entries.get(entries.size() - 1).toState();
        return add(entry(nextSeq(), transition, from, to, facts));
    }

    private long nextSeq() {
        return entries.isEmpty() ? 1 : entries.get(entries.size() - 1).seq() + 1;
    }

    Past add(AuditEntry entry) {
        entries.add(entry);
        time = time.plus(Duration.ofDays(1));
        return this;
    }

    AuditEntry entry(long seq, String transition, String from, String to, String facts) {
        return AuditEntry.of(caseId, seq)
                .workflow("claim")
                .fromVersion(version)
                .version(version)
                .fingerprint(ANY)
                .transition(transition)
                .fromState(from)
                .toState(to)
                .actorKind(Actor.Kind.PERSON)
                .facts(facts)
                .payloadDigest(ANY)
                .source("test")
                .recordedAt(time)
                .previousDigest(ANY)
                .format(1)
                .digest(ANY)
                .build();
    }

    Past migrated(int to, String state) {
        AuditEntry step = entry(
                        nextSeq(),
                        "(migrate:" + version + ")",
                        entries.get(entries.size() - 1).toState(),
                        state,
                        "{}")
                .toBuilder()
                .version(to)
                .build();
        version = to;
        return add(step);
    }

    List<AuditEntry> entries() {
        return List.copyOf(entries);
    }
}
