package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.workflowengine.dashboard.internal.pages.JtedefinitionGenerated;
import org.workflowengine.dashboard.internal.view.CasesView.Choice;
import org.workflowengine.dashboard.internal.view.DefinitionView;
import org.workflowengine.dashboard.internal.view.Picture;
import org.workflowengine.dashboard.internal.view.StepView;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** One version of a workflow: what it permits, where its cases are, and what it changed. */
final class DefinitionScreen {
    /** From so many states on, there are ways to see the whole picture. */
    private static final int LARGE = 15;

    private final Visit visit;
    private final List<Library.Known> versions;
    private final Library.Known known;
    private final Definition definition;
    private final Counts counts;
    private final String href;

    /** With all versions of the workflow, the newest first. */
    DefinitionScreen(Visit visit, List<Library.Known> versions, Library.Known known) {
        this.visit = visit;
        this.versions = versions;
        this.known = known;
        this.definition = known.definition();
        this.counts = Counts.of(visit.settings().runtime().cases().workflow(known.workflow()));
        this.href = visit.path("definitions", known.workflow(), "" + known.version());
    }

    HttpResponse answer() {
        Optional<Library.Known> compared = compared();
        List<DefinitionView.Migration> migrations = new MigrationLines(visit, versions, known, counts).lines();
        DefinitionView view = new DefinitionView(
                known.workflow(),
                known.version(),
                versions.stream().map(this::version).toList(),
                known.installed().installedAt(),
                known.installed().fingerprint().hex(),
                t(
                        "definition.size.of",
                        definition.states().size(),
                        definition.transitions().size()),
                known.installed().isErasable(),
                orZero(counts.ofVersion(known.workflow(), known.version())),
                visit.path("cases")
                        + new Query().with("workflow", known.workflow()).with("version", "" + known.version()),
                picture(),
                definition.states().size() >= LARGE,
                StateOrder.of(definition).stream().map(this::state).toList(),
                transitions(),
                compared.map(other -> t("diff.title", known.version(), other.version()))
                        .orElse(""),
                compared.map(other -> Differences.between(other.definition(), definition))
                        .orElse(List.of()),
                comparable(compared),
                migrations,
                t(migrations.isEmpty() ? "migration.none" : "migration.note"),
                href);
        return Answers.page(
                200,
                out -> JtedefinitionGenerated.render(
                        out, null, visit.frame(known.workflow() + " " + known.version(), "definitions"), view));
    }

    private static String orZero(String count) {
        return count.isEmpty() ? "0" : count;
    }

    private DefinitionView.Version version(Library.Known each) {
        return new DefinitionView.Version(
                each.version(),
                visit.path("definitions", each.workflow(), "" + each.version()),
                each.version() == known.version(),
                counts.ofVersion(each.workflow(), each.version()));
    }

    private Picture picture() {
        return Pictures.of(
                known.diagram()
                        .withBadges(OverviewScreen.badges(known, counts))
                        .withNotes(OverviewScreen.notes(visit, known, counts))
                        .withLinks(state -> OverviewScreen.casesIn(visit, known, state.id()), row -> ""),
                "s",
                "diagram",
                t("overview.diagram", known.workflow()));
    }

    private DefinitionView.State state(WorkflowState state) {
        String count = counts.cases(known.workflow(), known.version(), state.id());
        String kind = state.isInitial()
                ? t("state.initial")
                : state.isTerminal() ? t("state.final") : state.isResting() ? t("state.resting") : "";
        return new DefinitionView.State(
                state.id(),
                "#s-" + state.id(),
                kind,
                orZero(count),
                count.isEmpty() ? "" : OverviewScreen.casesIn(visit, known, state.id()),
                OverviewScreen.oldest(visit, known, state, counts));
    }

    private List<DefinitionView.Transition> transitions() {
        List<DefinitionView.Transition> rows = new ArrayList<>();
        for (WorkflowTransition row : StateOrder.transitions(definition)) {
            rows.add(new DefinitionView.Transition(
                    row.from().id(),
                    row.id(),
                    row.to().id(),
                    row.guard().stream()
                            .map(condition -> new StepView.FactView(
                                    condition.fact().id(), String.join(t("question.or"), condition.accepted())))
                            .toList(),
                    definition.obligations(row).stream().map(Duties::words).toList()));
        }
        return rows;
    }

    /** The version that this one is compared with: the one asked for, or the one before it. */
    private Optional<Library.Known> compared() {
        String from = visit.one("from");
        return others().stream()
                .filter(each -> from.isEmpty() ? each.version() < known.version() : from.equals("" + each.version()))
                .max(Comparator.comparing(Library.Known::version))
                .or(() -> others().stream().findFirst());
    }

    private List<Library.Known> others() {
        return versions.stream()
                .filter(each -> each.version() != known.version())
                .toList();
    }

    private List<Choice> comparable(Optional<Library.Known> compared) {
        return others().stream()
                .map(each -> new Choice(
                        "" + each.version(),
                        t("case.version", each.version()),
                        compared.filter(other -> other.version() == each.version())
                                .isPresent()))
                .toList();
    }
}
