package org.workflowengine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.runtime.core.Digest;

/** What is installed: workflows, their versions and pictures. */
final class DefinitionRoutes {
    private final Api api;

    /** Pictures by fingerprint: there are as many as definitions. */
    private final Map<Digest, String> pictures = new ConcurrentHashMap<>();

    DefinitionRoutes(Api api) {
        this.api = api;
    }

    List<Route> routes() {
        return List.of(
                Route.get("listWorkflows", "/workflows", this::workflows),
                Route.get("getWorkflow", "/workflows/{workflow}", this::workflow),
                Route.get("getGraph", "/workflows/{workflow}/versions/{version}.json", this::graph),
                Route.get("getPicture", "/workflows/{workflow}/versions/{version}.svg", "image/svg+xml", this::picture),
                Route.get("getMermaid", "/workflows/{workflow}/versions/{version}.mmd", "text/plain", this::mermaid),
                Route.get("getDefinition", "/workflows/{workflow}/versions/{version}", this::definition));
    }

    private HttpResponse workflows(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        List<JsonObject> workflows = new ArrayList<>();
        api.installed()
                .all()
                .forEach((workflow, versions) -> workflows.add(new JsonObject()
                        .with("workflow", workflow)
                        .with("versions", versions.keySet())
                        .with("commands", api.commands().isOpenFor(workflow))
                        .with("links", ofWorkflow(call.links(), workflow))));
        return Answers.json(200, new JsonObject().with("workflows", workflows));
    }

    private static JsonObject ofWorkflow(Links links, String workflow) {
        return new JsonObject()
                .with("self", links.workflow(workflow))
                .with("cases", links.cases(workflow))
                .with("counts", links.workflow(workflow) + "/counts");
    }

    private HttpResponse workflow(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        String workflow = call.workflow();
        return Answers.json(
                200,
                new JsonObject()
                        .with("workflow", workflow)
                        .with("commands", api.commands().isOpenFor(workflow))
                        .with(
                                "versions",
                                api.installed().versions(workflow).values().stream()
                                        .map(each -> DefinitionJson.summary(each, call.links()))
                                        .toList())
                        .with("links", ofWorkflow(call.links(), workflow)));
    }

    private Installed installed(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        return api.installed().version(call.workflow(), call.version());
    }

    private HttpResponse definition(ApiCall call) {
        Installed installed = installed(call);
        JsonObject json = DefinitionJson.of(installed, api.commands().claims().of(call.workflow()), call.links());
        return Answers.lasting(call.request(), Answers.JSON, JsonWriter.write(json));
    }

    /** The stored text to the byte, because its SHA-256 is the fingerprint. */
    private HttpResponse graph(ApiCall call) {
        return Answers.lasting(
                call.request(), Answers.JSON, installed(call).row().graph());
    }

    private HttpResponse picture(ApiCall call) {
        Installed installed = installed(call);
        String svg = pictures.computeIfAbsent(
                installed.row().fingerprint(),
                fingerprint -> Diagram.of(installed.definition()).svg());
        return Answers.lasting(call.request(), "image/svg+xml", svg)
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }

    private HttpResponse mermaid(ApiCall call) {
        return Answers.lasting(
                call.request(),
                "text/plain",
                Diagram.of(installed(call).definition()).mermaid());
    }
}
