package org.workflowengine.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A second implementation, written from the document alone, agrees with it and with what the engine writes on every database. */
class IndependentAuditTest {
    private static final byte[] KEY =
            HexFormat.of().parseHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");

    /** In the order of the document: plain entries 1 and 2, entry 2 under a key, the entry that erases step 2. */
    @Test
    void theVectorsOfTheDocument() throws Exception {
        String document = Files.readString(Path.of("../docs/audit-format.md")).replaceAll("\\s", "");
        byte[] fingerprint =
                HexFormat.of().parseHex("1ff8eb65413be3426fe5d7ae4de1f8ec9283e382d84cd9a1ea67fdd5b0a1f24c");
        byte[] payload1 = payload(document, "000102030405060708090a0b0c0d0e0f", "importer", "claim received", "{}");
        byte[] entry1 = IndependentAuditor.sha256(shown(
                document,
                IndependentAuditor.form(
                        "WFE1",
                        "C-1042",
                        1,
                        "case-review",
                        1,
                        1,
                        fingerprint,
                        "(open)",
                        "(new)",
                        "CREATED",
                        "SYSTEM",
                        payload1,
                        null,
                        "claims-1",
                        IndependentAuditor.micros(LocalDateTime.parse("2026-03-01T12:00:00.123456")),
                        new byte[32],
                        1,
                        "SHA-256",
                        null)));
        shown(document, entry1);
        byte[] payload2 = payload(
                document,
                "101112131415161718191a1b1c1d1e1f",
                "alice",
                "Zoë has sent\nthe € 500 receipt 📎",
                "{\"REQUIRED_FIELDS_COMPLETE\":true}");
        long one = IndependentAuditor.micros(LocalDateTime.parse("2026-03-01T13:00:00.123456"));
        byte[] entry2 = IndependentAuditor.sha256(shown(
                document,
                IndependentAuditor.form(
                        "WFE1",
                        "C-1042",
                        2,
                        "case-review",
                        1,
                        1,
                        fingerprint,
                        "START_REVIEW",
                        "CREATED",
                        "UNDER_REVIEW",
                        "PERSON",
                        payload2,
                        "R-7f3a",
                        "claims-1",
                        one,
                        entry1,
                        1,
                        "SHA-256",
                        null)));
        shown(document, entry2);
        byte[] keyed2 = IndependentAuditor.hmac(
                KEY,
                shown(
                        document,
                        IndependentAuditor.form(
                                "WFE1",
                                "C-1042",
                                2,
                                "case-review",
                                1,
                                1,
                                fingerprint,
                                "START_REVIEW",
                                "CREATED",
                                "UNDER_REVIEW",
                                "PERSON",
                                payload2,
                                "R-7f3a",
                                "claims-1",
                                one,
                                entry1,
                                1,
                                "HMAC-SHA-256",
                                "2026-03")));
        shown(document, keyed2);
        byte[] payload3 = payload(
                document,
                "202122232425262728292a2b2c2d2e2f",
                "dpo",
                "request 4711 under article 17",
                "{\"ERASED_SEQ\":\"2\"}");
        byte[] entry3 = IndependentAuditor.hmac(
                KEY,
                shown(
                        document,
                        IndependentAuditor.form(
                                "WFE1",
                                "C-1042",
                                3,
                                "case-review",
                                1,
                                1,
                                fingerprint,
                                "(erase)",
                                "UNDER_REVIEW",
                                "UNDER_REVIEW",
                                "PERSON",
                                payload3,
                                null,
                                "claims-1",
                                IndependentAuditor.micros(LocalDateTime.parse("2026-03-02T09:30:00")),
                                keyed2,
                                1,
                                "HMAC-SHA-256",
                                "2026-03")));
        shown(document, entry3);
    }

    private static byte[] payload(String document, String salt, String actor, String reason, String facts)
            throws Exception {
        byte[] form = IndependentAuditor.form("WFP1", HexFormat.of().parseHex(salt), actor, reason, facts);
        return shown(document, IndependentAuditor.sha256(shown(document, form)));
    }

    private static byte[] shown(String document, byte[] bytes) {
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
}
