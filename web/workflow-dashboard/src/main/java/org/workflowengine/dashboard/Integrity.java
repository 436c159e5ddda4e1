package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.workflowengine.dashboard.internal.pages.JteintegrityGenerated;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.IntegrityLine;
import org.workflowengine.dashboard.internal.view.VerdictView;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;

/** What is known about the last verification of everything. */
final class Integrity {
    private static final int MOST_FINDINGS = 50;

    private Integrity() {}

    static HttpResponse screen(Visit visit, Library library) {
        Optional<LastVerification> last = visit.settings().integrity().last();
        List<Finding> findings = last.map(each -> each.verdict().findings()).orElse(List.of()).stream()
                .limit(MOST_FINDINGS)
                .toList();
        // The findings name cases of any workflow, and hold what was stored: only who may see everything of every
        // workflow sees values.
        VerdictView view = view(
                visit,
                "",
                line(visit),
                findings,
                last.map(each -> each.verdict().faults()).orElse(0L),
                !findings.isEmpty() && hides(visit, library),
                visit.settings().seals().current().isEmpty() ? t("integrity.unsealed") : "");
        return Answers.page(
                200,
                out -> JteintegrityGenerated.render(out, null, visit.frame(t("menu.integrity"), "integrity"), view));
    }

    private static boolean hides(Visit visit, Library library) {
        return !library.all().stream()
                .allMatch(known -> visit.seen(known.workflow()).everything(known.definition()));
    }

    static VerdictView view(
            Visit visit,
            String caseId,
            IntegrityLine line,
            List<Finding> findings,
            long all,
            boolean hidden,
            String unsealed) {
        return new VerdictView(
                caseId,
                caseId.isEmpty() ? "" : visit.path("cases", caseId),
                line,
                line.isBroken() ? t("verdict.broken") : "",
                findings.stream()
                        .map(finding -> new VerdictView.Finding(
                                place(finding),
                                href(visit, finding),
                                hidden ? "" : finding.expected(),
                                hidden ? "" : finding.found()))
                        .toList(),
                all > findings.size()
                        ? t("verdict.more", Formats.number(findings.size()), Formats.number(all))
                        : hidden && !findings.isEmpty() ? visit.seen("").hiddenFor() : "",
                hidden,
                visit.settings().runtime().installation().id(),
                unsealed);
    }

    /** Of the step, on the page of the case that begins with it. */
    private static String href(Visit visit, Finding finding) {
        if (finding.subject() != Finding.Subject.CASE) {
            return "";
        }
        String page = visit.path("cases", finding.id());
        return finding.seq() == 0
                ? page
                : page + new Query().with("before", "" + (finding.seq() + 1)) + "#step-" + finding.seq();
    }

    /** How much the last verification found at each step of a case; at 0 what is about none of its steps. */
    static Map<Long, Long> ofCase(Visit visit, String caseId) {
        return bySeq(
                visit.settings().integrity().last().map(each -> each.verdict().findings()).orElse(List.of()).stream()
                        .filter(finding -> finding.subject() == Finding.Subject.CASE
                                && finding.id().equals(caseId))
                        .toList());
    }

    static Map<Long, Long> bySeq(List<Finding> findings) {
        return findings.stream().collect(Collectors.groupingBy(Finding::seq, TreeMap::new, Collectors.counting()));
    }

    private static String place(Finding finding) {
        return switch (finding.subject()) {
            case CASE ->
                finding.seq() == 0 ? finding.id() : t("verdict.step", finding.id(), Formats.number(finding.seq()));
            case NO_CASE -> finding.id();
            case DEFINITION -> t("verdict.definition", finding.id());
            case TABLE -> t("verdict.table", finding.id());
            case CHECKPOINT -> t("verdict.checkpoint", finding.id());
            case TOMBSTONE -> t("verdict.tombstone", Formats.number(finding.seq()));
        };
    }

    static IntegrityLine line(Visit visit) {
        return visit.settings()
                .integrity()
                .last()
                .map(last -> line(visit, last))
                .orElseGet(() -> new IntegrityLine("q", t("integrity.unknown"), t("integrity.run")));
    }

    private static IntegrityLine line(Visit visit, LastVerification last) {
        Verdict verdict = last.verdict();
        IntegrityLine line = of(verdict);
        String when = t("integrity.verified", Formats.age(Duration.between(last.began(), visit.now())), line.verdict());
        String checkpoint = last.checkpoint()
                .map(taken -> " · " + t("integrity.checkpoint", Formats.utc(taken)))
                .orElse("");
        return new IntegrityLine(line.mark(), when, line.detail() + checkpoint);
    }

    /** A verdict in the words of the command line. */
    static IntegrityLine of(Verdict verdict) {
        String words = verdict.toString();
        int colon = words.lastIndexOf(": ");
        return new IntegrityLine(
                verdict.isIntact() ? "y" : verdict.isBroken() ? "x" : "q",
                words.substring(0, colon).replace(", 1 findings", ", 1 finding"),
                t(
                        verdict.cases() == 1 ? "verdict.size.one" : "verdict.size",
                        Formats.number(verdict.cases()),
                        Formats.number(verdict.entries())));
    }
}
