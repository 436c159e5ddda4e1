package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.dashboard.internal.pages.JtecaseviewGenerated;
import org.workflowengine.dashboard.internal.view.CaseView;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.Picture;
import org.workflowengine.dashboard.internal.view.StepView;
import org.workflowengine.diagram.CasePath;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;

/** One case, now or at an earlier moment. */
final class CaseScreen {
    /** The sentence at the top stays one: the list beside the diagram has all. */
    private static final int MOST_NAMED = 3;

    private final Visit visit;
    private final Library library;
    private final CaseCommands commands;
    private final Seen seen;
    private final History history;
    private final String href;
    private final Map<Long, Long> faults;

    CaseScreen(Visit visit, Library library, CaseCommands commands, CaseHead head) {
        this.visit = visit;
        this.library = library;
        this.commands = commands;
        this.seen = visit.seen(head.workflow());
        this.history = History.of(visit.settings().runtime().steps(), head, end(visit, head), before(visit));
        this.href = visit.path("cases", head.caseId());
        this.faults = Integrity.ofCase(visit, head.caseId());
    }

    private static long end(Visit visit, CaseHead head) {
        long step = number(visit, "step", head.seq());
        if (step > head.seq()) {
            throw new BadRequestException("step", "" + step, t("asof.last", Formats.number(head.seq())));
        }
        if (step < head.seq()) {
            return step;
        }
        String asOf = visit.one("asOf");
        if (asOf.isEmpty()) {
            return head.seq();
        }
        Instant time = Moment.of(asOf);
        return Math.min(
                head.seq(),
                visit.settings()
                        .runtime()
                        .steps()
                        .asOf(head.caseId(), time)
                        .orElseThrow(() -> new BadRequestException("asOf", asOf, t("asof.before")))
                        .seq());
    }

    private static long before(Visit visit) {
        return number(visit, "before", Long.MAX_VALUE);
    }

    private static long number(Visit visit, String name, long usual) {
        String given = visit.one(name);
        if (given.isEmpty()) {
            return usual;
        }
        if (!given.matches("[1-9][0-9]{0,17}")) {
            throw new BadRequestException(name, given, t("asof.number"));
        }
        return Long.parseLong(given);
    }

    HttpResponse answer() {
        AuditEntry last = history.last();
        Library.Known known = library.find(last.workflow(), last.version())
                .orElseThrow(() -> new IllegalStateException("a case follows a definition that is not installed"));
        CaseHead head = history.head();
        Definition definition = known.definition();
        Optional<Moves> moves = history.isPast() ? Optional.empty() : Optional.of(new Moves(visit, head, definition));
        CaseView.Next next = moves.map(each -> each.view(commands))
                .orElse(new CaseView.Next(List.of(), "", List.of(), false, false));
        CaseView view = new CaseView(
                head.caseId(),
                href,
                last.toState(),
                head.workflow(),
                last.version(),
                visit.path("definitions", head.workflow(), "" + last.version()),
                since(),
                history.isPast() ? "" : "(" + Formats.exactAge(Duration.between(since(), visit.now())) + ")",
                Formats.number(last.seq()),
                last.digest().hex(),
                seen.reasons() ? String.join(", ", holds()) : "",
                !seen.reasons() && !holds().isEmpty(),
                fault(),
                visit.path("integrity"),
                library.seemsToShowAll(seen),
                visit.one("done").matches("[1-9][0-9]{0,17}") ? t("move.done", visit.one("done")) : "",
                next.asked() ? t("outlook.asked") : "",
                moves.map(each -> Outlook.of(next.moves(), MOST_NAMED)),
                past(),
                picture(known, moves),
                next,
                steps());
        return Answers.page(
                200, out -> JtecaseviewGenerated.render(out, null, visit.frame(head.caseId(), "cases"), view));
    }

    private Instant since() {
        return history.isPast()
                ? history.since().orElse(history.last().recordedAt())
                : history.head().enteredAt();
    }

    /** In words, what the last verification found here. */
    private String fault() {
        long all = faults.values().stream().mapToLong(Long::longValue).sum();
        String places = faults.keySet().stream()
                .map(seq -> seq == 0 ? t("case.fault.case") : t("case.fault.step", Formats.number(seq)))
                .collect(Collectors.joining(", "));
        return all == 0
                ? ""
                : t("case.fault", t(all == 1 ? "case.fault.one" : "case.fault.many", Formats.number(all)), places);
    }

    private Set<String> holds() {
        Set<String> matters = new LinkedHashSet<>();
        for (AuditEntry entry : history.entries()) {
            if (entry.transition().equals(Definition.HOLD)) {
                entry.matter().ifPresent(matters::add);
            } else if (entry.transition().equals(Definition.RELEASE)) {
                entry.matter().ifPresent(matters::remove);
            }
        }
        return matters;
    }

    private Optional<CaseView.Past> past() {
        if (!history.isPast()) {
            return Optional.empty();
        }
        String asOf = visit.one("asOf");
        String text = asOf.isEmpty()
                ? t("past.step", Formats.number(history.end()))
                : t("past.time", Formats.utc(Moment.of(asOf)), Formats.number(history.end()));
        CaseHead head = history.head();
        StepViews views = new StepViews(seen, List.of(), href);
        return Optional.of(new CaseView.Past(
                text + " " + t("past.now", head.state(), Formats.number(head.seq())),
                history.after().map(entry -> views.of(entry, false)),
                history.after()
                        .map(entry -> t(
                                "past.later",
                                Formats.age(Duration.between(history.last().recordedAt(), entry.recordedAt()))))
                        .orElse("")));
    }

    private Picture picture(Library.Known known, Optional<Moves> moves) {
        List<AuditEntry> entries = history.entries();
        CasePath path = entries.get(0).seq() == 1 ? CasePath.of(entries) : CasePath.ofNewest(entries);
        Diagram diagram = known.diagram().withPath(path);
        if (moves.isPresent()) {
            diagram = diagram.withMarks(
                    row -> row.from().id().equals(history.head().state())
                            ? Optional.of(moves.get().mark(row))
                            : Optional.empty());
        }
        Picture picture = Pictures.of(diagram, "s", "diagram", t("case.diagram"));
        return history.isPast() ? picture.ofThen() : picture;
    }

    private CaseView.Steps steps() {
        StepViews views = new StepViews(seen, history.known(), href, faults);
        List<StepView> shown = history.shown().stream()
                .map(entry -> views.of(entry, entry.seq() == history.end()))
                .toList();
        boolean isTable = visit.one("view").equals("table");
        Query moment = new Query().with("asOf", visit.one("asOf")).with("step", visit.one("step"));
        long oldest = history.shown().isEmpty()
                ? 1
                : history.shown().get(shown.size() - 1).seq();
        String before = visit.one("before");
        Query table = here("table");
        boolean hides = shown.stream().anyMatch(step -> step.payload().isHidden());
        return new CaseView.Steps(
                shown,
                hides ? seen.hiddenFor() : "",
                range(shown),
                isTable,
                href + here("").with("before", before),
                href + table.with("before", before),
                visit.path("cases", history.head().caseId(), "json") + moment,
                visit.one("asOf"),
                visit.one("step"),
                history.head().seq(),
                oldest > 1 ? href + here(isTable ? "table" : "").with("before", "" + oldest) : "",
                before.isEmpty() ? "" : href + here(isTable ? "table" : ""));
    }

    private Query here(String view) {
        return new Query().with("view", view).with("asOf", visit.one("asOf")).with("step", visit.one("step"));
    }

    private String range(List<StepView> shown) {
        String all = Formats.number(history.head().seq());
        if (shown.isEmpty()) {
            return t("case.range.none", all);
        }
        if (shown.size() == history.head().seq()) {
            return t("case.range.all", all);
        }
        return t(
                "case.range", shown.get(0).number(), shown.get(shown.size() - 1).number(), all);
    }
}
