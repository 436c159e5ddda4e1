package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.v3.TransferFact.withinLimit;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.examples.tamper.v3.TransferFacts;
import org.workflowengine.examples.tamper.v3.TransferState;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;

/**
 * Transfers in two versions, with a declared migration from the one to the other: T-1 is checked, T-2 is blocked, and T-5 is received, all in
 * the old version; T-3 was migrated at step 3; T-4 was imported into the new version. A third version, the first of all, was never installed.
 */
final class TransferHistory {
    /** The fingerprint of the old version. */
    static final Digest BEFORE = org.workflowengine.examples.tamper.v2.TransferTransition.DEFINITION.fingerprint();

    /** The fingerprint of the new one. */
    static final Digest NOW = org.workflowengine.examples.tamper.v3.TransferTransition.DEFINITION.fingerprint();

    private static final List<String> CASES = List.of("T-1", "T-2", "T-3", "T-4", "T-5");

    private TransferHistory() {}

    static void write(WorkflowRuntime runtime) {
        org.workflowengine.examples.tamper.v2.TransferEngine before = before(runtime);
        org.workflowengine.examples.tamper.v3.TransferEngine now = now(runtime);
        Decision dora = by("dora").because("papers are there");
        before.open("T-1", dora).orThrow().check(dora).orThrow();
        before.open("T-2", dora).orThrow().block(dora).orThrow();
        before.open("T-3", dora).orThrow().check(dora).orThrow();
        now.migrate(
                        "T-3",
                        TransferFacts.of(withinLimit(true)),
                        by("release").because("new terms").requestId("M-1"))
                .orThrow();
        now.importCase(
                        "T-4",
                        TransferState.CLEARED,
                        by("movers")
                                .because("from the old system")
                                .occurredAt(Instant.parse("2026-10-01T12:00:00Z"))
                                .evidence("origin", "{\"id\":\"0042\"}"))
                .orThrow();
        before.open("T-5", dora).orThrow();
    }

    static List<Digest> start(WorkflowRuntime runtime) {
        return List.of(
                before(runtime).definition().fingerprint(),
                now(runtime).definition().fingerprint());
    }

    /** The entries of each case. */
    static Map<String, List<AuditEntry>> read(WorkflowRuntime runtime) {
        Map<String, List<AuditEntry>> entries = new LinkedHashMap<>();
        for (String caseId : CASES) {
            entries.put(caseId, now(runtime).history(caseId).entries());
        }
        return entries;
    }

    private static org.workflowengine.examples.tamper.v2.TransferEngine before(WorkflowRuntime runtime) {
        return org.workflowengine.examples.tamper.v2.TransferEngine.on(runtime);
    }

    private static org.workflowengine.examples.tamper.v3.TransferEngine now(WorkflowRuntime runtime) {
        return org.workflowengine.examples.tamper.v3.TransferEngine.on(runtime);
    }
}
