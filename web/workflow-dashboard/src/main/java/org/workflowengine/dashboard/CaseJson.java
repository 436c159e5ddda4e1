package org.workflowengine.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.workflowengine.dashboard.internal.view.StepView;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.query.CaseSearch;

/** A case and its newest steps as JSON, with the same redaction as the page. */
final class CaseJson {
    private CaseJson() {}

    static HttpResponse answer(Visit visit, CaseHead head) {
        long after = Math.max(0, head.seq() - CaseSearch.LARGEST_LIMIT);
        List<AuditEntry> entries =
                visit.settings().runtime().steps().ofCase(head.caseId(), after, CaseSearch.LARGEST_LIMIT);
        StepViews views = new StepViews(visit.seen(head.workflow()), entries, "");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("caseId", head.caseId());
        json.put("workflow", head.workflow());
        json.put("version", head.version());
        json.put("state", head.state());
        json.put("seq", head.seq());
        json.put("enteredAt", head.enteredAt().toString());
        json.put("digest", head.digest().hex());
        json.put(
                "steps",
                entries.stream()
                        .map(entry -> step(entry, views.of(entry, false)))
                        .toList());
        return Answers.text("application/json", JsonText.indented(JsonWriter.write(json)) + "\n");
    }

    private static Map<String, Object> step(AuditEntry entry, StepView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seq", entry.seq());
        json.put("transition", entry.transition());
        json.put("fromState", entry.fromState());
        json.put("toState", entry.toState());
        json.put("version", entry.version());
        json.put("recordedAt", entry.recordedAt().toString());
        json.put("digest", entry.digest().hex());
        json.put("source", entry.source());
        if (entry.requestId() != null) {
            json.put("requestId", Objects.requireNonNull(entry.requestId()));
        }
        if (entry.isErased()) {
            json.put("erased", true);
            return json;
        }
        StepView.Payload payload = view.payload();
        json.put("actor", payload.actorHidden() ? Map.of("hidden", true) : payload.actor());
        json.put("reason", payload.reasonHidden() ? Map.of("hidden", true) : payload.reason());
        Map<String, Object> facts = new LinkedHashMap<>();
        payload.facts().forEach(fact -> facts.put(fact.id(), fact.value()));
        json.put("facts", facts);
        if (!payload.factsHidden().isEmpty()) {
            json.put("factsHidden", true);
        }
        return json;
    }
}
