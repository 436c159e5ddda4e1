package org.workflowengine.benchmark.durable;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** This engine, given the handle that the step before has answered: nothing is read. */
final class EngineWithHandle implements Contender {
    private final CaseReview.Engine engine;
    private final Map<String, CaseReview.Case> handles = new ConcurrentHashMap<>();

    EngineWithHandle(DataSource dataSource) {
        this.engine = EngineById.engine(dataSource);
    }

    @Override
    public void open(String caseId) {
        handles.put(caseId, engine.open(caseId, EngineById.DECISION).orThrow());
    }

    @Override
    public void move(String caseId, Step step) {
        FactValue[] facts = step.facts().values().toArray(FactValue[]::new);
        handles.put(
                caseId,
                Objects.requireNonNull(handles.get(caseId))
                        .make(step.row(), EngineById.DECISION, facts)
                        .orThrow());
    }

    @Override
    public State state(String caseId) {
        return engine.load(caseId).state();
    }
}
