package org.workflowengine.processor.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/** Every rule, in the order in which their problems are shown. */
public final class Rules {

    static final List<Rule> ALL = List.of(
            new StoredIds(),
            new DefinitionOnce(),
            new Size(),
            new OneIdPerName(),
            new InitialState(),
            new TerminalState(),
            new Reachable(),
            new WayOut(),
            new DeadEnd(),
            new TerminalMeansEnd(),
            new TypeNames(),
            new MemberNames(),
            new UsableNames());

    private Rules() {}

    /**
     * Asks every rule.
     *
     * @param model the definition in question
     * @param neighbours all definitions of the compilation
     * @return each problem once
     */
    public static List<Problem> check(WorkflowModel model, List<WorkflowModel> neighbours) {
        var subject = Subject.of(model, neighbours);
        Set<Problem> problems = new LinkedHashSet<>();
        for (Rule rule : ALL) {
            problems.addAll(rule.check(subject));
        }
        return List.copyOf(problems);
    }
}
