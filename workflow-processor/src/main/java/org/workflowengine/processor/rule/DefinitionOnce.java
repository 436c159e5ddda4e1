package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.model.WorkflowModel;

/** WF108: workflow id and version together name one definition. */
final class DefinitionOnce implements Rule {

    @Override
    public Code code() {
        return Code.WF108;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        var others = new ArrayList<String>();
        for (WorkflowModel other : subject.neighbours()) {
            if (!other.definition().equals(model.definition())
                    && other.id().equalsIgnoreCase(model.id())
                    && other.version() == model.version()
                    && !leadsTo(model, other)
                    && !leadsTo(other, model)) {
                others.add(other.definition().canonical());
            }
        }
        if (others.isEmpty() || !IdDerivation.isId(model.id())) {
            return List.of();
        }
        return List.of(Problem.of(
                        code(),
                        model.anchor().at("id"),
                        subject.name() + " has the same id and version as " + Wording.list(others))
                .found("\"" + model.id() + "\" version " + model.version())
                .expected("id and version together name one definition permanently")
                .fix("when one replaces the other   version = " + (model.version() + 1)
                        + "   else give it an id of its own"));
    }

    /** Whether one migrates from the other; that it is not newer is reported as WF506. */
    private static boolean leadsTo(WorkflowModel newer, WorkflowModel older) {
        return newer.migrations().stream()
                .flatMap(migration -> migration.older().stream())
                .anyMatch(model -> model.definition().equals(older.definition()));
    }
}
