package org.workflowengine.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A second implementation, written from the document alone, agrees with it and with what the engine writes. */
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

    /** Twenty cases go at random ways, some are erased from, half of the time under a key. */
    @Test
    void whatTheEngineWrites() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("IndependentAuditTest: seed " + seed);
        Random random = new Random(seed);
        Sealer keyed = Sealer.hmacSha256("2026-03", KEY);
        RuntimeOptions options = RuntimeOptions.defaults().sealer(keyed).formerSealers(Sealer.sha256());
        List<String> ways =
                List.of("START_REVIEW", "ESCALATE", "RETURN_TO_REVIEW", "REQUEST_INFO", "RESUME", "REJECT", "CLOSE");
        try (TestDatabase database = TestDatabase.inMemory()) {
            WorkflowRuntime plain = database.runtime();
            WorkflowRuntime sealed = database.runtime(options);
            for (int i = 0; i < 20; i++) {
                String caseId = "Ç-" + i;
                Engine.on(random.nextBoolean() ? plain : sealed)
                        .open(caseId, by("alice").because("received"))
                        .orThrow();
                Engine reviews = Engine.on(sealed);
                for (int step = 0; step < 30; step++) {
                    Decision decision =
                            by("bob").because("step\n" + step + " ✓").requestId("R-" + step);
                    boolean answered = random.nextInt(5) == 0
                            ? reviews.erase(caseId, 1 + random.nextInt(8), decision)
                                    .isApplied()
                            : reviews.fire(caseId, ways.get(random.nextInt(ways.size())), ALL_TRUE, decision)
                                    .isApplied();
                    assertThat(answered).isIn(true, false);
                }
            }
            assertThat(sealed.verification().verifyAll().findings()).isEmpty();
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(IndependentAuditor.faults(connection, KEY)).isEmpty();
                assertThat(IndependentAuditor.faults(connection, new byte[32])).isNotEmpty();
            }
            StringBuilder file = new StringBuilder();
            Checkpoint checkpoint = sealed.verification().checkpoint(file);
            assertThat(IndependentAuditor.root(file.toString()))
                    .isEqualTo(checkpoint.root().hex());
            assertThat(file.toString().getBytes(StandardCharsets.UTF_8)).hasSize(file.length());

            database.sql("SET REFERENTIAL_INTEGRITY FALSE");
            database.sql("UPDATE workflow_audit SET source = 'elsewhere' WHERE case_id = 'Ç-7' AND seq = 1");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(IndependentAuditor.faults(connection, KEY)).containsExactly("Ç-7#1");
            }
        }
    }
}
