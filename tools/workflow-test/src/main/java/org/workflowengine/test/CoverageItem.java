package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * Something that tests can cover.
 *
 * @param key names it in the files of a run; unique in a definition
 * @param from the state that is left
 * @param transition the transition
 * @param to the state that is entered
 * @param condition what the refusal must be caused by, for people; empty if the transition itself is to be made
 */
record CoverageItem(String key, String from, String transition, String to, String condition) {

    boolean isTransition() {
        return condition.isEmpty();
    }

    /** Every transition, with its conditions and obligations behind it; then the migrations into the definition. */
    static List<CoverageItem> of(Definition definition) {
        List<CoverageItem> items = new ArrayList<>();
        for (WorkflowTransition row : definition.transitions()) {
            add(items, row, "");
            for (Obligation obligation : definition.obligations(row)) {
                String subject = obligation.kind() == Obligation.Kind.QUORUM
                        ? quorum(obligation.subject())
                        : fourEyes(obligation.subject());
                items.add(item(row, "", refusal(row.from().id(), row.id(), subject), obligation.toString()));
            }
        }
        for (Migration migration : definition.migrations()) {
            migration.mappings().forEach(row -> add(items, row, " of version " + migration.fromVersion()));
        }
        return items;
    }

    private static void add(List<CoverageItem> items, WorkflowTransition row, String ofVersion) {
        items.add(item(row, ofVersion, step(row.from().id(), row.id(), row.to().id()), ""));
        row.guard().stream()
                .map(Condition::fact)
                .distinct()
                .forEach(fact -> items.add(
                        item(row, ofVersion, refusal(row.from().id(), row.id(), fact.id()), values(row, fact))));
    }

    private static String values(WorkflowTransition row, FactRow fact) {
        return fact.id() + " = "
                + String.join(" or ", GuardFacts.accepted(row.guard()).getOrDefault(fact, List.of()));
    }

    private static CoverageItem item(WorkflowTransition row, String ofVersion, String key, String condition) {
        return new CoverageItem(
                key, row.from().id() + ofVersion, row.id(), row.to().id(), condition);
    }

    static String step(String from, String transition, String to) {
        return "step " + from + " " + transition + " " + to;
    }

    static String refusal(String from, String transition, String subject) {
        return "refusal " + from + " " + transition + " " + subject;
    }

    static String fourEyes(String state) {
        return "four-eyes:" + state;
    }

    static String quorum(String step) {
        return "quorum:" + step;
    }
}
