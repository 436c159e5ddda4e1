package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Futures;
import org.workflowengine.processor.model.Futures.Change;
import org.workflowengine.processor.model.Futures.Difference;
import org.workflowengine.processor.model.Futures.Future;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Problem;

/** WF508: a case that is migrated loses something that it could do; a note, because that may be what the new version is for. */
final class NarrowerFuture implements Rule {

    @Override
    public Code code() {
        return Code.WF508;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        if (!PinnedDefinition.canBeWritten(model)) {
            return List.of();
        }
        var problems = new ArrayList<Problem>();
        for (MigrationNode migration : model.migrations()) {
            if (migration.older().isEmpty()
                    || migration.unclear()
                    || subject.olderFault(migration).isPresent()) {
                continue;
            }
            var older = migration.older().get();
            for (Future future : Futures.of(older.states(), model.states(), migration)) {
                if (future.isNarrower()) {
                    problems.add(Problem.of(
                                    code(),
                                    migration.anchor(),
                                    "cases in " + future.state().name() + " of version " + older.version()
                                            + " can do less in version " + model.version())
                            .found(found(future))
                            .expected("a loss that is meant; the whole change is in META-INF/workflow/" + model.id()
                                    + ".v" + older.version() + "-v" + model.version() + ".diff.md"));
                }
            }
        }
        return problems;
    }

    private static String found(Future future) {
        return future.differences().stream()
                .filter(each -> each.change().isLoss())
                .map(NarrowerFuture::found)
                .collect(Collectors.joining("\n"));
    }

    private static String found(Difference difference) {
        if (difference.change() == Change.OBLIGED) {
            return difference.transition() + " has a new obligation: " + difference.is();
        }
        if (difference.change() == Change.NEW_FACT) {
            return difference.transition() + " now requires "
                    + difference.fact().orElseThrow();
        }
        return difference.fact().isEmpty()
                ? difference.transition() + " is gone"
                : difference.transition() + " is no longer possible with " + facts(difference.facts());
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " = " + fact.getValue())
                .collect(Collectors.joining(" and "));
    }
}
