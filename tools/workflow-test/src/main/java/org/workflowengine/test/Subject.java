package org.workflowengine.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;

/** The engine under test, and those of older versions that its cases can come from. */
final class Subject {
    private final WorkflowEngine<CaseHandle, Facts, WorkflowState> engine;
    private final Map<Definition, WorkflowEngine<CaseHandle, Facts, WorkflowState>> engines = new HashMap<>();
    private final List<Definition> older = new ArrayList<>();

    Subject(WorkflowEngine<?, ?, ?> engine, List<WorkflowEngine<?, ?, ?>> older) {
        this.engine = plain(engine);
        engines.put(engine.definition(), this.engine);
        for (WorkflowEngine<?, ?, ?> each : older) {
            Objects.requireNonNull(each, "older: an engine");
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

    /** The heads of the cases of the workflow whose ids begin like this. */
    List<CaseHead> heads(String prefix) {
        CaseSearch search = engine.cases().allVersions().idPrefix(prefix).limit(CaseSearch.LARGEST_LIMIT);
        List<CaseHead> heads = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            CasePage page = next.map(search::after).orElse(search).list();
            heads.addAll(page.cases());
            next = page.next();
        } while (next.isPresent());
        return heads;
    }

    /** Every version that was given, and that of the engine. */
    List<Definition> definitions() {
        List<Definition> all = new ArrayList<>(older);
        all.add(definition());
        return all;
    }

    Outcome<CaseHead> open(String caseId) {
        return all(definition(), List.of(Request.opening(caseId, decision(Names.of(PathSearch.person(1))))))
                .get(0);
    }

    /** A move by the method for one move; a migration has none of that name. */
    Outcome<CaseHead> fire(Definition definition, String caseId, Move move) {
        WorkflowEngine<CaseHandle, Facts, WorkflowState> own = own(definition);
        if (move.isMigration()) {
            return all(definition, List.of(move.request(caseId, own.definition())))
                    .get(0);
        }
        return heads(
                own.fire(
                        caseId,
                        move.transition(),
                        GuardFacts.of(own.definition(), move.facts()),
                        decision(move.names())),
                own.definition());
    }

    /** Moves of one case in one call. */
    List<Outcome<CaseHead>> inBulk(Definition definition, String caseId, List<Move> moves) {
        Definition known = known(definition);
        return all(
                definition,
                moves.stream().map(move -> move.request(caseId, known)).toList());
    }

    /** The definition that the engine of a version knows, where another one is expected of it. */
    Definition known(Definition definition) {
        return own(definition).definition();
    }

    /** The engine of a version; an expected definition is that of the engine under test. */
    private WorkflowEngine<CaseHandle, Facts, WorkflowState> own(Definition definition) {
        return engines.getOrDefault(definition, engine);
    }

    /** Under one of the versions that were given, or under one that is expected to be the engine's own. */
    List<Outcome<CaseHead>> all(Definition definition, List<Request> requests) {
        WorkflowEngine<CaseHandle, Facts, WorkflowState> own = own(definition);
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
        return decision(Names.of(person));
    }

    static Decision decision(Names names) {
        Decision decision = Decision.by(names.actor()).because("a step of the test kit");
        return names.actor().equals(names.principal()) ? decision : decision.onBehalfOf(names.principal());
    }
}
