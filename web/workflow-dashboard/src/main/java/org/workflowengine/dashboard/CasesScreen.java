package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.workflowengine.dashboard.internal.pages.JtecasesGenerated;
import org.workflowengine.dashboard.internal.view.CasesView;
import org.workflowengine.dashboard.internal.view.CasesView.Choice;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.query.CasePage;

/** Lists cases. */
final class CasesScreen {
    private static final int PAGE = 50;
    private static final List<String> AGES = List.of("1h", "1d", "2d", "7d", "30d", "90d");

    private final Visit visit;
    private final Library library;

    CasesScreen(Visit visit, Library library) {
        this.visit = visit;
        this.library = library;
    }

    HttpResponse answer() {
        List<Library.Known> all = library.all();
        Filter filter = Filter.of(visit);
        CasePage page = all.isEmpty()
                ? null
                : filter.search(visit.settings().runtime().cases()).limit(PAGE).list();
        List<CaseHead> cases = page == null ? List.of() : page.cases();
        boolean several = filter.workflow().isEmpty()
                && all.stream().map(Library.Known::workflow).distinct().count() > 1;
        List<Choice> states = states(all, filter);
        String next = page == null
                ? ""
                : page.next().map(key -> filter.href(visit, "after", key)).orElse("");
        CasesView view = new CasesView(
                workflows(all, filter),
                versions(all, filter),
                ages(filter),
                states,
                filter.states().isEmpty()
                        ? t("cases.states")
                        : t("cases.states.of", filter.states().size(), states.size()),
                !filter.states().isEmpty() && cases.isEmpty(),
                filter.id(),
                filter.chips(visit),
                visit.path("cases"),
                cases.stream().map(this::row).toList(),
                several,
                "",
                summary(cases.size(), filter, !next.isEmpty()),
                next,
                filter.after().isEmpty() ? "" : filter.without("after").href(visit),
                cases.isEmpty() ? empty(filter) : new CasesView.Empty("", "", "", ""));
        return Answers.page(
                200, out -> JtecasesGenerated.render(out, null, visit.frame(t("cases.title"), "cases"), view));
    }

    private static String summary(int size, Filter filter, boolean more) {
        if (size == 0) {
            return "";
        }
        String order = t(filter.id().isEmpty() ? "cases.oldest" : "cases.byid");
        return t(size == 1 ? "cases.one" : "cases.many", Formats.number(size), order)
                + (more ? " " + t("cases.more") : "");
    }

    private CasesView.Row row(CaseHead head) {
        return new CasesView.Row(
                head.caseId(),
                visit.path("cases", head.caseId()),
                head.workflow(),
                head.state(),
                Formats.exactAge(Duration.between(head.enteredAt(), visit.now())),
                head.enteredAt(),
                head.version(),
                Formats.number(head.seq()),
                Formats.brief(head.digest()));
    }

    private static List<Choice> workflows(List<Library.Known> all, Filter filter) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", t("any"), false)));
        for (String workflow :
                all.stream().map(Library.Known::workflow).distinct().toList()) {
            choices.add(new Choice(workflow, workflow, workflow.equals(filter.workflow())));
        }
        return choices;
    }

    private static List<Choice> versions(List<Library.Known> all, Filter filter) {
        Set<Integer> versions = new TreeSet<>();
        for (Library.Known known : all) {
            if (filter.workflow().isEmpty() || known.workflow().equals(filter.workflow())) {
                versions.add(known.version());
            }
        }
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", t("any"), false)));
        versions.forEach(version ->
                choices.add(new Choice("" + version, "" + version, ("" + version).equals(filter.version()))));
        return choices;
    }

    private static List<Choice> ages(Filter filter) {
        Set<String> ages = new LinkedHashSet<>(AGES);
        if (!filter.older().isEmpty()) {
            ages.add(filter.older());
        }
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", t("any"), false)));
        ages.forEach(age -> choices.add(new Choice(age, Filter.age(age, " "), age.equals(filter.older()))));
        return choices;
    }

    private static List<Choice> states(List<Library.Known> all, Filter filter) {
        Set<String> states = new LinkedHashSet<>();
        boolean isOnly = all.stream().map(Library.Known::workflow).distinct().count() == 1;
        for (Library.Known known : all) {
            if (known.workflow().equals(filter.workflow().isEmpty() && isOnly ? known.workflow() : filter.workflow())
                    && (filter.version().isEmpty() || filter.version().equals("" + known.version()))) {
                StateOrder.of(known.definition()).stream()
                        .map(WorkflowState::id)
                        .forEach(states::add);
            }
        }
        states.addAll(filter.states());
        return states.stream()
                .map(state -> new Choice(state, state, filter.states().contains(state)))
                .toList();
    }

    /** Says what was asked, and which filter to drop: the first one without which there are cases. Two more statements. */
    private CasesView.Empty empty(Filter filter) {
        if (!filter.after().isEmpty()) {
            return new CasesView.Empty(
                    t("cases.behind"),
                    "",
                    t("cases.first"),
                    filter.without("after").href(visit));
        }
        if (filter.isEmpty()) {
            return new CasesView.Empty(t("cases.nothing"), t("overview.empty.advice"), "", "");
        }
        String narrowest = filter.narrowest();
        Filter wider = filter.without(narrowest);
        long count = wider.search(visit.settings().runtime().cases())
                .count(Formats.CAP)
                .value();
        String name = filter.words(narrowest);
        return count == 0
                ? new CasesView.Empty(filter.question(), t("cases.still", name), t("cases.clear"), visit.path("cases"))
                : new CasesView.Empty(
                        filter.question(),
                        t(count == 1 ? "cases.without.one" : "cases.without", name, Formats.number(count)),
                        t("cases.take", name),
                        wider.href(visit));
    }
}
