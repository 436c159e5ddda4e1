package org.workflowengine.benchmark.durable;

import java.util.List;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** This engine, given a list of requests: so many steps to a commit. */
final class EngineBulk implements Contender {
    private final CaseReview.Engine engine;
    private final int chunk;

    EngineBulk(DataSource dataSource, int chunk) {
        this.engine = EngineById.engine(dataSource);
        this.chunk = chunk;
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
        engine.applyAll(requests, BulkOptions.defaults().chunkSize(chunk))
                .forEach(outcome -> outcome.orThrow().orThrow());
    }

    @Override
    public int casesToACommit() {
        return chunk;
    }

    @Override
    public State state(String caseId) {
        return engine.load(caseId).state();
    }
}
