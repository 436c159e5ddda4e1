package org.workflowengine.http;

import java.util.List;
import java.util.Optional;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.RefusedException;

/**
 * What all routes work on.
 *
 * @param runtime the engine
 * @param verification verifies and exports
 * @param installed what is in the database
 * @param facts what the host knows
 * @param redaction what callers may see
 * @param commands on which definitions commands are open
 */
record Api(
        WorkflowRuntime runtime,
        Verification verification,
        InstalledWorkflows installed,
        FactSource facts,
        Redaction redaction,
        Commands commands) {
    private static final int SIMILAR = 3;

    View view(ApiCall call) {
        return View.of(redaction, call.request().caller(), call.workflow());
    }

    /** Where a case of a workflow stands. */
    CaseHead head(String workflow, String caseId) {
        installed.versions(workflow);
        Optional<CaseHead> head = runtime.findCase(caseId);
        if (head.isEmpty()) {
            firstStep(caseId);
            // It may have been opened between the two.
            head = runtime.findCase(caseId);
            if (head.isEmpty()) {
                throw new IntegrityException(caseId, "it has audit entries, but there is no case");
            }
        }
        return head.filter(found -> found.workflow().equals(workflow))
                .orElseThrow(() -> noSuchCase(workflow, new NoSuchCase(caseId)));
    }

    /** The first step of a case, or why there is none. */
    private AuditEntry firstStep(String caseId) {
        return runtime.steps().ofCase(caseId, 0, 1).get(0);
    }

    /** The workflow must be that of the case, also of one of which only steps are left. */
    void demandCase(String workflow, String caseId) {
        installed.versions(workflow);
        String found = runtime.findCase(caseId)
                .map(CaseHead::workflow)
                .orElseGet(() -> firstStep(caseId).workflow());
        if (!found.equals(workflow)) {
            throw noSuchCase(workflow, new NoSuchCase(caseId));
        }
    }

    /** Names the cases whose ids begin like that. */
    Problem noSuchCase(String workflow, NoSuchCase refusal) {
        List<String> near;
        try {
            near = runtime.cases().workflow(workflow).idPrefix(refusal.caseId()).limit(SIMILAR).list().cases().stream()
                    .map(CaseHead::caseId)
                    .toList();
        } catch (RefusedException e) {
            // Not a text that an id can begin with, or no such workflow.
            near = List.of();
        }
        return Problem.of(
                        ProblemType.NO_SUCH_CASE,
                        "there is no case " + Quoted.of(refusal.caseId()) + " of workflow " + Quoted.of(workflow))
                .with("caseId", refusal.caseId())
                .with("near", near);
    }
}
