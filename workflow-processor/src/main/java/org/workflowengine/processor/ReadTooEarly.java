package org.workflowengine.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workflowengine.processor.collect.Collected;
import org.workflowengine.processor.generate.Generators;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * WF114: when all processors are done, a definition still says what was generated from it.
 *
 * <p>A fact that another processor has yet to generate is unknown in the round in which its definition is read, and there may be no
 * later one. javac 17 does not even show that an annotation is missing: the definition then reads as if the guard were not
 * there, and nothing else would ever tell.
 */
final class ReadTooEarly {
    private static final String UNREADABLE = "";

    private final Map<String, String> generated = new LinkedHashMap<>();

    void remember(String definition, WorkflowModel model) {
        generated.put(definition, model.faulty() ? UNREADABLE : Generators.fingerprint(model));
    }

    Set<String> definitions() {
        return Set.copyOf(generated.keySet());
    }

    List<Problem> check(String definition, Collected again) {
        // What the compiler cannot find even now it reports itself.
        if (again.model().faulty()) {
            return List.of();
        }
        var errors = again.problems().stream().filter(Problem::isError).toList();
        return errors.isEmpty() && !Generators.fingerprint(again.model()).equals(generated.get(definition))
                ? List.of(problem(again.model()))
                : errors;
    }

    private static Problem problem(WorkflowModel model) {
        return Problem.of(
                        Code.WF114,
                        model.anchor(),
                        model.definition().simple() + " was read before all its annotations were there")
                .found("another annotation processor has generated facts, and the compiler did not show them in time")
                .expected("facts that exist before the definitions that require them are compiled")
                .fix("compile the generated facts in a module of their own, or write them by hand");
    }
}
