package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workflowengine.dashboard.internal.view.DefinitionView.Difference;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** What one version of a workflow permits, and another does not. */
final class Differences {
    private static final String NONE = "–";

    private final Definition before;
    private final Definition after;
    private final List<Difference> found = new ArrayList<>();

    private Differences(Definition before, Definition after) {
        this.before = before;
        this.after = after;
    }

    static List<Difference> between(Definition before, Definition after) {
        Differences differences = new Differences(before, after);
        differences.states();
        differences.transitions();
        return differences.found;
    }

    private void states() {
        TreeSet<String> ids = new TreeSet<>();
        before.states().forEach(state -> ids.add(state.id()));
        after.states().forEach(state -> ids.add(state.id()));
        for (String id : ids) {
            Optional<String> old = before.state(id).map(Differences::kind);
            Optional<String> now = after.state(id).map(Differences::kind);
            add(t("diff.state"), id, old, now);
        }
    }

    private static String kind(WorkflowState state) {
        return t(
                state.isInitial()
                        ? "state.initial"
                        : state.isTerminal() ? "state.final" : state.isResting() ? "state.resting" : "state.open");
    }

    private void transitions() {
        Map<String, WorkflowTransition> old = byName(before);
        Map<String, WorkflowTransition> now = byName(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            add(
                    t("diff.transition"),
                    name,
                    Optional.ofNullable(old.get(name)).map(row -> words(before, row)),
                    Optional.ofNullable(now.get(name)).map(row -> words(after, row)));
        }
    }

    private static Map<String, WorkflowTransition> byName(Definition definition) {
        Map<String, WorkflowTransition> rows = new TreeMap<>();
        definition.transitions().forEach(row -> rows.put(row.from().id() + ": " + row.id(), row));
        return rows;
    }

    private static String words(Definition definition, WorkflowTransition row) {
        String guard = row.guard().stream().map(Differences::words).sorted().collect(Collectors.joining("\n"));
        String duties =
                definition.obligations(row).stream().map(Duties::words).sorted().collect(Collectors.joining("\n"));
        String requires = guard.isEmpty() ? duties : duties.isEmpty() ? guard : guard + "\n" + duties;
        return "→ " + row.to().id() + (requires.isEmpty() ? "" : "\n" + requires);
    }

    private static String words(Condition condition) {
        return condition.fact().id() + " = "
                + condition.accepted().stream().sorted().collect(Collectors.joining(t("question.or")));
    }

    private static List<String> lines(Optional<String> words) {
        return words.map(each -> each.lines().toList()).orElse(List.of(NONE));
    }

    private void add(String kind, String name, Optional<String> old, Optional<String> now) {
        if (!old.equals(now)) {
            String sign = old.isEmpty() ? "+" : now.isEmpty() ? "−" : "~";
            found.add(new Difference(sign, kind, name, lines(old), lines(now)));
        }
    }
}
