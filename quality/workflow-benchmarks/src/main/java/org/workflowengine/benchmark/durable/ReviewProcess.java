package org.workflowengine.benchmark.durable;

import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * The BPMN process that means the same as the reference workflow: an instance for each case, a user task for each state, and conditional
 * flows behind it whose conditions are the guards, which spares the engine gateways and their history.
 */
final class ReviewProcess {
    static final String ID = "case-review";

    private ReviewProcess() {}

    static String bpmn() {
        StringBuilder process = new StringBuilder("""
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="benchmark">
                  <process id="%s" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="opening" sourceRef="start" targetRef="CREATED"/>
                    <endEvent id="CLOSED"/>
                """.formatted(ID));
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
}
