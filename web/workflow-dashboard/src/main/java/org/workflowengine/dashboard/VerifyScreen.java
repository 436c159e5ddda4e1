package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.List;
import org.workflowengine.dashboard.internal.pages.JteverifyGenerated;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.VerdictView;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.CaseHead;

/** Verifies one case, whole. */
final class VerifyScreen {
    private VerifyScreen() {}

    static HttpResponse answer(Visit visit, Library library, CaseHead head) {
        if (visit.request().method().equals("HEAD")) {
            // Nobody sees the verdict, so the whole case is not read for it.
            return Answers.page(200, out -> {});
        }
        Verdict verdict = visit.settings().runtime().verification().verify(head.caseId());
        List<Finding> findings = verdict.findings().stream().limit(50).toList();
        boolean hidden = !library.showsAll(visit.seen(head.workflow()));
        VerdictView view = Integrity.view(
                visit, head.caseId(), Integrity.of(verdict), findings, verdict.faults(), hidden, unsealed(visit, head));
        return Answers.page(
                200, out -> JteverifyGenerated.render(out, null, visit.frame(t("verify.title"), "cases"), view));
    }

    private static String unsealed(Visit visit, CaseHead head) {
        return visit.settings().runtime().steps().ofCase(head.caseId(), head.seq() - 1, 1).stream()
                        .anyMatch(step -> step.algorithm() == null)
                ? t("verify.unsealed", Formats.number(head.seq()))
                : "";
    }
}
