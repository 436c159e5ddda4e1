package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor.Key;

/** A second implementation, written from the document alone, agrees with it and with what the engine writes on every database. */
class IndependentAuditTest {
    private static final byte[] INSTALLATION = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    private static final byte[] FINGERPRINT =
            HexFormat.of().parseHex("1ff8eb65413be3426fe5d7ae4de1f8ec9283e382d84cd9a1ea67fdd5b0a1f24c");

    private static final byte[] SECOND =
            HexFormat.of().parseHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");

    private String document;

    /** In the order of the document. */
    @Test
    void theVectorsOfTheDocument() throws Exception {
        document =
                Files.readString(Path.of("../docs/reference/audit-format.md")).replaceAll("\\s", "");
        byte[] origin = digest(IndependentAuditor.form("WFI1", INSTALLATION));
        byte[] payload1 = payload("000102030405060708090a0b0c0d0e0f", "importer", null, "claim received", "{}", null);
        byte[] entry1 = entry(
                1,
                "(open)",
                "(new)",
                "CREATED",
                "SYSTEM",
                payload1,
                null,
                "2026-03-01T12:00:00.123456",
                null,
                origin,
                null,
                null);
        byte[] payload2 = payload(
                "101112131415161718191a1b1c1d1e1f",
                "alice",
                "bob",
                "Zoë has sent\nthe € 500 receipt 📎",
                "{\"REQUIRED_FIELDS_COMPLETE\":true}",
                "{\"import\":\"box 7\",\"rules\":{\"rows\":[3,11],\"table\":\"completeness\"}}");
        step(payload2, entry1, null, null);

        byte[] keyed = step(payload2, entry1, "HMAC-SHA-256", "2026-03");
        hmac(keyed);
        byte[] payload3 = payload(
                "202122232425262728292a2b2c2d2e2f",
                "dpo",
                null,
                "request 4711 under article 17",
                "{\"ERASED_SEQ\":\"2\"}",
                null);
        byte[] entry3 = entry(
                3,
                "(erase)",
                "UNDER_REVIEW",
                "UNDER_REVIEW",
                "PERSON",
                payload3,
                null,
                "2026-03-02T09:30:00",
                null,
                keyed,
                "HMAC-SHA-256",
                "2026-03");
        hmac(entry3);
        byte[] payload4 = payload(
                "303132333435363738393a3b3c3d3e3f",
                "release",
                null,
                "the terms of 2026",
                "{\"CONSENT_GIVEN\":true}",
                null);
        hmac(digest(IndependentAuditor.form(
                "WFE1",
                "C-1042",
                4,
                "case-review",
                1,
                2,
                SECOND,
                "(migrate:1)",
                "UNDER_REVIEW",
                "IN_CHECK",
                "SYSTEM",
                payload4,
                "M-2026",
                "claims-1",
                IndependentAuditor.micros(LocalDateTime.parse("2026-04-01T00:00:00")),
                null,
                entry3,
                1,
                "HMAC-SHA-256",
                "2026-03")));
        digest(IndependentAuditor.form(
                "WFE1",
                "C-900",
                1,
                "case-review",
                2,
                2,
                SECOND,
                "(import)",
                "(new)",
                "UNDER_REVIEW",
                "SERVICE",
                payload(
                        "404142434445464748494a4b4c4d4e4f",
                        "movers",
                        null,
                        "from the old system",
                        "{}",
                        "{\"origin\":{\"id\":\"0042\",\"system\":\"AS/400\"}}"),
                null,
                "claims-1",
                IndependentAuditor.micros(LocalDateTime.parse("2026-04-01T08:00:00")),
                IndependentAuditor.micros(LocalDateTime.parse("2019-05-04T03:02:01.123456")),
                origin,
                1,
                null,
                null));

        byte[] signed = step(payload2, entry1, "Ed25519", "2026-04");
        byte[] seal = HexFormat.of()
                .parseHex("95911804ed1d5a8fbcbac783e0acef5bef5bde97770ca2caef377a699961251d"
                        + "3dd9ca75fe9c5facaed5846e8536e0c3efee7282f24e3b2c889510d2d3f7d101");
        Key key = IndependentAuditor.ed25519(Vectors.publicKey());
        assertThat(key.made(shown(seal), sealed(signed))).isTrue();
        seal[63] ^= 1;
        assertThat(key.made(seal, sealed(signed))).isFalse();
    }

    private byte[] step(byte[] payload, byte[] before, String algorithm, String keyId) throws Exception {
        return entry(
                2,
                "START_REVIEW",
                "CREATED",
                "UNDER_REVIEW",
                "PERSON",
                payload,
                "R-7f3a",
                "2026-03-01T13:00:00.123456",
                "2026-02-27T09:15:00",
                before,
                algorithm,
                keyId);
    }

    private byte[] entry(
            int seq,
            String transition,
            String from,
            String to,
            String kind,
            byte[] payload,
            String requestId,
            String recordedAt,
            String occurredAt,
            byte[] before,
            String algorithm,
            String keyId)
            throws Exception {
        return digest(IndependentAuditor.form(
                "WFE1",
                "C-1042",
                seq,
                "case-review",
                1,
                1,
                FINGERPRINT,
                transition,
                from,
                to,
                kind,
                payload,
                requestId,
                "claims-1",
                IndependentAuditor.micros(LocalDateTime.parse(recordedAt)),
                occurredAt == null ? null : IndependentAuditor.micros(LocalDateTime.parse(occurredAt)),
                before,
                1,
                algorithm,
                keyId));
    }

    private byte[] payload(String salt, String actor, String principal, String reason, String facts, String evidence)
            throws Exception {
        return digest(IndependentAuditor.form(
                "WFP1", HexFormat.of().parseHex(salt), actor, principal, reason, facts, evidence));
    }

    private byte[] digest(byte[] form) throws Exception {
        return shown(IndependentAuditor.sha256(shown(form)));
    }

    private byte[] sealed(byte[] digest) throws Exception {
        return shown(IndependentAuditor.form("WSE1", INSTALLATION, digest));
    }

    private void hmac(byte[] digest) throws Exception {
        shown(IndependentAuditor.hmac(Vectors.secret(), sealed(digest)));
    }

    private byte[] shown(byte[] bytes) {
        assertThat(document).contains(HexFormat.of().formatHex(bytes));
        return bytes;
    }

    @Nested
    class OnH2 extends IndependentAuditContract {
        OnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OnPostgreSql extends IndependentAuditContract {
        OnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OnMariaDb extends IndependentAuditContract {
        OnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class VersionsOnH2 extends IndependentVersionsContract {
        VersionsOnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class VersionsOnPostgreSql extends IndependentVersionsContract {
        VersionsOnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class VersionsOnMariaDb extends IndependentVersionsContract {
        VersionsOnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }
}
