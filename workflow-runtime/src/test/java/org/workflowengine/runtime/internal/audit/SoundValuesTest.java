package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.engine.History;
import org.workflowengine.runtime.fixture.CaseReview;

/** Values that the schema refuses, digested as they are by somebody who has taken its checks away. */
class SoundValuesTest {
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2199-12-31T23:59:59.999999Z");

    @Test
    void times() {
        assertThat(check(FIRST, LAST, null)).isEmpty();
        assertThat(check(LAST, FIRST, null)).isEmpty();
        assertThat(check(LAST, null, null)).isEmpty();
        assertThat(check(FIRST.minusNanos(1_000), null, null))
                .containsExactly(
                        "\"C-1\" #1: expected recorded_at from 1900-01-01T00:00:00Z to 2199-12-31T23:59:59.999999Z,"
                                + " found 1899-12-31T23:59:59.999999Z");
        assertThat(check(Instant.parse("2300-01-01T00:00:00Z"), null, null))
                .containsExactly(
                        "\"C-1\" #1: expected recorded_at from 1900-01-01T00:00:00Z to 2199-12-31T23:59:59.999999Z,"
                                + " found 2300-01-01T00:00:00Z");
        assertThat(check(FIRST, LAST.plusNanos(1_000), null))
                .containsExactly(
                        "\"C-1\" #1: expected occurred_at from 1900-01-01T00:00:00Z to 2199-12-31T23:59:59.999999Z,"
                                + " found 2200-01-01T00:00:00Z");
    }

    @Test
    void evidence() {
        String longest = "{\"a\":\"" + "é".repeat((65_536 - 8) / 2) + "\"}";
        assertThat(check(FIRST, null, longest)).isEmpty();
        assertThat(check(FIRST, null, longest.replace("\"}", "x\"}")))
                .containsExactly(
                        "\"C-1\" #1: expected evidence as one canonical JSON object, found more than 65536 bytes");
        assertThat(check(FIRST, null, "{ }"))
                .containsExactly(
                        "\"C-1\" #1: expected evidence as one canonical JSON object, found another way to write it");
        assertThat(check(FIRST, null, "[]"))
                .containsExactly("\"C-1\" #1: expected evidence as one canonical JSON object, found no object");
        assertThat(check(FIRST, null, "{\"a\":1.0}")).hasSize(1);
    }

    private static List<String> check(Instant recordedAt, Instant occurredAt, String evidence) {
        Salt salt = Salt.of(new byte[Salt.BYTES]);
        AuditEntryBuilder entry = AuditEntry.of("C-1", 1)
                .workflow(CaseReview.DEFINITION.workflow())
                .fromVersion(1)
                .version(1)
                .fingerprint(CaseReview.DEFINITION.fingerprint())
                .transition("(open)")
                .fromState("(new)")
                .toState("CREATED")
                .actorKind(Actor.Kind.PERSON)
                .actor("alice")
                .reason("received")
                .facts("{}")
                .evidence(evidence)
                .salt(salt)
                .payloadDigest(DigestChain.ofPayload(salt, "alice", null, "received", "{}", evidence))
                .source("node-1")
                .recordedAt(recordedAt)
                .occurredAt(occurredAt)
                .previousDigest(DigestChain.origin(Vectors.INSTALLATION))
                .format(DigestChain.FORMAT);
        return new History(List.of(entry.digest(DigestChain.of(entry)).build()))
                .check(CaseReview.DEFINITION).stream().map(Finding::toString).toList();
    }
}
