package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.ClaimFact.riskRulesPassed;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Decision;

/**
 * What is attacked: C-1 is approved at step 3; C-2 is under review at step 2; of C-3, rejected at step 4, the payload of step 2
 * was lawfully erased. Always the same, byte for byte, so that an attack can be prepared.
 */
final class ClaimHistory {
    /** Of the claims that {@link #fill} writes. */
    static final int STEPS_PER_CLAIM = 4;

    /** Not kept in the database; whoever attacks does not have it. */
    private static final Sealer SEALER =
            Sealer.hmacSha256("lab-key", "a key for a demonstration: 32 b.".getBytes(StandardCharsets.US_ASCII));

    private static final Instant BEGINNING = Instant.parse("2026-11-24T09:00:00Z");

    private ClaimHistory() {}

    /** A clock that goes on by a minute a step, and salts that are always the same: for a laboratory only. */
    static RuntimeOptions options() {
        AtomicLong minutes = new AtomicLong();
        return RuntimeOptions.defaults()
                .schemaMode(SchemaMode.VALIDATE)
                .sealer(SEALER)
                .clock(() -> BEGINNING.plus(Duration.ofMinutes(minutes.incrementAndGet())))
                .random(new Random(7))
                .source("claims-1");
    }

    static void write(DataSource owner) {
        ClaimEngine claims = ClaimEngine.on(WorkflowRuntime.on(owner, options().schemaMode(SchemaMode.CREATE)));
        Decision alice = by("alice").because("all documents in");
        claims.open("C-1", alice.requestId("R-1"))
                .orThrow()
                .startReview(alice.requestId("R-2"))
                .orThrow()
                .approve(riskRulesPassed(true), by("bob").because("low risk"))
                .orThrow();
        claims.open("C-2", alice).orThrow().startReview(alice.requestId("R-1")).orThrow();
        claims.open("C-3", alice).orThrow().startReview(alice).orThrow();
        claims.erase("C-3", 2, by("dpo").because("request 4711")).orThrow();
        claims.reject("C-3", ClaimFacts.of(riskRulesPassed(false)), by("bob").because("rule 7"))
                .orThrow();
    }

    /** Many claims of four steps each, with reasons as people write them. */
    static void fill(WorkflowRuntime runtime, int cases) {
        ClaimEngine claims = ClaimEngine.on(runtime);
        for (int i = 0; i < cases; i++) {
            claims.open("C-2026-%06d".formatted(i), by("alice").because("claim received by mail"))
                    .orThrow()
                    .startReview(by("alice").because("all documents in").requestId("start-" + i))
                    .orThrow()
                    .approve(
                            riskRulesPassed(true),
                            by("bob").because("amount and risk rules checked").requestId("approve-" + i))
                    .orThrow()
                    .pay(by("carol").because("paid out with the run of the day").requestId("pay-" + i))
                    .orThrow();
        }
    }
}
