package org.workflowengine.benchmark.durable;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Flowable with the history level that it has by default ("audit"), and the process of {@link ReviewProcess}. Finding the task, recording
 * reason and facts as its own variables, and completing it in the name of the actor are one transaction. Its history has no digests and no chain; transition
 * and facts that steer the flow are transient, which spares it rows. Nothing in the database enforces anything.
 */
final class Flowable implements Contender {
    private final ProcessEngine engine;

    Flowable(DataSource dataSource) {
        this.engine = new StandaloneProcessEngineConfiguration()
                .setDataSource(dataSource)
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE)
                .setAsyncExecutorActivate(false)
                .buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString(ReviewProcess.ID + ".bpmn20.xml", ReviewProcess.bpmn())
                .deploy();
    }

    @Override
    public void open(String caseId) {
        engine.getIdentityService().setAuthenticatedUserId(Step.ACTOR);
        engine.getRuntimeService().startProcessInstanceByKey(ReviewProcess.ID, caseId, Map.of("reason", Step.REASON));
    }

    @Override
    public void move(String caseId, Step step) {
        Map<String, Object> steering = new HashMap<>();
        CaseReview.VOCABULARY.forEach(
                fact -> steering.put(fact.id(), step.trueFacts().contains(fact.id())));
        steering.put("transition", step.row().id());
        // One command of its own makes one transaction of the three.
        engine.getManagementService().executeCommand(context -> {
            Task task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(caseId)
                    .singleResult();
            engine.getTaskService()
                    .setVariablesLocal(
                            task.getId(),
                            Map.of("reason", Step.REASON, "facts", step.facts().canonicalText()));
            engine.getTaskService().complete(task.getId(), Step.ACTOR, Map.of(), steering);
            return task;
        });
    }

    @Override
    public State state(String caseId) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .singleResult();
        return task == null ? State.CLOSED : State.valueOf(task.getTaskDefinitionKey());
    }

    @Override
    public void close() {
        engine.close();
    }
}
