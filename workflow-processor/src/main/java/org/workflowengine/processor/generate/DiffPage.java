package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Futures;
import org.workflowengine.processor.model.Futures.Difference;
import org.workflowengine.processor.model.Futures.Future;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/** Prints, for people, what a migration means for the cases in each state of the older version. */
final class DiffPage {
    private DiffPage() {}

    static String write(WorkflowModel model, MigrationNode migration, WorkflowModel older) {
        StringBuilder page = new StringBuilder("# ")
                .append(model.id())
                .append(": from version ")
                .append(migration.version())
                .append(" to version ")
                .append(model.version())
                .append("\n\nWhat the change means for a case of version ")
                .append(migration.version())
                .append(". It is decided from both definitions, with nothing tried out.\n\n")
                .append(erasing(model, older))
                .append(erasing(older, model))
                .append("| state | its cases come to | what changes there |\n|---|---|---|\n");
        for (Future future : Futures.of(older.states(), model.states(), migration)) {
            page.append("| ")
                    .append(future.state().name())
                    .append(" | ")
                    .append(future.becomes()
                            .map(state -> state.name() + end(state))
                            .orElse("– they stay"))
                    .append(" | ")
                    .append(String.join("; ", sentences(future)))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String end(StateNode state) {
        return state.terminal() ? ", where cases end" : state.resting() ? ", where cases may rest" : "";
    }

    /** The version that a case follows decides about all its steps, so that a migration may change what can be erased. */
    private static String erasing(WorkflowModel model, WorkflowModel older) {
        if (older.erasable() == model.erasable()) {
            return "";
        }
        return model.erasable()
                ? "**more:** the steps of a migrated case can be erased, those from before the migration too.\n\n"
                : "**less:** no step of a migrated case can be erased, not even those from before the migration.\n\n";
    }

    private static List<String> sentences(Future future) {
        List<String> sentences = new ArrayList<>();
        if (future.becomes().isEmpty()) {
            sentences.add("nothing");
            return sentences;
        }
        future.differences().forEach(each -> sentences.add(sentence(each)));
        future.later()
                .forEach((state, way) ->
                        sentences.add("later, in " + state + " (after " + String.join(", ", way) + "): see there"));
        if (sentences.isEmpty()) {
            sentences.add("nothing: the same can be done, here and later");
        }
        return sentences;
    }

    static String sentence(Difference difference) {
        String step = difference.transition();
        String with = difference.facts().isEmpty() ? "" : ", for example with " + facts(difference.facts());
        return switch (difference.change()) {
            case MORE ->
                difference.fact().isEmpty()
                        ? "**more:** " + step + " is new, to " + difference.is()
                        : "**more:** " + step + " is possible where it was not" + with;
            case LESS ->
                difference.fact().isEmpty()
                        ? "**less:** " + step + " is gone"
                        : "**less:** " + step + " is no longer possible" + with;
            case NEW_FACT ->
                "**less:** " + step + " now requires " + difference.fact().orElseThrow();
            case REAIMED ->
                "**re-aimed:** " + step + " leads to " + difference.is() + " instead of " + difference.was();
            case OBLIGED -> "**less:** " + step + " has a new obligation: " + difference.is();
            case RELIEVED -> "**more:** " + step + " has no longer the obligation: " + difference.was();
            case RESTS -> "**more:** cases may rest there for good";
            case RESTS_NO_LONGER -> "**less:** cases can no longer rest there for good";
        };
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " = " + fact.getValue())
                .collect(Collectors.joining(" and "));
    }
}
