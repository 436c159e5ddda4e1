package org.workflowengine.http;

import java.util.Arrays;
import java.util.List;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.query.CaseSearch;

/** The schemas of the OpenAPI document. What may be absent is not required; nothing is ever null. */
final class ApiSchemas {
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_ACTOR = 128;

    private ApiSchemas() {}

    static JsonObject all() {
        return new JsonObject()
                .withAll(definitions())
                .withAll(cases())
                .withAll(histories())
                .withAll(commands())
                .with("Problem", problem())
                .with(
                        "Unmet",
                        object("fact", text(), "message", text(), "required", texts(), "hidden", flag())
                                .optional("found", text().with("description", "absent if it is unknown, or hidden"))
                                .json())
                .with("Any", new JsonObject().with("description", "any JSON value"))
                .with(
                        "Links",
                        new JsonObject()
                                .with("type", "object")
                                .with("description", "addresses on the same host, by what they lead to")
                                .with("additionalProperties", text()));
    }

    private static JsonObject definitions() {
        return new JsonObject()
                .with(
                        "Workflows",
                        object("workflows", list(ref("WorkflowSummary"))).json())
                .with(
                        "WorkflowSummary",
                        object(
                                        "workflow",
                                        text(),
                                        "versions",
                                        list(version()),
                                        "commands",
                                        flag(),
                                        "links",
                                        ref("Links"))
                                .json())
                .with(
                        "Workflow",
                        object(
                                        "workflow",
                                        text(),
                                        "versions",
                                        list(ref("VersionSummary")),
                                        "commands",
                                        flag(),
                                        "links",
                                        ref("Links"))
                                .json())
                .with("VersionSummary", versionSummary().json())
                .with(
                        "Definition",
                        versionSummary()
                                .and("states", list(ref("State")))
                                .and("transitions", list(ref("Transition")))
                                .and("facts", list(ref("Fact")))
                                .and("migrations", list(ref("Migration")))
                                .json())
                .with(
                        "State",
                        object("id", text(), "initial", flag(), "terminal", flag(), "resting", flag())
                                .and("importable", flag())
                                .json())
                .with(
                        "Transition",
                        object("id", text(), "from", text(), "to", text(), "requires", list(ref("Condition")))
                                .and("obligations", list(ref("Obligation")))
                                .json())
                .with(
                        "Condition",
                        object("fact", text(), "message", text(), "required", texts())
                                .json())
                .with(
                        "Obligation",
                        object("kind", words(names(Obligation.Kind.values())), "subject", text())
                                .optional("persons", number())
                                .json())
                .with(
                        "Fact",
                        object("id", text(), "message", text(), "values", texts(), "claimable", flag())
                                .json())
                .with(
                        "Migration",
                        object("fromVersion", version(), "fromFingerprint", text(), "states", list(ref("Mapping")))
                                .json())
                .with(
                        "Mapping",
                        object("from", text(), "to", text(), "requires", list(ref("Condition")))
                                .json());
    }

    private static Properties versionSummary() {
        return object("workflow", text(), "version", version(), "fingerprint", text(), "installedAt", time())
                .and("erasable", flag())
                .and("links", ref("Links"));
    }

    private static JsonObject cases() {
        return new JsonObject()
                .with("Case", aCase().json())
                .with(
                        "CasePage",
                        object("cases", list(ref("Case")), "links", ref("Links"))
                                .optional(
                                        "next",
                                        text().with("description", "for the parameter after; absent on the last page"))
                                .json())
                .with(
                        "Counts",
                        object("workflow", text(), "counts", list(ref("Count"))).json())
                .with(
                        "Count",
                        object("version", version(), "state", text(), "cases", number(), "exact", flag())
                                .json())
                .with("Options", aCase().and("options", list(ref("Option"))).json())
                .with(
                        "Option",
                        object(
                                        "transition",
                                        text(),
                                        "to",
                                        text(),
                                        "status",
                                        words("PERMITTED", "REFUSED", "UNDECIDED"),
                                        "requires",
                                        list(ref("Condition")))
                                .and("obligations", list(ref("Obligation")))
                                .optional("refusal", ref("Problem"))
                                .optional("move", text())
                                .json());
    }

    private static Properties aCase() {
        return object("caseId", text(), "workflow", text(), "version", version(), "state", text())
                .and("seq", seq())
                .and("enteredAt", time())
                .and("digest", text())
                .optional("links", ref("Links"));
    }

    private static JsonObject histories() {
        return new JsonObject()
                .with(
                        "History",
                        object("caseId", text(), "steps", list(ref("Step")))
                                .optional("asOf", time())
                                .optional(
                                        "next",
                                        seq().with("description", "for the parameter afterSeq; absent at the end"))
                                .json())
                .with(
                        "Step",
                        object("seq", seq(), "transition", text(), "fromState", text(), "toState", text())
                                .and("fromVersion", version())
                                .and("version", version())
                                .and("recordedAt", time())
                                .and("source", text())
                                .and("digest", text())
                                .and("actorKind", words(names(Actor.Kind.values())))
                                .and("erased", flag())
                                .and("hidden", texts().with("description", "what this caller may not see"))
                                .optional("occurredAt", time())
                                .optional("requestId", text())
                                .optional("actor", text())
                                .optional("onBehalfOf", text())
                                .optional("reason", text())
                                .optional("matter", text())
                                .optional("facts", map())
                                .optional("evidence", map())
                                .json())
                .with(
                        "Verdict",
                        object("caseId", text(), "intact", flag(), "entries", number(), "erased", number())
                                .and("imported", number())
                                .and("sealsNotChecked", number())
                                .and("onFormerKeys", number())
                                .and("faults", number())
                                .and("findings", list(ref("Finding")))
                                .json())
                .with(
                        "Finding",
                        object(
                                        "subject",
                                        words(names(Finding.Subject.values())),
                                        "id",
                                        text(),
                                        "seq",
                                        number(),
                                        "hidden",
                                        flag())
                                .optional("expected", text())
                                .optional("found", text())
                                .json());
    }

    private static JsonObject commands() {
        return new JsonObject()
                .with("Moved", aCase().and("replayed", flag()).json())
                .with("Opening", decision().json())
                .with("Move", move(map()))
                .with(
                        "Question",
                        object().optional("facts", map())
                                .optional("onBehalfOf", text(LONGEST_ACTOR))
                                .json())
                .with(
                        "Requests",
                        object(
                                        "requests",
                                        list(ref("BulkRequest"))
                                                .with("minItems", 1)
                                                .with("maxItems", BulkRoute.MOST))
                                .json())
                .with(
                        "BulkRequest",
                        decision()
                                .and("caseId", text(LONGEST_ID))
                                .optional("transition", text().with("description", "absent to open the case"))
                                .optional("facts", map())
                                .optional("expectedSeq", seq())
                                .optional("idempotencyKey", text(LONGEST_ID))
                                .json())
                .with("Results", object("results", list(ref("Result"))).json())
                .with(
                        "Result",
                        object("caseId", text(), "status", number())
                                .optional("case", ref("Moved"))
                                .optional("problem", ref("Problem"))
                                .json());
    }

    private static Properties decision() {
        return object("reason", text(LONGEST_REASON))
                .optional(
                        "evidence",
                        new JsonObject()
                                .with(
                                        "description",
                                        "any JSON value whose numbers are whole, recorded as evidence of the client"))
                .optional("onBehalfOf", text(LONGEST_ACTOR));
    }

    private static JsonObject move(JsonObject facts) {
        return decision().optional("facts", facts).json();
    }

    /** A move with the facts that a client may claim for it, and no others. */
    static JsonObject move(List<FactRow> claimable) {
        Properties facts = object();
        for (FactRow fact : claimable) {
            JsonObject value = fact.isBoolean() ? flag() : text().with("enum", fact.values());
            facts.optional(fact.id(), fact.message().isEmpty() ? value : value.with("description", fact.message()));
        }
        return move(facts.json().with("additionalProperties", false));
    }

    private static JsonObject problem() {
        return object("type", text(), "title", text(), "status", number(), "detail", text())
                .optional("field", text())
                .optional("found", text())
                .optional("expected", text())
                .optional("near", texts())
                .optional("fact", text())
                .optional("allowed", texts())
                .optional("transition", text())
                .optional("state", text())
                .optional("unmet", list(ref("Unmet")))
                .optional("caseId", text())
                .optional("case", ref("Case"))
                .optional("seq", number())
                .optional("expectedSeq", number())
                .optional("version", version())
                .optional("winner", ref("Step"))
                .optional("hidden", texts())
                .optional("actor", text())
                .optional("enteredState", text())
                .optional("cause", text())
                .optional("step", text())
                .optional("persons", number())
                .optional("requiredPersons", number())
                .optional("matters", texts())
                .optional("purgedAt", time())
                .optional("tombstone", number())
                .optional("retentionClass", text())
                .json();
    }

    /** The schema of a parameter of a query or of a header. */
    static JsonObject parameter(String name) {
        return switch (name) {
            case "limit" ->
                number().with("minimum", 1)
                        .with("maximum", CaseSearch.LARGEST_LIMIT)
                        .with("default", CaseSearch.DEFAULT_LIMIT);
            case "version" -> version();
            case "afterSeq" -> seq().with("minimum", 0);
            case "open" -> flag();
            case "enteredBefore", "enteredSince", "asOf" -> time();
            case "order" -> words("oldest", "newest");
            case "state" -> texts();
            default -> text();
        };
    }

    private static JsonObject map() {
        return new JsonObject().with("type", "object").with("additionalProperties", true);
    }

    private static JsonObject text() {
        return new JsonObject().with("type", "string");
    }

    private static JsonObject text(int longest) {
        return text().with("minLength", 1).with("maxLength", longest);
    }

    private static JsonObject flag() {
        return new JsonObject().with("type", "boolean");
    }

    private static JsonObject number() {
        return new JsonObject().with("type", "integer").with("format", "int64");
    }

    private static JsonObject seq() {
        return number().with("minimum", 1);
    }

    private static JsonObject version() {
        return new JsonObject().with("type", "integer").with("format", "int32").with("minimum", 1);
    }

    private static JsonObject time() {
        return text().with("format", "date-time");
    }

    private static JsonObject words(String... words) {
        return text().with("enum", List.of(words));
    }

    private static String[] names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }

    private static JsonObject texts() {
        return list(text());
    }

    private static JsonObject list(JsonObject items) {
        return new JsonObject().with("type", "array").with("items", items);
    }

    static JsonObject ref(String schema) {
        return new JsonObject().with("$ref", "#/components/schemas/" + schema);
    }

    private static Properties object(Object... namesAndSchemas) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.and(namesAndSchemas[i].toString(), (JsonObject) namesAndSchemas[i + 1]);
        }
        return properties;
    }
}
