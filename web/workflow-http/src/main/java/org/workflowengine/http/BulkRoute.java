package org.workflowengine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;

/**
 * Opens and moves many cases with few commits. What cannot be read refuses the whole, before anything is written; after that each request has
 * an answer of its own.
 */
final class BulkRoute {
    static final int MOST = 1_000;
    static final int LARGEST = 1024 * 1024;

    private static final Set<String> MEMBERS = Set.of(
            "caseId", "transition", "facts", "reason", "evidence", "onBehalfOf", "expectedSeq", "idempotencyKey");

    private final Api api;
    private final Moves moves;

    BulkRoute(Api api, Moves moves) {
        this.api = api;
        this.moves = moves;
    }

    /** One request, what the client has claimed in it, and under which definition the rest was asked of the host. */
    private record Item(Request request, Map<String, Object> claimed, Decision decision, Optional<Definition> asked) {}

    HttpResponse answer(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        CommandRoutes.demandOpen(api, call.workflow());
        Decisions decisions = Decisions.of(api.commands(), call.request().caller());
        if (Preconditions.requestId(call.request()).isPresent()
                || Preconditions.ifMatch(call.request()).isPresent()) {
            throw Problem.malformed(
                    "headers", "Idempotency-Key or If-Match", "idempotencyKey and expectedSeq in each request");
        }
        List<Item> items = items(call, decisions);
        List<BulkOutcome<CaseHead>> outcomes = api.commands()
                .workflows()
                .applyAll(call.workflow(), items.stream().map(Item::request).toList(), BulkOptions.defaults());
        List<JsonObject> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            results.add(result(call, items.get(i), outcomes.get(i)));
        }
        return Answers.json(200, new JsonObject().with("results", results));
    }

    private List<Item> items(ApiCall call, Decisions decisions) {
        List<?> given = Body.read(call.request(), LARGEST, Set.of("requests")).list("requests");
        if (given.isEmpty() || given.size() > MOST) {
            throw Problem.malformed("body.requests", given.size() + " requests", "1 to " + MOST);
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String place = "body.requests[" + i + "]";
            Body body = Body.of(place, given.get(i), MEMBERS);
            items.add(item(call.workflow(), place, body, decisions));
        }
        return items;
    }

    private Item item(String workflow, String place, Body body, Decisions decisions) {
        String caseId = body.required("caseId");
        Optional<String> transition = body.text("transition");
        OptionalLong expected = body.number("expectedSeq");
        if (transition.isEmpty()) {
            if (body.has("facts") || expected.isPresent()) {
                throw Problem.malformed(
                        place, "facts or expectedSeq without a transition", "a transition, or an opening without them");
            }
            Decision decision = decisions.of(body, expected, body.text("idempotencyKey"));
            return new Item(Request.opening(caseId, decision), Map.of(), decision, Optional.empty());
        }
        Map<String, Object> claimed = body.facts();
        Decision decision = decisions.of(body, decisions.demandSeq(expected), body.text("idempotencyKey"));
        Moves.Grounds grounds = moves.grounds(workflow, caseId, transition.get(), claimed, decision);
        Definition highest = api.commands().versions(workflow).lastEntry().getValue();
        try {
            return new Item(
                    Request.move(caseId, transition.get(), highest.facts(grounds.facts()), grounds.decision()),
                    claimed,
                    decision,
                    grounds.asked().map(asked -> highest));
        } catch (InvalidFactsException e) {
            if (!claimed.containsKey(e.name())) {
                // The host's, for the version of the case: what it is, the client may not know.
                throw Problem.malformed(
                        place,
                        "a case of a version whose fact " + Quoted.of(e.name()) + " is another in version "
                                + highest.version(),
                        "a move of its own, outside of bulk");
            }
            throw Problem.malformed(place + ".facts", "fact " + Quoted.of(e.name()) + ": " + e.found(), e.expected());
        }
    }

    private JsonObject result(ApiCall call, Item item, BulkOutcome<CaseHead> outcome) {
        JsonObject json =
                new JsonObject().with("caseId", Quoted.cut(item.request().caseId()));
        if (outcome instanceof BulkOutcome.Failed<CaseHead> failed) {
            return refused(json, FailureProblem.of(failed.failure()));
        }
        try {
            return answered(call, item, json, ((BulkOutcome.Answered<CaseHead>) outcome).outcome());
        } catch (RefusedException e) {
            return refused(json, RefusalProblem.of(e.refusal(), api.view(call)));
        }
    }

    private JsonObject answered(ApiCall call, Item item, JsonObject json, Outcome<CaseHead> first) {
        Request request = item.request();
        Outcome<CaseHead> outcome = request.isOpening()
                ? first
                : moves.again(
                        call.workflow(),
                        request.caseId(),
                        request.transition(),
                        item.claimed(),
                        item.decision(),
                        first);
        if (outcome instanceof Applied<CaseHead> applied) {
            return json.with("status", request.isOpening() && !applied.replayed() ? 201 : 200)
                    .with("case", CommandRoutes.moved(applied, call.links()));
        }
        View view = api.view(call).having(item.claimed());
        Refusal refusal = view.listed(((Refused<CaseHead>) outcome).refusal(), item.asked());
        return refused(json, RefusalProblem.of(refusal, view));
    }

    private static JsonObject refused(JsonObject json, Problem problem) {
        return json.with("status", problem.status()).with("problem", problem.json());
    }
}
