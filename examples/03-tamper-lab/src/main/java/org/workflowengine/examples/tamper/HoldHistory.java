package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.ClaimFact.riskRulesPassed;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.RetentionRule;

/**
 * Claims with legal holds, and a settlement that was purged: L-1 is rejected and held for the matter M-1; L-2 is under review, held for M-1, and no
 * longer for M-2; L-3 is rejected and no longer held for M-1, so it may be purged; of P-1, which was settled at step 2,
 * there is only a tombstone.
 */
final class HoldHistory {
    /** The id of the purged case. */
    static final String PURGED = "P-1";

    private static final List<String> CASES = List.of("L-1", "L-2", "L-3");
    private static final Decision ALICE = by("alice").because("all documents in");
    private static final Decision COUNSEL = by("counsel").because("a lawsuit");

    private HoldHistory() {}

    static void write(WorkflowRuntime runtime) {
        ClaimEngine claims = ClaimEngine.on(runtime);
        rejected(claims, "L-1");
        claims.hold("L-1", "M-1", COUNSEL).orThrow();
        claims.open("L-2", ALICE).orThrow().startReview(ALICE).orThrow();
        claims.hold("L-2", "M-1", COUNSEL).orThrow();
        claims.hold("L-2", "M-2", COUNSEL).orThrow();
        claims.release("L-2", "M-2", COUNSEL).orThrow();
        rejected(claims, "L-3");
        claims.hold("L-3", "M-1", COUNSEL).orThrow();
        claims.release("L-3", "M-1", COUNSEL).orThrow();
        purge(runtime);
    }

    private static void purge(WorkflowRuntime runtime) {
        SettlementEngine.on(runtime).open(PURGED, ALICE).orThrow().settle(ALICE).orThrow();
        try {
            runtime.retention()
                    .purge(
                            RetentionRule.of("settlements-10y")
                                    .ofWorkflow("settlement")
                                    .endedBefore(Instant.parse("2026-12-01T00:00:00Z")),
                            by("records").because("kept for ten years"),
                            BundleArchive.none());
        } catch (IOException e) {
            throw new UncheckedIOException("no archive was named", e);
        }
    }

    private static void rejected(ClaimEngine claims, String caseId) {
        claims.open(caseId, ALICE)
                .orThrow()
                .startReview(ALICE)
                .orThrow()
                .reject(riskRulesPassed(false), by("bob").because("rule 7"))
                .orThrow();
    }

    /** The entries of each case that is still there. */
    static Map<String, List<AuditEntry>> read(WorkflowRuntime runtime) {
        Map<String, List<AuditEntry>> entries = new LinkedHashMap<>();
        for (String caseId : CASES) {
            entries.put(caseId, ClaimEngine.on(runtime).history(caseId).entries());
        }
        return entries;
    }
}
