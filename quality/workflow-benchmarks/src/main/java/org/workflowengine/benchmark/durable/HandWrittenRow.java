package org.workflowengine.benchmark.durable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.workflowengine.runtime.fixture.CaseReview;

/**
 * An audit row with the columns that the engine fills, formed by hand as shortly as the work allows: the same payload, a fresh
 * salt, and two SHA-256 digests that chain the rows. Only the exact bytes that are digested differ, which makes them shorter here.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record HandWrittenRow(
        String caseId,
        long seq,
        String transition,
        String fromState,
        String toState,
        String facts,
        byte[] salt,
        byte[] payloadDigest,
        LocalDateTime recordedAt,
        byte[] previousDigest,
        byte[] digest) {
    static final String WORKFLOW = CaseReview.DEFINITION.workflow();
    static final int VERSION = CaseReview.DEFINITION.version();
    static final byte[] FINGERPRINT = CaseReview.DEFINITION.fingerprint().bytes();
    static final String ACTOR_KIND = "PERSON";
    static final int FORMAT = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    static HandWrittenRow opening(String caseId, byte[] origin) {
        return row(caseId, 1, "(open)", "(new)", CaseReview.State.CREATED.name(), "{}", origin);
    }

    static HandWrittenRow step(String caseId, Head head, String transition, CaseReview.State to, String facts) {
        return row(caseId, head.seq() + 1, transition, head.state().name(), to.name(), facts, head.digest());
    }

    private static HandWrittenRow row(
            String caseId, long seq, String transition, String from, String to, String facts, byte[] previous) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        byte[] payload = digest(salt, Step.ACTOR + '\n' + Step.REASON + '\n' + facts);
        String rest = caseId
                + '\n'
                + seq
                + '\n'
                + WORKFLOW
                + '\n'
                + VERSION
                + '\n'
                + transition
                + '\n'
                + from
                + '\n'
                + to
                + '\n'
                + ACTOR_KIND
                + '\n'
                + Step.SOURCE
                + '\n'
                + now
                + '\n'
                + FORMAT;
        return new HandWrittenRow(
                caseId,
                seq,
                transition,
                from,
                to,
                facts,
                salt,
                payload,
                now,
                previous,
                digest(FINGERPRINT, payload, previous, rest));
    }

    private static byte[] digest(byte[] salt, String text) {
        return digest(salt, new byte[0], new byte[0], text);
    }

    private static byte[] digest(byte[] first, byte[] second, byte[] third, String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(first);
            sha256.update(second);
            sha256.update(third);
            return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Head head() {
        return new Head(CaseReview.State.valueOf(toState), seq, digest);
    }
}
