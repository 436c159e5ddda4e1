package org.workflowengine.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A second implementation, written from the document alone, agrees with what the engine writes. */
abstract class IndependentAuditContract {
    private static final byte[] KEY =
            HexFormat.of().parseHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");

    private final Supplier<TestDatabase> databases;

    IndependentAuditContract(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    /** Twenty cases go at random ways, some are erased from, half of the time under a key. */
    @Test
    void whatTheEngineWrites() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("IndependentAuditContract: seed " + seed);
        Random random = new Random(seed);
        Sealer keyed = Sealer.hmacSha256("2026-03", KEY);
        RuntimeOptions options = RuntimeOptions.defaults().sealer(keyed).formerSealers(Sealer.sha256());
        List<String> ways =
                List.of("START_REVIEW", "ESCALATE", "RETURN_TO_REVIEW", "REQUEST_INFO", "RESUME", "REJECT", "CLOSE");
        try (TestDatabase database = databases.get()) {
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

            database.dropTriggers();
            database.sql("UPDATE workflow_audit SET source = 'elsewhere' WHERE case_id = 'Ç-7' AND seq = 1");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(IndependentAuditor.faults(connection, KEY)).containsExactly("Ç-7#1");
            }
        }
    }
}
