package org.workflowengine.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.workflowengine.http.internal.HostFacts;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.engine.Workflows;

/** What can be done with a case, and why not. Nothing of it is recorded. */
final class OptionRoutes {
    private static final String PATH = "/workflows/{workflow}/cases/{caseId}/options";

    private final Api api;

    /** What decides, by fingerprint: there are as many as definitions. */
    private final Map<Digest, Workflows> deciders = new ConcurrentHashMap<>();

    OptionRoutes(Api api) {
        this.api = api;
    }

    List<Route> routes() {
        return List.of(Route.get("getOptions", PATH, this::known), Route.post("askOptions", PATH, this::asked));
    }

    private HttpResponse known(ApiCall call) {
        Parameters given = Parameters.of(call.request(), Set.of("onBehalfOf"));
        return options(call, Map.of(), given.text("onBehalfOf"));
    }

    private HttpResponse asked(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        Body body = Body.read(call.request(), Body.LARGEST, Set.of("facts", "onBehalfOf"));
        return options(call, body.facts(), body.text("onBehalfOf"));
    }

    private HttpResponse options(ApiCall call, Map<String, Object> asked, Optional<String> principal) {
        principal.ifPresent(
                name -> api.commands().demandDelegation(call.request().caller(), name));
        CaseHead head = api.head(call.workflow(), call.caseId());
        Definition definition = api.installed().of(head).definition();
        View view = api.view(call).having(asked);
        Map<String, Object> facts = HostFacts.of(api.facts(), head, definition);
        // What a caller may not see is not used either: whether a move is permitted would tell it.
        facts.keySet().removeIf(fact -> !view.showsFact(fact));
        facts.putAll(asked);
        List<JsonObject> options = moves(call, definition, facts, principal).stream()
                .map(move -> option(call, definition, move, view))
                .toList();
        return Answers.json(200, CaseJson.withLinks(head, call.links()).with("options", options))
                .with("ETag", Preconditions.etag(head.seq()));
    }

    private List<PossibleMove> moves(
            ApiCall call, Definition definition, Map<String, Object> facts, Optional<String> principal) {
        Workflows decider = deciders.computeIfAbsent(
                definition.fingerprint(), fingerprint -> Workflows.on(api.runtime(), List.of(definition)));
        return call.request()
                .caller()
                .actor()
                .map(actor -> principal
                        .map(name -> decider.options(call.workflow(), call.caseId(), facts, actor, name))
                        .orElseGet(() -> decider.options(call.workflow(), call.caseId(), facts, actor)))
                .orElseGet(() -> decider.options(call.workflow(), call.caseId(), facts));
    }

    private JsonObject option(ApiCall call, Definition definition, PossibleMove move, View view) {
        String transition = move.transition().id();
        boolean open = api.commands().versions(call.workflow()).containsKey(definition.version());
        return new JsonObject()
                .with("transition", transition)
                .with("to", move.transition().to().id())
                .with("status", status(move))
                .with(
                        "requires",
                        move.transition().guard().stream()
                                .map(DefinitionJson::condition)
                                .toList())
                .with("obligations", DefinitionJson.obligations(definition, move.transition()))
                .with(
                        "refusal",
                        move.refusal().map(why -> RefusalProblem.of(why, view).json()))
                .with(
                        "move",
                        open
                                ? Optional.of(call.links().move(call.workflow(), call.caseId(), transition))
                                : Optional.empty());
    }

    /** It is not decided as long as nothing that is known stands in the way. */
    private static String status(PossibleMove move) {
        if (move.isPermitted()) {
            return "PERMITTED";
        }
        Refusal refusal = move.refusal().orElseThrow();
        return refusal instanceof GuardNotSatisfied guard
                        && guard.unmet().stream()
                                .allMatch(unmet -> unmet.actual().isEmpty())
                ? "UNDECIDED"
                : "REFUSED";
    }
}
