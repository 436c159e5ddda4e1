package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.TransitionEdge;

/** Sentences for generated Javadoc. The author's texts pass through {@link #escape}, and nothing else does. */
final class Prose {
    private Prose() {}

    /** {@code Created -startReview-> UnderReview}, if requiredFieldsComplete, not by who brought the case into Created. */
    static String step(TransitionEdge edge) {
        StringBuilder step = new StringBuilder("{@code " + edge.text() + "}" + condition(edge.guard()));
        edge.obligations().texts().forEach(obligation -> step.append(", ").append(escape(obligation)));
        return step.toString();
    }

    /** From {@code IN_REVIEW} of version 1 to {@code UnderReview}, if consentGiven. */
    static String mapping(MigrationNode migration, MappingNode mapping) {
        return "from {@code " + mapping.from() + "} of version " + migration.version() + " to {@code "
                + mapping.target().orElse("?") + "}" + condition(mapping.guard());
    }

    private static String condition(Guard guard) {
        List<String> demands = new ArrayList<>();
        for (Condition condition : guard.conditions()) {
            demands.add(demand(condition));
        }
        return demands.isEmpty() ? "" : ", if " + String.join(" and ", demands);
    }

    /** {@code riskRulesPassed}, {@code not riskRulesPassed}, {@code size is SMALL or LARGE}. */
    private static String demand(Condition condition) {
        String fact = condition.fact().factory();
        return switch (String.join(" or ", condition.accepted())) {
            case "" -> fact + " contradicts itself";
            case "true" -> fact;
            case "false" -> "not " + fact;
            default -> fact + " is " + String.join(" or ", condition.accepted());
        };
    }

    /** What a fact means, or an empty text. */
    static String meaning(FactNode fact) {
        return fact.message().isBlank() ? "" : ": " + escape(fact.message().strip());
    }

    /**
     * A text of the author's as Javadoc: whatever in ASCII could end a comment, begin a tag or be a unicode escape is an entity. The
     * rest is itself, for javadoc refuses an entity of what its Unicode does not know.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                escaped.append(' ');
            } else if (c > '~' || Character.isLetterOrDigit(c) || " ,.;:()'-".indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append("&#").append((int) c).append(';');
            }
        }
        return escaped.toString();
    }
}
