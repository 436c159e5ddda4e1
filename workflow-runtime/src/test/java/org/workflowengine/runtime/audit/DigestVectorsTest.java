package org.workflowengine.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;

/** The published vectors, computed by another program from the description alone: these bytes never change. */
class DigestVectorsTest {
    private static final Digest FINGERPRINT =
            new Digest("1ff8eb65413be3426fe5d7ae4de1f8ec9283e382d84cd9a1ea67fdd5b0a1f24c");

    private static final AuditEntry OPENING = sealed(new AuditEntry(
            "C-1042",
            1,
            "case-review",
            1,
            1,
            FINGERPRINT,
            "(open)",
            "(new)",
            "CREATED",
            Actor.Kind.SYSTEM,
            "importer",
            "claim received",
            "{}",
            new Salt("000102030405060708090a0b0c0d0e0f"),
            new Digest("3e8435dd30a95fbb09d4698db193de2110381281321eb7898da7ae5e23df443f"),
            null,
            "claims-1",
            Instant.parse("2026-03-01T12:00:00.123456Z"),
            Digest.ZERO,
            1,
            "SHA-256",
            null,
            Digest.ZERO));

    private static final AuditEntry STEP = sealed(new AuditEntry(
            "C-1042",
            2,
            "case-review",
            1,
            1,
            FINGERPRINT,
            "START_REVIEW",
            "CREATED",
            "UNDER_REVIEW",
            Actor.Kind.PERSON,
            "alice",
            "Zoë has sent\nthe € 500 receipt 📎",
            "{\"REQUIRED_FIELDS_COMPLETE\":true}",
            new Salt("101112131415161718191a1b1c1d1e1f"),
            new Digest("8480cfa75177ea0845041f7c7892e85aa75d17b36b30ef0cfc3bfb3ee8d3780c"),
            "R-7f3a",
            "claims-1",
            Instant.parse("2026-03-01T13:00:00.123456Z"),
            OPENING.digest(),
            1,
            "SHA-256",
            null,
            Digest.ZERO));

    @Test
    void payloads() {
        assertThat(payloadDigest(OPENING)).isEqualTo(OPENING.payloadDigest());
        assertThat(payloadDigest(STEP)).isEqualTo(STEP.payloadDigest());
    }

    @Test
    void entries() {
        assertThat(OPENING.digest()).hasToString("43e07d23a64aa93e7e1afd195b95497c007fed7ab6d29caa65a55931a0bf1cce");
        assertThat(STEP.digest()).hasToString("42fb0f290eb66b246a0ad3d15f1b579c64c182cd779f0b026c36fd614f978a0e");
    }

    /** Empty is not absent, numbers may be large, and times lie before 1970. */
    @Test
    void theEdges() {
        Digest payload = DigestChain.ofPayload(new Salt("0".repeat(32)), "s", "r", "{\"A\":\"X\"}");
        assertThat(payload).hasToString("7c21363ce0abfe4efa7454dc06951c8c7ff3e7ea3505c025025a15884cedd880");
        AuditEntry entry = sealed(new AuditEntry(
                "é",
                Long.MAX_VALUE,
                "w",
                1,
                2,
                new Digest("ab".repeat(32)),
                "T",
                "A",
                "B",
                Actor.Kind.SERVICE,
                null,
                null,
                null,
                null,
                payload,
                "",
                "n",
                Instant.EPOCH.minusNanos(1_000),
                new Digest("cd".repeat(32)),
                1,
                "SHA-256",
                "",
                Digest.ZERO));
        assertThat(entry.digest()).hasToString("139f66f4851f5f2c7a470076105d66b634bdf6a12b6cdd6863fd0cc602387240");
    }

    @Test
    void theDocumentShowsExactlyTheseBytes() throws IOException {
        String document = Files.readString(Path.of("../docs/audit-format.md")).replaceAll("\\s", "");
        for (AuditEntry entry : List.of(OPENING, STEP)) {
            assertThat(document)
                    .contains(hex(new CanonicalForm().ofPayload(Row.of(entry))))
                    .contains(hex(new CanonicalForm().ofEntry(Row.of(entry))))
                    .contains(entry.payloadDigest().hex())
                    .contains(entry.digest().hex());
        }
    }

    /** Two entries that differ in where one text ends and the next begins have different bytes. */
    @Test
    void noTextRunsIntoTheNext() {
        Salt salt = new Salt("0".repeat(32));
        assertThat(DigestChain.ofPayload(salt, "ab", "c", "{}"))
                .isNotEqualTo(DigestChain.ofPayload(salt, "a", "bc", "{}"));
        assertThat(DigestChain.ofPayload(salt, "a", "", "b")).isNotEqualTo(DigestChain.ofPayload(salt, "a", "b", ""));
    }

    private static Digest payloadDigest(AuditEntry entry) {
        return DigestChain.ofPayload(entry.salt(), entry.actor(), entry.reason(), entry.facts());
    }

    private static AuditEntry sealed(AuditEntry entry) {
        return entry.sealedWith(DigestChain.of(entry, Sealer.sha256()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
