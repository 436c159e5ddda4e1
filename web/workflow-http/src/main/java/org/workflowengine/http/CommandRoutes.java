package org.workflowengine.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;

/** Opens and moves single cases. */
final class CommandRoutes {
    private static final String CASE = "/workflows/{workflow}/cases/{caseId}";

    private final Api api;
    private final Moves moves;

    CommandRoutes(Api api) {
        this.api = api;
        this.moves = new Moves(api);
    }

    List<Route> routes() {
        return List.of(
                Route.post("openCase", CASE, this::open),
                Route.post("moveCase", CASE + "/moves/{transition}", this::move),
                Route.post("applyAll", "/workflows/{workflow}/bulk", new BulkRoute(api, moves)::answer));
    }

    /** Commands on some workflows are none on others. */
    static void demandOpen(Api api, String workflow) {
        if (!api.commands().isOpenFor(workflow)) {
            api.installed().versions(workflow);
            throw Problem.of(
                    ProblemType.NO_SUCH_RESOURCE,
                    "found workflow " + Quoted.of(workflow) + ", expected one with commands here: "
                            + api.commands().workflowIds() + "; its cases can be read");
        }
    }

    private HttpResponse open(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        demandOpen(api, call.workflow());
        Decisions decisions = Decisions.of(api.commands(), call.request().caller());
        Body body = Body.read(call.request(), Body.LARGEST, Set.of("reason", "evidence", "onBehalfOf"));
        Preconditions.ifMatch(call.request()).ifPresent(match -> {
            throw Problem.malformed("If-Match", Quoted.of(match.text()), "none: a new case has no step yet");
        });
        Outcome<CaseHead> outcome = api.commands()
                .workflows()
                .open(
                        call.workflow(),
                        call.caseId(),
                        decisions.of(body, OptionalLong.empty(), Preconditions.requestId(call.request())));
        HttpResponse answer = answer(call, outcome, 201, Map.of(), Optional.empty());
        return answer.status() == 201
                ? answer.with("Location", call.links().aCase(call.workflow(), call.caseId()))
                : answer;
    }

    private HttpResponse move(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        demandOpen(api, call.workflow());
        Decisions decisions = Decisions.of(api.commands(), call.request().caller());
        OptionalLong expected = decisions.demandSeq(expected(call));
        Body body = Body.read(call.request(), Body.LARGEST, Set.of("facts", "reason", "evidence", "onBehalfOf"));
        Map<String, Object> claimed = body.facts();
        String transition = call.variable("transition");
        Decision decision = decisions.of(body, expected, Preconditions.requestId(call.request()));
        Moves.Grounds grounds = moves.grounds(call.workflow(), call.caseId(), transition, claimed, decision);
        Outcome<CaseHead> outcome = moves.move(call.workflow(), call.caseId(), transition, claimed, decision, grounds);
        return answer(call, outcome, 200, claimed, grounds.asked());
    }

    /** The step on which the move is to be made. The engine compares one step: a list, and a tag of something else, are compared here. */
    private OptionalLong expected(ApiCall call) {
        Optional<IfMatch> given = Preconditions.ifMatch(call.request());
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        IfMatch match = given.get();
        if (match.isAny()) {
            if (api.commands().ifMatchRequired()) {
                throw Problem.of(
                        ProblemType.PRECONDITION_REQUIRED,
                        "If-Match: found *, which says that the case exists; expected the ETag of the exact step, such as"
                                + " \"7\"");
            }
            return OptionalLong.empty();
        }
        if (match.only().isPresent()) {
            return match.only();
        }
        long seq = api.head(call.workflow(), call.caseId()).seq();
        if (match.seqs().contains(seq)) {
            return OptionalLong.of(seq);
        }
        if (match.seqs().isEmpty()) {
            throw Problem.of(
                            ProblemType.STALE,
                            "If-Match: found " + Quoted.of(match.text()) + ", but the case is at step " + seq
                                    + ", and a weak ETag matches none")
                    .with("seq", seq)
                    .header("ETag", Preconditions.etag(seq));
        }
        // The engine refuses it, unless the request has been applied before.
        return OptionalLong.of(Collections.max(match.seqs()));
    }

    private HttpResponse answer(
            ApiCall call,
            Outcome<CaseHead> outcome,
            int created,
            Map<String, Object> claimed,
            Optional<Definition> asked) {
        if (outcome instanceof Applied<CaseHead> applied) {
            return Answers.json(applied.replayed() ? 200 : created, moved(applied, call.links()))
                    .with("ETag", Preconditions.etag(applied.seq()));
        }
        View view = api.view(call).having(claimed);
        Refusal refusal = view.listed(((Refused<CaseHead>) outcome).refusal(), asked);
        throw problem(api, call.workflow(), refusal, view);
    }

    static JsonObject moved(Applied<CaseHead> applied, Links links) {
        return CaseJson.withLinks(applied.handle(), links).with("replayed", applied.replayed());
    }

    static Problem problem(Api api, String workflow, Refusal refusal, View view) {
        return refusal instanceof NoSuchCase missing
                ? api.noSuchCase(workflow, missing)
                : RefusalProblem.of(refusal, view);
    }
}
