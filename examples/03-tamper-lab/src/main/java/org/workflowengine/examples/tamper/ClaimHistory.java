package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.ClaimFact.riskRulesPassed;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;

/**
 * What is attacked: C-1 is approved at step 3; C-2 is under review at step 2; of C-3, rejected at step 4, the payload of step 2
 * was lawfully erased; C-4 is under review at step 2 of the second version; S-1 is a settlement, agreed at step 1; and there
 * are {@link TransferHistory transfers}, {@link GrantHistory grants}, and {@link HoldHistory held and purged claims}. Except for the id of the installation it is always the same, so that an attack can be prepared.
 */
final class ClaimHistory {
    /** Of the claims that {@link #fill} writes. */
    static final int STEPS_PER_CLAIM = 4;

    static final String KEY_ID = "lab-key";

    /** Not kept in the database; an attacker does not have it. */
    private static final Sealer SEALER =
            Sealer.hmacSha256(KEY_ID, "a key for a demonstration: 32 b.".getBytes(StandardCharsets.US_ASCII));

    private static final Instant BEGINNING = Instant.parse("2026-11-24T09:00:00Z");

    private ClaimHistory() {}

    /** A clock that advances by a minute per step, and salts that are always the same: for a laboratory only. */
    static RuntimeOptions options() {
        AtomicLong minutes = new AtomicLong();
        return RuntimeOptions.defaults()
                .schemaMode(SchemaMode.VALIDATE)
                .sealer(SEALER)
                .clock(() -> BEGINNING.plus(Duration.ofMinutes(minutes.incrementAndGet())))
                .random(new Random(7))
                .source("claims-1");
    }

    /** What verification needs of the key. */
    static Seals seals() {
        return Seals.verifiedBy(List.of(SEALER));
    }

    /** On one connection: a new one for each step would read each trigger anew. */
    static void write(DataSource owner) throws SQLException {
        try (OneSession session = new OneSession(owner)) {
            write(WorkflowRuntime.on(session, options().schemaMode(SchemaMode.CREATE)));
        }
    }

    private static void write(WorkflowRuntime runtime) {
        ClaimEngine claims = ClaimEngine.on(runtime);
        Decision alice = by("alice").because("all documents in");
        claims.open("C-1", alice.requestId("R-1"))
                .orThrow()
                .startReview(alice.requestId("R-2"))
                .orThrow()
                .approve(
                        riskRulesPassed(true),
                        by("bob")
                                .because("low risk")
                                .onBehalfOf("carol")
                                .occurredAt(BEGINNING)
                                .evidence("rules", "{\"passed\":14}"))
                .orThrow();
        claims.open("C-2", alice).orThrow().startReview(alice.requestId("R-1")).orThrow();
        claims.open("C-3", alice).orThrow().startReview(alice).orThrow();
        claims.erase("C-3", 2, by("dpo").because("request 4711")).orThrow();
        claims.reject("C-3", ClaimFacts.of(riskRulesPassed(false)), by("bob").because("rule 7"))
                .orThrow();
        org.workflowengine.examples.tamper.v2.ClaimEngine.on(runtime)
                .open("C-4", alice)
                .orThrow()
                .startReview(alice)
                .orThrow();
        SettlementEngine.on(runtime).open("S-1", alice).orThrow();
        TransferHistory.write(runtime);
        GrantHistory.write(runtime);
        HoldHistory.write(runtime);
    }

    /** The definitions that have been compiled: each engine starts on its own. */
    static List<Digest> start(WorkflowRuntime runtime) {
        List<Digest> compiled = new ArrayList<>(List.of(
                ClaimEngine.on(runtime).definition().fingerprint(),
                org.workflowengine.examples.tamper.v2.ClaimEngine.on(runtime)
                        .definition()
                        .fingerprint(),
                SettlementEngine.on(runtime).definition().fingerprint()));
        compiled.addAll(TransferHistory.start(runtime));
        compiled.add(GrantHistory.start(runtime));
        return List.copyOf(compiled);
    }

    /** A case of another installation, which has the same key. */
    static List<AuditEntry> elsewhere() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory(options().schemaMode(SchemaMode.CREATE))) {
            ClaimEngine claims = ClaimEngine.on(runtime);
            Decision alice = by("alice").because("all documents in");
            claims.open("C-8", alice).orThrow().startReview(alice).orThrow();
            return claims.history("C-8").entries();
        }
    }

    /** What the key makes over a checkpoint whose root is that digest: a true seal, but of no entry. */
    static byte[] checkpointSeal(Installation installation, Digest root) {
        ByteBuffer form = ByteBuffer.allocate(12 + Installation.BYTES + Digest.BYTES);
        form.put("WSC1".getBytes(StandardCharsets.US_ASCII));
        form.putInt(Installation.BYTES).put(installation.bytes());
        form.putInt(Digest.BYTES).put(root.bytes());
        return SEALER.seal(form.array());
    }

    /** Many claims of four steps each, with reasons as people write them. */
    static void fill(WorkflowRuntime runtime, int cases) {
        ClaimEngine claims = ClaimEngine.on(runtime);
        for (int i = 0; i < cases; i++) {
            claims.open(
                            String.format(Locale.ROOT, "C-2026-%06d", i),
                            by("alice").because("claim received by mail"))
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
