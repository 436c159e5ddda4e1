package org.workflowengine.benchmark.durable;

import java.util.List;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** This engine, given a list of requests: a thousand steps to a commit. */
final class EngineBulk implements Contender {
    private static final int STEPS = 1_000;

    private final CaseReview.Engine engine;

    EngineBulk(DataSource dataSource) {
        this.engine = EngineById.engine(dataSource);
    }

    @Override
    public void open(String caseId) {
        openAll(List.of(caseId));
    }

    @Override
    public void move(String caseId, Step step) {
        moveAll(List.of(caseId), step);
    }

    @Override
    public void openAll(List<String> caseIds) {
        apply(caseIds.stream()
                .map(caseId -> Request.opening(caseId, EngineById.DECISION))
                .toList());
    }

    @Override
    public void moveAll(List<String> caseIds, Step step) {
        apply(caseIds.stream()
                .map(caseId -> Request.move(caseId, step.row().id(), step.facts(), EngineById.DECISION))
                .toList());
    }

    private void apply(List<Request> requests) {
        engine.applyAll(requests, BulkOptions.defaults().chunkSize(STEPS))
                .forEach(outcome -> outcome.orThrow().orThrow());
    }

    @Override
    public int fewestCases() {
        return STEPS;
    }

    @Override
    public State state(String caseId) {
        return engine.load(caseId).state();
    }
}
