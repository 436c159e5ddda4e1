package org.workflowengine.processor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;
import org.workflowengine.processor.collect.Place;
import org.workflowengine.processor.model.Problem;

/** The only voice of the processor: shows each problem once, where the author can change it. */
final class Reporter {

    private final Messager messager;
    private final Set<Problem> shown = new HashSet<>();

    Reporter(Messager messager) {
        this.messager = messager;
    }

    void report(List<Problem> problems) {
        for (Problem problem : problems) {
            // Two definitions may come across the same fault of a shared fact.
            if (shown.add(problem)) {
                show(problem);
            }
        }
    }

    private void show(Problem problem) {
        // Plain warnings: javac shows them by default, -Werror counts them, and -nowarn means them, too. A mandatory
        // one would
        // claim that the Java language demands it, and could not be silenced.
        var kind = switch (problem.level()) {
            case ERROR -> Diagnostic.Kind.ERROR;
            case WARNING -> Diagnostic.Kind.WARNING;
            case NOTE -> Diagnostic.Kind.NOTE;
        };
        if (problem.anchor() instanceof Place place) {
            messager.printMessage(
                    kind,
                    problem.text(),
                    place.element(),
                    place.annotation().orElse(null),
                    place.value().orElse(null));
        } else {
            messager.printMessage(kind, problem.text());
        }
    }
}
