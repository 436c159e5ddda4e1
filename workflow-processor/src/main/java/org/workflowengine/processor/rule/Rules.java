package org.workflowengine.processor.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * Every rule, in the order in which their problems are shown.
 *
 * <p>Warnings wait until everything that is written could be read: two guards may seem the same, and a fact unused, only because
 * a mistyped guard is missing.
 */
public final class Rules {

    static final List<Rule> ALL = List.of(
            new StoredIds(),
            new DefinitionOnce(),
            new Size(),
            new OneIdPerName(),
            new InitialState(),
            new TerminalState(),
            new Contradiction(),
            new Reachable(),
            new WayOut(),
            new DeadEnd(),
            new TerminalMeansEnd(),
            new TypeNames(),
            new MemberNames(),
            new UsableNames(),
            new SameTwice(),
            new StandingStill(),
            new AlwaysTrue(),
            new UnusedFact(),
            new UnacceptedValue());

    private Rules() {}

    /**
     * Asks every rule.
     *
     * @param model the definition in question
     * @param neighbours all definitions of the compilation
     * @return each problem once, without the warnings that the definition tolerates
     */
    public static List<Problem> check(WorkflowModel model, List<WorkflowModel> neighbours) {
        var subject = Subject.of(model, neighbours);
        Set<Problem> problems = new LinkedHashSet<>();
        for (Rule rule : ALL) {
            if (model.complete() || rule.code().level() == Code.Level.ERROR) {
                problems.addAll(rule.check(subject));
            }
        }
        return Tolerance.apply(model, List.copyOf(problems));
    }
}
