package org.workflowengine.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.http.internal.JsonFault;
import org.workflowengine.http.internal.JsonLiteral;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonReader;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.IntegrityException;

/**
 * A recorded step as a caller may see it. What the caller may not see is left out and named in {@code hidden}; what was erased is left out,
 * and {@code erased} says so.
 */
final class StepJson {
    private StepJson() {}

    static JsonObject of(AuditEntry step, View view) {
        JsonObject json = new JsonObject()
                .with("seq", step.seq())
                .with("transition", step.transition())
                .with("fromState", step.fromState())
                .with("toState", step.toState())
                .with("fromVersion", step.fromVersion())
                .with("version", step.version())
                .with("recordedAt", step.recordedAt())
                .with("occurredAt", Optional.ofNullable(step.occurredAt()))
                .with("source", step.source())
                .with("requestId", Optional.ofNullable(step.requestId()))
                .with("digest", step.digest().hex())
                .with("actorKind", step.actorKind())
                .with("erased", step.isErased());
        List<String> hidden = new ArrayList<>();
        if (!step.isErased()) {
            payload(step, view, json, hidden);
        }
        return json.with("hidden", hidden);
    }

    private static void payload(AuditEntry step, View view, JsonObject json, List<String> hidden) {
        if (view.showsActor()) {
            json.with("actor", Optional.ofNullable(step.actor()))
                    .with("onBehalfOf", Optional.ofNullable(step.onBehalfOf()));
        } else {
            hidden.add("actor");
            hidden.add("onBehalfOf");
        }
        if (view.showsReason()) {
            json.with("reason", Optional.ofNullable(step.reason())).with("matter", step.matter());
        } else {
            hidden.add("reason");
            step.matter().ifPresent(matter -> hidden.add("matter"));
        }
        if (view.showsEvidence()) {
            json.with("evidence", Optional.ofNullable(step.evidence()).map(JsonLiteral::new));
        } else {
            hidden.add("evidence");
        }
        if (step.matter().isEmpty()) {
            json.with("facts", facts(step, view, hidden));
        }
    }

    private static Map<String, @Nullable Object> facts(AuditEntry step, View view, List<String> hidden) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> fact : recorded(step).entrySet()) {
            if (view.showsFact(fact.getKey())) {
                shown.put(fact.getKey(), fact.getValue());
            } else {
                hidden.add("facts." + fact.getKey());
            }
        }
        return shown;
    }

    /** The facts of a step as they are recorded, whatever its definition. */
    @SuppressWarnings("unchecked") // an object is read as a map from names
    static Map<String, @Nullable Object> recorded(AuditEntry step) {
        String facts = step.facts();
        if (facts == null) {
            return Map.of();
        }
        try {
            if (JsonReader.read(facts) instanceof Map<?, ?> read) {
                return (Map<String, @Nullable Object>) read;
            }
        } catch (JsonFault e) {
            throw new IntegrityException(step.caseId(), "the facts of step " + step.seq() + " are not JSON");
        }
        throw new IntegrityException(step.caseId(), "the facts of step " + step.seq() + " are not an object");
    }
}
