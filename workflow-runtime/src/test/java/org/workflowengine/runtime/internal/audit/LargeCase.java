package org.workflowengine.runtime.internal.audit;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.fixture.CaseReview;

/** One sound case of very many steps, each with a request of its own; every eighth has lost its payload to one of the last steps. */
public final class LargeCase {
    private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ERASED = 8;
    private static final String FACTS = CaseReview.facts(
                    "REQUIRED_FIELDS_COMPLETE", "MISSING_INFO_DETECTED", "ADDITIONAL_INFO_PROVIDED")
            .canonicalText();

    private LargeCase() {}

    /**
     * Writes the case.
     *
     * @param dataSource a new H2 database
     * @param caseId the case
     * @param moves how many steps it has beside the erasures
     * @param evidence how many characters of evidence each of them has
     * @return how many steps it has in all
     */
    public static long fill(DataSource dataSource, String caseId, int moves, int evidence) throws SQLException {
        String recorded = "{\"log\":\"" + "e".repeat(evidence) + "\"}";
        try (InBulk rows = new InBulk(dataSource)) {
            AuditEntry last = null;
            Instant enteredAt = OPENED;
            for (int seq = 1; seq <= moves; seq++) {
                AuditEntryBuilder entry = entry(caseId, seq, last == null ? rows.origin() : last.digest());
                move(entry, seq);
                payload(entry, caseId, seq, seq == 1 ? "{}" : FACTS, recorded, seq % ERASED == 0);
                last = entry.digest(DigestChain.of(entry)).build();
                enteredAt = last.recordedAt();
                rows.entry(last);
            }
            long seq = moves;
            for (int erased = ERASED; erased <= moves; erased += ERASED) {
                AuditEntryBuilder entry = entry(caseId, ++seq, last.digest())
                        .transition("(erase)")
                        .fromState(last.toState())
                        .toState(last.toState());
                payload(entry, caseId, seq, Erasure.facts(erased).canonicalText(), null, false);
                last = entry.digest(DigestChain.of(entry)).build();
                rows.entry(last);
            }
            rows.head(last.head(enteredAt), last.recordedAt());
            return seq;
        }
    }

    private static AuditEntryBuilder entry(String caseId, long seq, Digest previous) {
        return AuditEntry.of(caseId, seq)
                .workflow(CaseReview.DEFINITION.workflow())
                .fromVersion(1)
                .version(1)
                .fingerprint(CaseReview.DEFINITION.fingerprint())
                .actorKind(Actor.Kind.PERSON)
                .requestId("request-0123456789-" + seq)
                .source("node-1")
                .recordedAt(OPENED.plusSeconds(seq))
                .previousDigest(previous)
                .format(DigestChain.FORMAT);
    }

    /** Opens, starts the review, and then asks for information and gets it, again and again. */
    private static void move(AuditEntryBuilder entry, int seq) {
        if (seq == 1) {
            entry.transition("(open)").fromState("(new)").toState("CREATED");
        } else if (seq == 2) {
            entry.transition("START_REVIEW").fromState("CREATED").toState("UNDER_REVIEW");
        } else if (seq % 2 == 1) {
            entry.transition("REQUEST_INFO").fromState("UNDER_REVIEW").toState("WAITING_INFO");
        } else {
            entry.transition("RESUME").fromState("WAITING_INFO").toState("UNDER_REVIEW");
        }
    }

    private static void payload(
            AuditEntryBuilder entry, String caseId, long seq, String facts, String evidence, boolean isErased) {
        Salt salt = Salt.of(Arrays.copyOf((caseId + "#" + seq).getBytes(StandardCharsets.US_ASCII), Salt.BYTES));
        entry.payloadDigest(DigestChain.ofPayload(salt, "alice", null, "all documents in", facts, evidence));
        if (!isErased) {
            entry.salt(salt)
                    .actor("alice")
                    .reason("all documents in")
                    .facts(facts)
                    .evidence(evidence);
        }
    }
}
