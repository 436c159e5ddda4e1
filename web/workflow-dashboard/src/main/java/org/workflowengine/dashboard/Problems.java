package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.List;
import org.workflowengine.dashboard.internal.pages.JteproblemGenerated;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.ProblemView;
import org.workflowengine.dashboard.internal.view.ProblemView.Link;
import org.workflowengine.dashboard.internal.view.ProblemView.Near;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.RefusedException;

/** Pages that say what happened, whether anything was changed, and what to do. */
final class Problems {
    private static final int MOST_NEAR = 5;
    private static final int MOST_ALIKE = 100;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_SENTENCE = 200;

    private Problems() {}

    static HttpResponse page(Visit visit, int status, String title, String text) {
        return page(visit, status, title, text, List.of(), List.of(overview(visit)));
    }

    private static HttpResponse page(
            Visit visit, int status, String title, String text, List<Near> near, List<Link> links) {
        return page(visit, status, title, text, t("problem.advice." + status), near, links);
    }

    private static HttpResponse page(
            Visit visit, int status, String title, String text, String advice, List<Near> near, List<Link> links) {
        ProblemView view = new ProblemView(status, title, text, advice, near, links);
        return Answers.page(status, out -> JteproblemGenerated.render(out, null, visit.frame(title, ""), view));
    }

    private static Link overview(Visit visit) {
        return new Link(t("overview.title"), visit.path() + "/");
    }

    private static Link back(Visit visit, String caseId) {
        return new Link(t("problem.case", caseId), visit.path("cases", caseId));
    }

    static HttpResponse notFound(Visit visit) {
        return page(visit, 404, t("problem.404.title"), t("problem.404.text"));
    }

    static HttpResponse notAllowed(Visit visit, String allowed) {
        return page(
                        visit,
                        405,
                        t("problem.405.title"),
                        t("problem.405.text", shown(visit.request().method()), allowed))
                .with("Allow", allowed);
    }

    static HttpResponse badRequest(Visit visit, BadRequestException bad) {
        return page(
                visit,
                400,
                t("problem.400.title"),
                t("problem.400.text", bad.field(), shown(bad.found()), bad.expected()));
    }

    /** Of what a client has sent, no more than an id is long. */
    private static String shown(String found) {
        return cut(found, LONGEST_ID);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    static HttpResponse noDefinition(Visit visit, String workflow, List<Library.Known> all) {
        List<String> names =
                all.stream().map(Library.Known::workflow).distinct().toList();
        List<Near> near = Similar.first(MOST_NEAR, names, workflow, name -> name).stream()
                .map(name -> new Near(name, visit.path("definitions", name), ""))
                .toList();
        return page(
                visit, 404, t("problem.definition", shown(workflow)), t("problem.ids"), near, List.of(overview(visit)));
    }

    static HttpResponse hiddenBundle(Visit visit, String caseId) {
        return page(
                visit,
                403,
                t("problem.bundle"),
                t("problem.bundle.text") + " " + visit.seen("").hiddenFor(),
                t("problem.advice.bundle"),
                List.of(),
                List.of(back(visit, caseId)));
    }

    /** There is no such case: it was purged, or never was one. */
    static HttpResponse noCase(Visit visit, String caseId, RefusedException refused) {
        if (refused.refusal() instanceof Refusal.Purged purged) {
            return page(
                    visit,
                    410,
                    t("problem.410.title", caseId),
                    t(
                            "problem.410.text",
                            Formats.utc(purged.purgedAt()),
                            purged.retentionClass(),
                            Formats.number(purged.tombstone())));
        }
        return page(
                visit,
                404,
                t("problem.case.none", caseId),
                t("problem.ids"),
                near(visit, caseId),
                List.of(new Link(t("menu.cases"), visit.path("cases"))));
    }

    /** Cases whose id begins alike: a short walk along the primary key. */
    private static List<Near> near(Visit visit, String caseId) {
        int letters = caseId.codePointCount(0, caseId.length());
        String begin = caseId.substring(0, caseId.offsetByCodePoints(0, Math.max(1, letters - 2)));
        List<CaseHead> alike = visit.settings()
                .runtime()
                .cases()
                .idPrefix(begin)
                .limit(MOST_ALIKE)
                .list()
                .cases();
        return Similar.first(MOST_NEAR, alike, caseId, CaseHead::caseId).stream()
                .map(head -> new Near(
                        head.caseId(), visit.path("cases", head.caseId()), head.workflow() + ", " + head.state()))
                .toList();
    }

    /** What the engine refuses to read: an id that no case can have, a state that no version has, a cursor of another list. */
    static HttpResponse refused(Visit visit, Refusal refusal) {
        String text = refusal instanceof Refusal.InvalidInput input
                ? t("problem.400.text", input.field(), cut(input.found(), LONGEST_SENTENCE), input.expected())
                : cut(refusal.explanation(), LONGEST_SENTENCE);
        return page(visit, 400, t("problem.400.title"), text);
    }

    /** A move that was refused, in words that hold nothing that is hidden from the caller. */
    static HttpResponse refused(Visit visit, CaseHead head, Refusal refusal, String reason) {
        return page(
                visit,
                RefusalWords.status(refusal),
                t("move.refused"),
                RefusalWords.of(refusal, visit.seen(head.workflow())) + typed(reason),
                List.of(),
                List.of(back(visit, head.caseId())));
    }

    /** A command of somebody whom the host has not authenticated. */
    static HttpResponse nobody(Visit visit, String caseId) {
        return page(
                visit,
                403,
                t("move.nobody"),
                t("problem.unchanged"),
                t("problem.advice.nobody"),
                List.of(),
                List.of(back(visit, caseId)));
    }

    /** The form has to be sent again: what was typed is shown, so that it is not lost. */
    static HttpResponse again(Visit visit, int status, String title, String caseId, String reason) {
        return page(
                visit,
                status,
                title,
                t(status == 503 ? "move.unknown.text" : "problem.unchanged") + typed(reason),
                List.of(),
                List.of(back(visit, caseId)));
    }

    private static String typed(String reason) {
        return reason.isEmpty() ? "" : " " + t("move.typed", reason);
    }

    static HttpResponse unchanged(Visit visit) {
        return page(visit, 503, t("problem.503.title"), t("problem.503.text")).with("Retry-After", "5");
    }

    static HttpResponse broken(Visit visit) {
        return page(visit, 500, t("problem.500.title"), t("problem.500.text"));
    }
}
