package org.workflowengine.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.StateCount;

/** Where cases stand. */
final class CaseRoutes {
    static final int COUNTED = 1_000;

    private static final String CASES = "/workflows/{workflow}/cases";
    static final List<String> COUNTING = List.of("state", "version", "open", "enteredBefore", "enteredSince");
    static final List<String> LISTING =
            List.of("state", "version", "open", "idPrefix", "enteredBefore", "enteredSince", "order", "after", "limit");

    private final Api api;

    CaseRoutes(Api api) {
        this.api = api;
    }

    List<Route> routes() {
        return List.of(
                Route.get("listCases", CASES, this::cases),
                Route.get("countCases", "/workflows/{workflow}/counts", this::counts),
                Route.get("getCase", CASES + "/{caseId}", this::theCase));
    }

    private CaseSearch search(String workflow, Parameters given) {
        api.installed().versions(workflow);
        CaseSearch search = api.runtime().cases().workflow(workflow).state(given.list("state"));
        if (given.flag("open")) {
            search = search.open();
        }
        OptionalInt version = given.integer("version", 1, Integer.MAX_VALUE);
        if (version.isPresent()) {
            search = search.version(version.getAsInt());
        }
        search = narrowed(search, given.time("enteredBefore"), CaseSearch::enteredBefore);
        return narrowed(search, given.time("enteredSince"), CaseSearch::enteredSince);
    }

    private static <T> CaseSearch narrowed(
            CaseSearch search, Optional<T> value, BiFunction<CaseSearch, T, CaseSearch> narrow) {
        return value.map(present -> narrow.apply(search, present)).orElse(search);
    }

    private HttpResponse cases(ApiCall call) {
        Parameters given = Parameters.of(call.request(), LISTING);
        CaseSearch search = search(call.workflow(), given)
                .limit(given.integer("limit", 1, CaseSearch.LARGEST_LIMIT).orElse(CaseSearch.DEFAULT_LIMIT));
        search = narrowed(search, given.text("idPrefix"), CaseSearch::idPrefix);
        search = narrowed(search, given.text("after"), CaseSearch::after);
        boolean newest = given.word("order", List.of("oldest", "newest"))
                .filter("newest"::equals)
                .isPresent();
        CasePage page = (newest ? search.newestFirst() : search).list();
        return Answers.json(
                200,
                new JsonObject()
                        .with(
                                "cases",
                                page.cases().stream()
                                        .map(head -> CaseJson.withLinks(head, call.links()))
                                        .toList())
                        .with("next", page.next())
                        .with(
                                "links",
                                new JsonObject()
                                        .with("self", call.links().cases(call.workflow()))
                                        .with("next", page.next().map(cursor -> next(call, cursor)))));
    }

    /** The same search, from there on. */
    private static String next(ApiCall call, String cursor) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter :
                call.request().parameters().orElseThrow().entrySet()) {
            if (!parameter.getKey().equals("after")) {
                parameter
                        .getValue()
                        .forEach(value -> query.append(Percent.encode(parameter.getKey()))
                                .append('=')
                                .append(Percent.encode(value))
                                .append('&'));
            }
        }
        return call.links().cases(call.workflow()) + "?" + query + "after=" + Percent.encode(cursor);
    }

    private HttpResponse counts(ApiCall call) {
        Parameters given = Parameters.of(call.request(), COUNTING);
        List<JsonObject> counts = search(call.workflow(), given).countByState(COUNTED).stream()
                .map(CaseRoutes::count)
                .toList();
        return Answers.json(
                200, new JsonObject().with("workflow", call.workflow()).with("counts", counts));
    }

    private static JsonObject count(StateCount count) {
        return new JsonObject()
                .with("version", count.version())
                .with("state", count.state())
                .with("cases", count.cases().value())
                .with("exact", count.cases().isExact());
    }

    private HttpResponse theCase(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        CaseHead head = api.head(call.workflow(), call.caseId());
        return Answers.validated(
                call.request(),
                Preconditions.etag(head.seq()),
                Answers.json(200, CaseJson.withLinks(head, call.links())));
    }
}
