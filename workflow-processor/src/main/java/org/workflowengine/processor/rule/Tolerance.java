package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Toleration;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * WF113: takes away the warnings that the author tolerates, and reports tolerations that nothing needs. While the definition has
 * errors it may be these that hide the warning, so nothing is said about it.
 */
final class Tolerance {

    private static final Code CODE = Code.WF113;

    private Tolerance() {}

    static List<Problem> apply(WorkflowModel model, List<Problem> problems, boolean layersAsked) {
        var left = new ArrayList<Problem>();
        for (Problem problem : problems) {
            if (problem.level() != Code.Level.WARNING) {
                left.add(problem);
            } else if (model.tolerations().stream().noneMatch(one -> one.covers(problem))) {
                left.add(problem.or(
                        "say why it does not matter   @Tolerate(code = \"" + problem.code() + "\", because = \"…\")"));
            }
        }
        if (model.complete() && !Problem.anyError(problems)) {
            for (Toleration one : model.tolerations()) {
                boolean judged = layersAsked || one.code() instanceof Code;
                if (judged && !one.because().isBlank() && problems.stream().noneMatch(one::covers)) {
                    left.add(unneeded(one));
                }
            }
        }
        return List.copyOf(left);
    }

    private static Problem unneeded(Toleration toleration) {
        var place = toleration.whole() ? "in the whole definition" : "here";
        return Problem.of(CODE, toleration.anchor(), "nothing needs this toleration")
                .found(place + " no " + toleration.code() + " "
                        + toleration.code().shortName() + " is reported")
                .expected("a toleration where its warning is shown, or on the workflow")
                .fix("remove it");
    }
}
