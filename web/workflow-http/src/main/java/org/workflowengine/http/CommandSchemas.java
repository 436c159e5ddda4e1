package org.workflowengine.http;

import static org.workflowengine.http.Schema.flag;
import static org.workflowengine.http.Schema.list;
import static org.workflowengine.http.Schema.map;
import static org.workflowengine.http.Schema.number;
import static org.workflowengine.http.Schema.object;
import static org.workflowengine.http.Schema.ref;
import static org.workflowengine.http.Schema.seq;
import static org.workflowengine.http.Schema.text;
import static org.workflowengine.http.Schema.texts;
import static org.workflowengine.http.Schema.time;
import static org.workflowengine.http.Schema.version;

import java.util.List;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.FactRow;

/** The schemas of commands, of what they answer, and of problems. */
final class CommandSchemas {
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_ACTOR = 128;

    private CommandSchemas() {}

    static JsonObject all() {
        return new JsonObject()
                .with("Problem", problem())
                .with("Moved", ApiSchemas.aCase().and("replayed", flag()).json())
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
}
