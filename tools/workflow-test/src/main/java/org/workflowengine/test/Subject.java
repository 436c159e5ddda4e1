package org.workflowengine.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.CaseHandle;
import org.workflowengine.runtime.engine.History;
import org.workflowengine.runtime.engine.WorkflowEngine;

/** The engine under test, and those of older versions that its cases can come from. */
final class Subject {
    private final WorkflowEngine<CaseHandle, Facts, WorkflowState> engine;
    private final Map<Definition, WorkflowEngine<CaseHandle, Facts, WorkflowState>> engines = new HashMap<>();
    private final List<Definition> older = new ArrayList<>();

    Subject(WorkflowEngine<?, ?, ?> engine, List<WorkflowEngine<?, ?, ?>> older) {
        this.engine = plain(engine);
        engines.put(engine.definition(), this.engine);
        for (WorkflowEngine<?, ?, ?> each : older) {
            String workflow = each.definition().workflow();
            if (!workflow.equals(definition().workflow())
                    || each.definition().version() >= definition().version()) {
                throw new IllegalArgumentException("older: found " + workflow + " version "
                        + each.definition().version() + ", expected versions of "
                        + definition().workflow() + " below "
                        + definition().version());
            }
            engines.put(each.definition(), plain(each));
            this.older.add(each.definition());
        }
    }

    /** Every engine takes any facts: only its methods are typed. */
    @SuppressWarnings("unchecked")
    private static WorkflowEngine<CaseHandle, Facts, WorkflowState> plain(WorkflowEngine<?, ?, ?> engine) {
        return (WorkflowEngine<CaseHandle, Facts, WorkflowState>) engine;
    }

    Definition definition() {
        return engine.definition();
    }

    List<Definition> older() {
        return older;
    }

    CaseHandle load(String caseId) {
        return engine.load(caseId);
    }

    Optional<CaseHead> head(String caseId) {
        return engine.head(caseId);
    }

    History history(String caseId) {
        return engine.history(caseId);
    }

    Outcome<CaseHead> fire(String caseId, String transition, Map<String, String> facts, String person) {
        return heads(
                engine.fire(caseId, transition, GuardFacts.of(definition(), facts), decision(person)), definition());
    }

    List<Outcome<CaseHead>> all(List<Request> requests) {
        return all(definition(), requests);
    }

    /** Under one of the versions that were given, or under one that is expected to be the engine's own. */
    List<Outcome<CaseHead>> all(Definition definition, List<Request> requests) {
        WorkflowEngine<CaseHandle, Facts, WorkflowState> own = engines.getOrDefault(definition, engine);
        return own.applyAll(requests).stream()
                .map(BulkOutcome::orThrow)
                .map(outcome -> heads(outcome, own.definition()))
                .toList();
    }

    private static Outcome<CaseHead> heads(Outcome<CaseHandle> outcome, Definition definition) {
        return outcome.map(handle -> new CaseHead(
                handle.caseId(),
                definition.workflow(),
                definition.version(),
                handle.state().id(),
                handle.seq(),
                handle.digest(),
                handle.enteredAt()));
    }

    static Decision decision(String person) {
        return Decision.by(person).because("a step of the test kit");
    }
}
