package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor.Key;

/** A second implementation, written from the document alone, agrees with what the engine writes. */
abstract class IndependentAuditContract {
    private static final Key HMAC = IndependentAuditor.hmac(Vectors.secret());
    private static final Key ED25519 = IndependentAuditor.ed25519(Vectors.publicKey());
    private static final List<String> WAYS =
            List.of("START_REVIEW", "ESCALATE", "RETURN_TO_REVIEW", "REQUEST_INFO", "RESUME", "REJECT", "CLOSE");

    private final Supplier<TestDatabase> databases;

    IndependentAuditContract(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    /** Twenty cases go at random ways, some are erased from, each step under one of two keys. */
    @Test
    void whatTheEngineWrites() throws Exception {
        try (TestDatabase database = databases.get()) {
            WorkflowRuntime secret = database.runtime(
                    RuntimeOptions.defaults().sealer(Vectors.hmac()).alsoAccepted(Vectors.ed25519()));
            WorkflowRuntime signed = database.runtime(
                    RuntimeOptions.defaults().sealer(Vectors.ed25519()).alsoAccepted(Vectors.hmac()));
            go(List.of(secret, signed));
            assertThat(secret.verification().verifyAll().findings()).isEmpty();
            Map<String, Key> keys = Map.of("HMAC-SHA-256 2026-03", HMAC, "Ed25519 2026-04", ED25519);
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(IndependentAuditor.faults(connection, keys)).isEmpty();
                assertThat(IndependentAuditor.faults(connection, Map.of())).isEmpty();
                assertThat(IndependentAuditor.faults(
                                connection,
                                Map.of(
                                        "HMAC-SHA-256 2026-03",
                                        IndependentAuditor.hmac(new byte[32]),
                                        "Ed25519 2026-04",
                                        ED25519)))
                        .isNotEmpty()
                        .allMatch(fault -> fault.endsWith(" seal"));
                assertThat(IndependentAuditor.faults(connection, Map.of("HMAC-SHA-256 2026-03", HMAC)))
                        .isNotEmpty()
                        .allMatch(fault -> fault.endsWith(" seal"));
            }
            StringBuilder file = new StringBuilder();
            Checkpoint checkpoint = secret.verification().checkpoint(file);
            assertThat(IndependentAuditor.root(file.toString()))
                    .isEqualTo(checkpoint.root().hex());
            assertThat(file.toString().getBytes(StandardCharsets.UTF_8)).hasSize(file.length());

            database.dropTriggers();
            database.sql("UPDATE workflow_audit SET source = 'elsewhere' WHERE case_id = 'Ç-7' AND seq = 1");
            database.sql("UPDATE workflow_case SET entered_at = '2001-01-01 00:00:00' WHERE case_id = 'Ç-8'");
            database.sql("UPDATE workflow_case SET moved_at = '2001-01-01 00:00:00' WHERE case_id = 'Ç-9'");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(IndependentAuditor.faults(connection, keys))
                        .containsExactlyInAnyOrder("Ç-7#1 digest", "Ç-8 entered_at", "Ç-9 moved_at");
            }
        }
    }

    @Test
    void whatTheEngineWritesWithoutAKey() throws Exception {
        try (TestDatabase database = databases.get()) {
            WorkflowRuntime plain = database.runtime();
            go(List.of(plain));
            assertThat(plain.verification().verifyAll().findings()).isEmpty();
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(IndependentAuditor.faults(connection, Map.of())).isEmpty();
                assertThat(IndependentAuditor.faults(connection, Map.of("HMAC-SHA-256 2026-03", HMAC)))
                        .isNotEmpty()
                        .allMatch(fault -> fault.endsWith(" seal"));
            }
        }
    }

    private static void go(List<WorkflowRuntime> runtimes) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("IndependentAuditContract: seed " + seed);
        Random random = new Random(seed);
        List<Engine> engines = runtimes.stream().map(Engine::on).toList();
        for (int i = 0; i < 20; i++) {
            String caseId = "Ç-" + i;
            engines.get(random.nextInt(engines.size()))
                    .open(caseId, by("alice").because("received"))
                    .orThrow();
            for (int step = 0; step < 30; step++) {
                Engine reviews = engines.get(random.nextInt(engines.size()));
                Decision decision = decision(random, step);
                boolean answered = random.nextInt(5) == 0
                        ? reviews.erase(caseId, 1 + random.nextInt(8), decision).isApplied()
                        : reviews.fire(caseId, WAYS.get(random.nextInt(WAYS.size())), ALL_TRUE, decision)
                                .isApplied();
                assertThat(answered).isIn(true, false);
            }
        }
    }

    private static Decision decision(Random random, int step) {
        Decision decision = by("bob").because("step\n" + step + " ✓").requestId("R-" + step);
        if (random.nextBoolean()) {
            decision = decision.onBehalfOf("Zoë");
        }
        if (random.nextBoolean()) {
            decision = decision.occurredAt(Instant.EPOCH.minusSeconds(random.nextInt(1_000_000)));
        }
        if (random.nextBoolean()) {
            decision = decision.evidence(
                    "rules", "{ \"rows\": [ " + step + ", -7 ], \"é\": \"\\u20ac \\n\", \"A\": null }");
        }
        return random.nextBoolean() ? decision.evidence("import", "\"box\"") : decision;
    }
}
