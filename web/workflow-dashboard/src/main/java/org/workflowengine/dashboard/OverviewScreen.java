package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.workflowengine.dashboard.internal.pages.JteoverviewGenerated;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.OverviewView;
import org.workflowengine.dashboard.internal.view.Picture;
import org.workflowengine.dashboard.internal.view.StateRow;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;

/** Where the cases of all workflows are. */
final class OverviewScreen {
    /** Beyond, a page would be too long to be an overview: the other workflows have lists alone. */
    private static final int MOST_PICTURES = 8;

    private static final int MOST_REASONS = 5;

    /** With more states, the list shows some of them, and the diagram scrolls. */
    private static final int MOST_STATES = 16;

    private static final int SHOWN_STATES = 12;

    private static final int MOST_ASKED = 6;

    private static final int MOST_WAITING = 3;

    private static final int MOST_NAMED = 2;

    private final Visit visit;
    private final Library library;

    OverviewScreen(Visit visit, Library library) {
        this.visit = visit;
        this.library = library;
    }

    HttpResponse answer() {
        NavigableMap<String, Library.Known> newest = new TreeMap<>();
        for (Library.Known known : library.all()) {
            newest.merge(known.workflow(), known, (a, b) -> a.version() > b.version() ? a : b);
        }
        List<OverviewView.Flow> flows = new ArrayList<>();
        if (!newest.isEmpty()) {
            Counts counts = Counts.of(visit.settings().runtime().cases());
            for (Library.Known known : busyFirst(newest, counts)) {
                flows.add(flow(known, counts, flows.size()));
            }
        }
        OverviewView view = new OverviewView(Integrity.line(visit), flows);
        return Answers.page(
                200, out -> JteoverviewGenerated.render(out, null, visit.frame(t("overview.title"), "overview"), view));
    }

    /** Workflows without cases come last. */
    private static List<Library.Known> busyFirst(NavigableMap<String, Library.Known> newest, Counts counts) {
        return newest.values().stream()
                .sorted(Comparator.comparing(known -> isIdle(known, counts)))
                .toList();
    }

    private static boolean isIdle(Library.Known known, Counts counts) {
        return counts.all().stream().noneMatch(count -> count.workflow().equals(known.workflow()));
    }

    private OverviewView.Flow flow(Library.Known known, Counts counts, int index) {
        String workflow = known.workflow();
        String older = counts.before(workflow, known.version());
        boolean idle = isIdle(known, counts);
        List<WorkflowState> states = StateOrder.of(known.definition());
        boolean isLarge = states.size() > MOST_STATES;
        return new OverviewView.Flow(
                workflow,
                visit.path("definitions", workflow),
                visit.path("cases") + new Query().with("workflow", workflow),
                known.version(),
                older.isEmpty() ? "" : t("overview.older", older),
                visit.path("definitions", workflow, "" + known.version()) + "#h-m",
                index < MOST_PICTURES && !idle ? Optional.of(picture(known, counts, index)) : Optional.empty(),
                (idle ? List.<WorkflowState>of() : isLarge ? busiest(known, states, counts) : states)
                        .stream().map(state -> row(known, state, counts)).toList(),
                isLarge && !idle ? t("overview.part", SHOWN_STATES, states.size()) : "",
                visit.path("definitions", workflow) + "#diagram",
                index < MOST_PICTURES ? waiting(known, counts) : List.of(),
                Refusals.of(visit.settings().refusals(), workflow, MOST_REASONS));
    }

    /**
     * Of the oldest case of each state whether it can move: those that cannot come first, then those of which it is not known. The host is asked
     * what it knows of a few, because it may have to look for it.
     */
    private List<OverviewView.Waiting> waiting(Library.Known newest, Counts counts) {
        List<OverviewView.Waiting> waiting = new ArrayList<>();
        for (CaseHead head : counts.oldest(newest.workflow())) {
            Optional<Definition> definition =
                    library.find(head.workflow(), head.version()).map(Library.Known::definition);
            if (waiting.size() < MOST_ASKED
                    && definition.isPresent()
                    && !definition.get().transitionsFrom(head.state()).isEmpty()) {
                waiting.add(new OverviewView.Waiting(
                        head.caseId(),
                        visit.path("cases", head.caseId()),
                        head.version() == newest.version()
                                ? head.state()
                                : t("waiting.state", head.state(), head.version()),
                        Formats.age(Duration.between(head.enteredAt(), visit.now())),
                        Outlook.of(Moves.inList(visit, head, definition.get()).toRead(), MOST_NAMED)));
            }
        }
        // The sort keeps the order of equals: the oldest first.
        return waiting.stream()
                .sorted(Comparator.comparing(
                        each -> "xqy".indexOf(each.outlook().mark())))
                .limit(MOST_WAITING)
                .toList();
    }

    /** Those with most cases, in the order of the diagram. */
    private static List<WorkflowState> busiest(Library.Known known, List<WorkflowState> states, Counts counts) {
        List<WorkflowState> most = states.stream()
                .sorted(Comparator.comparing(
                                (WorkflowState state) -> counts.number(known.workflow(), known.version(), state.id()))
                        .reversed())
                .limit(SHOWN_STATES)
                .toList();
        return states.stream().filter(most::contains).toList();
    }

    private Picture picture(Library.Known known, Counts counts, int index) {
        return Pictures.of(
                known.diagram()
                        .withBadges(badges(known, counts))
                        .withNotes(notes(visit, known, counts))
                        .withLinks(state -> casesIn(visit, known, state.id()), row -> ""),
                "d" + index,
                "diagram-" + index,
                t("overview.diagram", known.workflow()));
    }

    static Map<String, String> badges(Library.Known known, Counts counts) {
        Map<String, String> badges = new HashMap<>();
        known.definition()
                .states()
                .forEach(state -> badges.put(state.id(), counts.cases(known.workflow(), known.version(), state.id())));
        return badges;
    }

    static Map<String, String> notes(Visit visit, Library.Known known, Counts counts) {
        Map<String, String> notes = new HashMap<>();
        for (WorkflowState state : known.definition().states()) {
            notes.put(
                    state.id(),
                    state.isTerminal()
                            ? t("state.final")
                            : counts.oldest(known.workflow(), known.version(), state.id(), visit.now())
                                    .map(age -> t("state.oldest", Formats.age(age)))
                                    .orElse(""));
        }
        return notes;
    }

    static String casesIn(Visit visit, Library.Known known, String state) {
        return visit.path("cases")
                + new Query()
                        .with("workflow", known.workflow())
                        .with("version", "" + known.version())
                        .with("state", state);
    }

    private StateRow row(Library.Known known, WorkflowState state, Counts counts) {
        String count = counts.cases(known.workflow(), known.version(), state.id());
        return new StateRow(
                state.id(),
                count.isEmpty() ? "" : casesIn(visit, known, state.id()),
                count.isEmpty() ? "0" : count,
                oldest(visit, known, state, counts));
    }

    static String oldest(Visit visit, Library.Known known, WorkflowState state, Counts counts) {
        return state.isTerminal()
                ? "–"
                : counts.oldest(known.workflow(), known.version(), state.id(), visit.now())
                        .map(Formats::age)
                        .orElse("–");
    }
}
