package org.workflowengine.benchmark.durable;

import java.util.Map;
import javax.sql.DataSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.operaton.bpm.engine.task.Task;
import org.operaton.bpm.engine.variable.VariableMap;
import org.operaton.bpm.engine.variable.Variables;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Operaton with the history level "audit" and the process of {@link ReviewProcess}. Finding the task, assigning it to the actor (this level
 * records nobody else), recording reason and facts as its own variables, and completing it are one transaction. Its history has no digests
 * and no chain; transition and facts that steer the flow are transient, which spares it rows. Nothing in the database enforces anything.
 */
final class Operaton implements Contender {
    private final ProcessEngine engine;
    private final ProcessEngineConfigurationImpl configuration;

    Operaton(DataSource dataSource) {
        this.configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(dataSource);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_AUDIT);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setJobExecutorActivate(false);
        // It would write its own figures into the database now and then.
        configuration.setMetricsEnabled(false);
        this.engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString(ReviewProcess.ID + ".bpmn", ReviewProcess.bpmn())
                .deploy();
    }

    @Override
    public void open(String caseId) {
        engine.getIdentityService().setAuthenticatedUserId(Step.ACTOR);
        engine.getRuntimeService().startProcessInstanceByKey(ReviewProcess.ID, caseId, Map.of("reason", Step.REASON));
    }

    @Override
    public void move(String caseId, Step step) {
        VariableMap steering = Variables.createVariables();
        CaseReview.VOCABULARY.forEach(fact -> steering.putValueTyped(
                fact.id(), Variables.booleanValue(step.trueFacts().contains(fact.id()), true)));
        steering.putValueTyped("transition", Variables.stringValue(step.row().id(), true));
        // One command of its own makes one transaction of the four.
        configuration.getCommandExecutorTxRequired().execute(context -> {
            Task task = task(caseId);
            engine.getTaskService().setAssignee(task.getId(), Step.ACTOR);
            engine.getTaskService()
                    .setVariablesLocal(
                            task.getId(),
                            Map.of("reason", Step.REASON, "facts", step.facts().canonicalText()));
            engine.getTaskService().complete(task.getId(), steering);
            return task;
        });
    }

    @Override
    public State state(String caseId) {
        Task task = task(caseId);
        return task == null ? State.CLOSED : State.valueOf(task.getTaskDefinitionKey());
    }

    private Task task(String caseId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .singleResult();
    }

    @Override
    public void close() {
        engine.close();
    }
}
