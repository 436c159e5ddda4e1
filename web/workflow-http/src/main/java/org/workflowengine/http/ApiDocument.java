package org.workflowengine.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * The OpenAPI 3.1 document: of everything, or of one definition, whose transitions then are operations of their own with the facts that a
 * client may claim.
 */
final class ApiDocument {
    private static final String PROBLEM = "#/components/schemas/Problem";

    private final Commands commands;
    private final Optional<Definition> definition;
    private final String mount;
    private final JsonObject schemas = ApiSchemas.all();
    private final Map<String, JsonObject> paths = new LinkedHashMap<>();

    private ApiDocument(Commands commands, Optional<Definition> definition, String mount) {
        this.commands = commands;
        this.definition = definition;
        this.mount = mount;
    }

    static JsonObject of(List<Route> routes, Commands commands, Optional<Definition> definition, String mount) {
        ApiDocument document = new ApiDocument(commands, definition, mount);
        Map<String, ApiOperation> operations =
                ApiOperation.all().stream().collect(Collectors.toMap(ApiOperation::id, each -> each));
        for (Route route : routes) {
            document.add(route, Objects.requireNonNull(operations.get(route.id()), route.id()));
        }
        return document.json();
    }

    private JsonObject json() {
        String of = definition
                .map(each -> " of " + each.workflow() + ", version " + each.version())
                .orElse("");
        return new JsonObject()
                .with("openapi", "3.1.1")
                .with(
                        "info",
                        new JsonObject()
                                .with("title", "Workflow API" + of)
                                .with("version", "1")
                                .with(
                                        "description",
                                        "Cases, what can be done with them and why not, and their histories. Who calls, the"
                                                + " host says; what a caller may not see is left out and named in"
                                                + " \"hidden\"."))
                .with("servers", List.of(new JsonObject().with("url", mount.isEmpty() ? "/" : mount)))
                .with("paths", paths)
                .with("components", new JsonObject().with("schemas", schemas));
    }

    private void add(Route route, ApiOperation operation) {
        if (definition.isEmpty()) {
            put(route, route.path(), operation);
            return;
        }
        Definition about = definition.get();
        boolean isCommand = operation.problems().contains(ProblemType.NOT_AUTHENTICATED);
        if (isCommand && !commands.versions(about.workflow()).containsKey(about.version())) {
            return;
        }
        String path = route.path()
                .replace("{workflow}", Percent.encode(about.workflow()))
                .replace("{version}", String.valueOf(about.version()));
        if (path.contains("{transition}")) {
            moves(about).forEach((transition, facts) -> {
                String name = name(transition);
                schemas.with("Move" + name, CommandSchemas.move(facts));
                put(
                        route,
                        path.replace("{transition}", Percent.encode(transition)),
                        operation.ofTransition("move" + name, "Makes the transition " + transition, "Move" + name));
            });
        } else {
            put(route, path, operation);
        }
    }

    /** The facts that a client may claim, by the ids of transitions. */
    private Map<String, List<FactRow>> moves(Definition about) {
        Map<String, List<FactRow>> moves = new TreeMap<>();
        for (WorkflowTransition row : about.transitions()) {
            List<FactRow> facts = commands.claims().of(about.workflow(), row);
            moves.merge(
                    row.id(),
                    facts,
                    (one, other) -> Stream.concat(one.stream(), other.stream())
                            .distinct()
                            .toList());
        }
        return moves;
    }

    /** A name for programs; two ids that become the same get different ones. */
    private String name(String transition) {
        String name = "_" + transition.replaceAll("[^A-Za-z0-9]", "_");
        while (schemas.members().containsKey("Move" + name)) {
            name += "_";
        }
        return name;
    }

    private void put(Route route, String path, ApiOperation operation) {
        JsonObject item = paths.computeIfAbsent(path, any -> new JsonObject());
        List<JsonObject> parameters = new ArrayList<>();
        for (String variable : variables(path)) {
            parameters.add(
                    parameter(variable, "path", ApiSchemas.parameter(variable)).with("required", true));
        }
        operation.query().forEach(name -> parameters.add(query(name)));
        operation
                .headers()
                .forEach(name -> parameters.add(parameter(name, "header", ApiSchemas.parameter(name))
                        .with("required", name.equals("If-Match") && commands.ifMatchRequired())));
        item.with(
                route.method().equals("GET") ? "get" : "post",
                new JsonObject()
                        .with("operationId", operation.id())
                        .with("summary", operation.summary())
                        .with("tags", List.of("workflow"))
                        .with("parameters", parameters)
                        .with(
                                "requestBody",
                                operation
                                        .body()
                                        .map(schema -> new JsonObject()
                                                .with("required", true)
                                                .with("content", content("application/json", Schema.ref(schema)))))
                        .with("responses", responses(route, operation)));
    }

    private static List<String> variables(String path) {
        List<String> variables = new ArrayList<>();
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', open + 1)) {
            variables.add(path.substring(open + 1, path.indexOf('}', open)));
        }
        return variables;
    }

    private static JsonObject query(String name) {
        JsonObject parameter = parameter(name, "query", ApiSchemas.parameter(name));
        return name.equals("state") ? parameter.with("style", "form").with("explode", true) : parameter;
    }

    private static JsonObject parameter(String name, String in, JsonObject schema) {
        return new JsonObject().with("name", name).with("in", in).with("schema", schema);
    }

    private static JsonObject content(String mediaType, JsonObject schema) {
        return new JsonObject().with(mediaType, new JsonObject().with("schema", schema));
    }

    private static JsonObject responses(Route route, ApiOperation operation) {
        Map<String, JsonObject> responses = new TreeMap<>();
        for (int status : operation.statuses()) {
            responses.put(String.valueOf(status), success(status, route, operation));
        }
        Map<Integer, List<ProblemType>> problems = operation.problems().stream()
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        problems.forEach((status, types) -> responses.put(
                String.valueOf(status),
                new JsonObject()
                        .with(
                                "description",
                                types.stream().map(ProblemType::urn).collect(Collectors.joining(" · ")))
                        .with("headers", headers(types.contains(ProblemType.UNCHANGED), "Retry-After", "in seconds"))
                        .with("content", content(Problem.MEDIA_TYPE, new JsonObject().with("$ref", PROBLEM)))));
        return new JsonObject().withAll(members(responses));
    }

    private static JsonObject success(int status, Route route, ApiOperation operation) {
        JsonObject response = new JsonObject()
                .with(
                        "description",
                        switch (status) {
                            case 201 -> "It is opened.";
                            case 304 -> "The copy that the client holds is current.";
                            default -> operation.summary();
                        });
        boolean tagged = operation.statuses().contains(304)
                || operation.result().equals("Moved")
                || operation.result().equals("Options");
        response.with("headers", headers(tagged, "ETag", "the validator; of a case, its step in quotes"));
        JsonObject schema = operation.result().equals("Text")
                ? new JsonObject().with("type", "string")
                : Schema.ref(operation.result());
        return status == 304 ? response : response.with("content", content(route.mediaType(), schema));
    }

    private static Optional<JsonObject> headers(boolean there, String name, String what) {
        return there
                ? Optional.of(new JsonObject()
                        .with(
                                name,
                                new JsonObject()
                                        .with("description", what)
                                        .with("schema", new JsonObject().with("type", "string"))))
                : Optional.empty();
    }

    private static JsonObject members(Map<String, JsonObject> map) {
        JsonObject json = new JsonObject();
        map.forEach(json::with);
        return json;
    }
}
