package org.workflowengine.benchmark.durable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Flowable with the history level that it has by default ("audit"): a process instance for each case, a user task for each state,
 * and conditional flows behind it whose conditions are the guards, which spares it gateways and their history. Finding the task, recording reason and facts as its own
 * variables, and completing it in the name of the actor are one transaction. Its history has no digests and no chain; transition
 * and facts that steer the flow are transient, which spares it rows. Nothing in the database enforces anything.
 */
final class Flowable implements Contender {
    private static final String PROCESS = "case-review";

    private final ProcessEngine engine;

    Flowable(DataSource dataSource) {
        this.engine = new StandaloneProcessEngineConfiguration()
                .setDataSource(dataSource)
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE)
                .setAsyncExecutorActivate(false)
                .buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString(PROCESS + ".bpmn20.xml", definition())
                .deploy();
    }

    @Override
    public void open(String caseId) {
        engine.getIdentityService().setAuthenticatedUserId(Step.ACTOR);
        engine.getRuntimeService().startProcessInstanceByKey(PROCESS, caseId, Map.of("reason", Step.REASON));
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

    /** The process that means the same as the reference workflow. */
    private static String definition() {
        StringBuilder process = new StringBuilder("""
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="benchmark">
                  <process id="%s" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="opening" sourceRef="start" targetRef="CREATED"/>
                    <endEvent id="CLOSED"/>
                """.formatted(PROCESS));
        for (State state : State.values()) {
            if (!state.isTerminal()) {
                process.append("    <userTask id=\"%s\"/>\n".formatted(state));
            }
        }
        for (WorkflowTransition row : CaseReview.DEFINITION.transitions()) {
            process.append("""
                        <sequenceFlow id="%s" sourceRef="%s" targetRef="%s">
                          <conditionExpression xsi:type="tFormalExpression">${%s}</conditionExpression>
                        </sequenceFlow>
                    """.formatted(
                            "move_" + row.from().id() + "_" + row.id(),
                            row.from().id(),
                            row.to().id(),
                            condition(row)));
        }
        return process.append("  </process>\n</definitions>\n").toString();
    }

    private static String condition(WorkflowTransition row) {
        List<String> facts =
                row.guard().stream().map(part -> part.fact()).map(FactRow::id).toList();
        return facts.stream()
                .map(fact -> " &amp;&amp; " + fact)
                .collect(Collectors.joining("", "transition == '" + row.id() + "'", ""));
    }

    @Override
    public void close() {
        engine.close();
    }
}
