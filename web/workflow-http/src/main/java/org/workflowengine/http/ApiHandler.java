package org.workflowengine.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;

/** Finds the route of a request, and turns what goes wrong into a problem. */
final class ApiHandler implements HttpHandler {
    private final Api api;
    private final List<Route> routes;

    ApiHandler(Api api, List<Route> routes) {
        this.api = api;
        this.routes = List.copyOf(routes);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        HttpResponse answer;
        try {
            answer = answer(request);
        } catch (Problem problem) {
            answer = problem.response();
        }
        answer = secured(answer);
        return request.method().equals("HEAD") ? answer.with(out -> {}) : answer;
    }

    private static HttpResponse secured(HttpResponse answer) {
        HttpResponse secured = answer.with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin");
        if (!answer.headers().containsKey("Content-Security-Policy")) {
            secured = secured.with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        return answer.headers().containsKey("Cache-Control") ? secured : secured.with("Cache-Control", "no-store");
    }

    private HttpResponse answer(HttpRequest request) {
        List<String> segments = request.segments()
                .orElseThrow(() -> Problem.malformed("path", "a wrong percent-encoding", "UTF-8, percent-encoded"));
        List<Route> found = new ArrayList<>();
        Optional<ApiCall> call = Optional.empty();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(segments);
            // A variable with a suffix is more exact than one without, and comes first.
            if (variables.isPresent() && (found.isEmpty() || found.get(0).path().equals(route.path()))) {
                found.add(route);
                call = variables.map(each -> new ApiCall(request, each));
            }
        }
        return call.map(each -> answer(each, found))
                .orElseThrow(() -> Problem.of(
                        ProblemType.NO_SUCH_RESOURCE,
                        "there is nothing at that path; openapi.json below this API's own path says what there is"));
    }

    private HttpResponse answer(ApiCall call, List<Route> routes) {
        String method = call.request().method();
        Set<String> allowed = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.method().equals(method)
                    || (method.equals("HEAD") && route.method().equals("GET"))) {
                MediaTypes.demandAccepted(call.request(), route.mediaType());
                return guarded(call, route.action());
            }
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        allowed.add("OPTIONS");
        String allow = String.join(", ", allowed);
        if (method.equals("OPTIONS")) {
            return HttpResponse.of(204).with("Allow", allow);
        }
        throw Problem.of(ProblemType.METHOD_NOT_ALLOWED, "found " + Quoted.of(method) + ", expected " + allow)
                .header("Allow", allow);
    }

    private HttpResponse guarded(ApiCall call, Route.Action action) {
        try {
            return action.answer(call);
        } catch (RefusedException e) {
            throw e.refusal() instanceof NoSuchCase missing
                    ? api.noSuchCase(call.workflow(), missing)
                    : RefusalProblem.of(e.refusal(), api.view(call));
        } catch (UnchangedException
                | OutcomeUnknownException
                | IntegrityException
                | BundleException
                | SetupException e) {
            throw FailureProblem.of(e);
        }
    }
}
