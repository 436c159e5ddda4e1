package org.workflowengine.processor.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * Every rule, in the order in which their problems are shown.
 *
 * <p>Warnings wait until everything that is written could be read: two guards may seem the same, and a fact unused, only because
 * a mistyped guard is missing. Notes wait until there is no error.
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
            new PinnedDefinition(),
            new MigrationSource.Pinned(),
            new MigrationSource.Ascending(),
            new Mappings.Total(),
            new Mappings.Once(),
            new Passing.Before(),
            new Passing.Ahead(),
            new Brought.Around(),
            new QuorumReached(),
            new NarrowerFuture(),
            new Brought.ByNobody(),
            new Brought.Erased(),
            new StandingStill(),
            new AlwaysTrue(),
            new UnusedFact(),
            new UnacceptedValue());

    private static final Set<Code> NAMES = ALL.stream()
            .map(Rule::code)
            .filter(code -> code.name().startsWith("WF4"))
            .collect(Collectors.toSet());

    private Rules() {}

    /**
     * Asks every rule.
     *
     * @param model the definition in question
     * @param neighbours all definitions of the compilation
     * @return each problem once, tolerated or not
     */
    public static List<Problem> check(WorkflowModel model, List<WorkflowModel> neighbours) {
        var subject = Subject.of(model, neighbours);
        Set<Problem> problems = new LinkedHashSet<>();
        for (Rule rule : ALL) {
            var level = rule.code().level();
            boolean early = level == Code.Level.NOTE && Problem.anyError(List.copyOf(problems));
            if (level == Code.Level.ERROR || (model.complete() && !early)) {
                problems.addAll(rule.check(subject));
            }
        }
        return List.copyOf(problems);
    }

    /** What is wrong with an older version, from which others migrate; what generated types are called does not matter there. */
    static Optional<Problem> firstFault(WorkflowModel older) {
        var subject = Subject.of(older, List.of(older));
        return ALL.stream()
                .filter(rule -> rule.code().level() == Code.Level.ERROR && !NAMES.contains(rule.code()))
                .flatMap(rule -> rule.check(subject).stream())
                .findFirst();
    }

    /**
     * Takes away what the author tolerates.
     *
     * @param model the definition in question
     * @param problems everything that was found in it
     * @param layersAsked whether the problems of layers are among them
     * @return the others, and tolerations that nothing needs
     */
    public static List<Problem> tolerate(WorkflowModel model, List<Problem> problems, boolean layersAsked) {
        return Tolerance.apply(model, problems, layersAsked);
    }
}
