package org.workflowengine.http;

import static org.workflowengine.http.Schema.flag;
import static org.workflowengine.http.Schema.list;
import static org.workflowengine.http.Schema.map;
import static org.workflowengine.http.Schema.names;
import static org.workflowengine.http.Schema.number;
import static org.workflowengine.http.Schema.object;
import static org.workflowengine.http.Schema.ref;
import static org.workflowengine.http.Schema.seq;
import static org.workflowengine.http.Schema.text;
import static org.workflowengine.http.Schema.texts;
import static org.workflowengine.http.Schema.time;
import static org.workflowengine.http.Schema.version;
import static org.workflowengine.http.Schema.words;

import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.query.CaseSearch;

/** The schemas of the OpenAPI document. What may be absent is not required; nothing is ever null. */
final class ApiSchemas {
    private ApiSchemas() {}

    static JsonObject all() {
        return new JsonObject()
                .withAll(definitions())
                .withAll(cases())
                .withAll(histories())
                .withAll(CommandSchemas.all())
                .with(
                        "Unmet",
                        object("fact", text(), "message", text(), "required", texts())
                                .and(
                                        "hidden",
                                        flag().with(
                                                        "description",
                                                        "the fact is hidden: its value, and whether the condition is met"))
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

    static Properties aCase() {
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
}
