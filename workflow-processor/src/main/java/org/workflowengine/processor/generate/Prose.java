package org.workflowengine.processor.generate;

import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.TransitionEdge;

/** Sentences for generated Javadoc. The author's texts pass through {@link #escape}, and nothing else does. */
final class Prose {
    private Prose() {}

    /** {@code Created -startReview-> UnderReview}, if requiredFieldsComplete. */
    static String step(TransitionEdge edge) {
        return "{@code " + edge.text() + "}" + guard(edge.guard().conditions());
    }

    private static String guard(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Prose::demand).collect(Collectors.joining(" and ", ", if ", ""));
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

    /** A text of the author's as Javadoc: whatever could end a comment, begin a tag or be a unicode escape is an entity. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || " ,.;:()'-".indexOf(c) >= 0);
            if (plain) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(Character.isWhitespace(c) ? " " : "&#" + c + ";");
            }
        });
        return escaped.toString();
    }
}
