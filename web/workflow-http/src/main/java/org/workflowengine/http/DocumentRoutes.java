package org.workflowengine.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.runtime.core.Definition;

/** The OpenAPI documents. */
final class DocumentRoutes {
    private final Api api;
    private final List<Route> described;

    /** All routes but these. */
    DocumentRoutes(Api api, List<Route> others) {
        this.api = api;
        this.described = Stream.concat(routes().stream(), others.stream()).toList();
    }

    List<Route> routes() {
        return List.of(
                Route.get("getApi", "/openapi.json", this::whole),
                Route.get(
                        "getDefinitionApi", "/workflows/{workflow}/versions/{version}/openapi.json", this::definition));
    }

    private HttpResponse whole(ApiCall call) {
        return document(call, Optional.empty());
    }

    private HttpResponse definition(ApiCall call) {
        return document(
                call,
                Optional.of(
                        api.installed().version(call.workflow(), call.version()).definition()));
    }

    private HttpResponse document(ApiCall call, Optional<Definition> definition) {
        Parameters.of(call.request(), Set.of());
        JsonObject json = ApiDocument.of(
                described, api.commands(), definition, call.request().mount());
        return Answers.lasting(call.request(), Answers.JSON, JsonWriter.write(json));
    }
}
