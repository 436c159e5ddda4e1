package org.workflowengine.examples.tamper;

import static org.workflowengine.runtime.core.Decision.by;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;

/**
 * Grants that alice has submitted. Bob and carol have endorsed G-1, G-3 before it was given back, G-4 after its import, G-5, where the
 * submission is erased, and G-6, which alice submitted for dora. Bob alone has endorsed G-2, twice. Two services have endorsed G-7. Bob
 * has endorsed G-8 for two others.
 */
final class GrantHistory {
    private static final List<String> CASES = List.of("G-1", "G-2", "G-3", "G-4", "G-5", "G-6", "G-7", "G-8");
    private static final Decision ALICE = as("alice");
    private static final Decision BOB = as("bob");
    private static final Decision CAROL = as("carol");

    private GrantHistory() {}

    static void write(WorkflowRuntime runtime) {
        GrantEngine grants = GrantEngine.on(runtime);
        submit(grants, "G-1", ALICE);
        endorse(grants, "G-1", BOB, CAROL);
        submit(grants, "G-2", ALICE);
        endorse(grants, "G-2", BOB, BOB);
        submit(grants, "G-3", ALICE);
        endorse(grants, "G-3", BOB, CAROL);
        fire(grants, "G-3", "GIVE_BACK", BOB);
        fire(grants, "G-3", "SUBMIT", ALICE);
        grants.importCase("G-4", GrantState.SUBMITTED, as("movers")).orThrow();
        endorse(grants, "G-4", BOB, CAROL);
        submit(grants, "G-5", ALICE);
        endorse(grants, "G-5", BOB, CAROL);
        grants.erase("G-5", 2, as("dpo")).orThrow();
        submit(grants, "G-6", ALICE.onBehalfOf("dora"));
        endorse(grants, "G-6", BOB, CAROL);
        submit(grants, "G-7", ALICE);
        endorse(grants, "G-7", service("scan"), service("score"));
        submit(grants, "G-8", ALICE);
        endorse(grants, "G-8", BOB.onBehalfOf("erin"), BOB.onBehalfOf("frank"));
    }

    static Digest start(WorkflowRuntime runtime) {
        return GrantEngine.on(runtime).definition().fingerprint();
    }

    /** The entries of each case. */
    static Map<String, List<AuditEntry>> read(WorkflowRuntime runtime) {
        Map<String, List<AuditEntry>> entries = new LinkedHashMap<>();
        for (String caseId : CASES) {
            entries.put(caseId, GrantEngine.on(runtime).history(caseId).entries());
        }
        return entries;
    }

    private static void submit(GrantEngine grants, String caseId, Decision submission) {
        grants.open(caseId, ALICE).orThrow();
        fire(grants, caseId, "SUBMIT", submission);
    }

    private static void endorse(GrantEngine grants, String caseId, Decision... endorsements) {
        for (Decision endorsement : endorsements) {
            fire(grants, caseId, "ENDORSE", endorsement);
        }
    }

    private static void fire(GrantEngine grants, String caseId, String transition, Decision decision) {
        grants.fire(caseId, transition, GrantFacts.of(), decision).orThrow();
    }

    private static Decision as(String name) {
        return by(name).because("as it should be");
    }

    private static Decision service(String name) {
        return by(new Actor(Actor.Kind.SERVICE, name)).because("as it should be");
    }
}
