package org.workflowengine.http;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.query.CaseSearch;

/** How cases came to where they stand, and the proof of it. */
final class HistoryRoutes {
    private static final String CASE = "/workflows/{workflow}/cases/{caseId}";

    static final List<String> PARAMETERS = List.of("afterSeq", "limit", "asOf");

    private final Api api;

    HistoryRoutes(Api api) {
        this.api = api;
    }

    List<Route> routes() {
        return List.of(
                Route.get("getHistory", CASE + "/history", this::history),
                Route.get("verifyCase", CASE + "/verify", this::verify),
                Route.get("getBundle", CASE + "/bundle", this::bundle));
    }

    private HttpResponse history(ApiCall call) {
        Parameters given = Parameters.of(call.request(), PARAMETERS);
        Optional<Instant> asOf = given.time("asOf");
        long afterSeq = given.number("afterSeq", 0, Integer.MAX_VALUE).orElse(0);
        int limit = given.integer("limit", 1, CaseSearch.LARGEST_LIMIT).orElse(CaseSearch.DEFAULT_LIMIT);
        api.demandCase(call.workflow(), call.caseId());
        List<AuditEntry> steps = asOf.isPresent()
                ? api.runtime().steps().asOf(call.caseId(), asOf.get()).stream().toList()
                : api.runtime().steps().ofCase(call.caseId(), afterSeq, limit);
        View view = api.view(call);
        boolean goesOn = asOf.isEmpty() && steps.size() == limit;
        return Answers.json(
                200,
                new JsonObject()
                        .with("caseId", call.caseId())
                        .with("asOf", asOf)
                        .with(
                                "steps",
                                steps.stream()
                                        .map(step -> StepJson.of(step, view))
                                        .toList())
                        .with(
                                "next",
                                goesOn ? Optional.of(steps.get(steps.size() - 1).seq()) : Optional.empty()));
    }

    private HttpResponse verify(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        api.demandCase(call.workflow(), call.caseId());
        if (call.request().method().equals("HEAD")) {
            // Nobody sees the verdict, so the whole case is not read for it.
            return Answers.json(200, new JsonObject());
        }
        Verdict verdict = api.verification().verify(call.caseId());
        boolean shown = api.view(call).showsAll(facts(call.workflow()));
        return Answers.json(
                200,
                new JsonObject()
                        .with("caseId", call.caseId())
                        .with("intact", verdict.isIntact())
                        .with("entries", verdict.entries())
                        .with("erased", verdict.erased())
                        .with("imported", verdict.imported())
                        .with("sealsNotChecked", verdict.sealsNotChecked())
                        .with("onFormerKeys", verdict.onFormerKeys())
                        .with("faults", verdict.faults())
                        .with(
                                "findings",
                                verdict.findings().stream()
                                        .map(finding -> finding(finding, shown))
                                        .toList()));
    }

    /** What was found and expected may quote a payload. */
    private static JsonObject finding(Finding finding, boolean shown) {
        JsonObject json = new JsonObject()
                .with("subject", finding.subject())
                .with("id", finding.id())
                .with("seq", finding.seq());
        return shown
                ? json.with("expected", finding.expected())
                        .with("found", finding.found())
                        .with("hidden", false)
                : json.with("hidden", true);
    }

    private HttpResponse bundle(ApiCall call) {
        Parameters.of(call.request(), Set.of());
        api.demandCase(call.workflow(), call.caseId());
        if (!api.view(call).showsAll(facts(call.workflow()))) {
            throw Problem.of(
                    ProblemType.HIDDEN,
                    "a bundle holds every actor, reason, fact and piece of evidence, because its digests cover them;"
                            + " this caller may not see all of them. Have it sent by a caller who may; …/history is there for this"
                            + " one too, without what is hidden");
        }
        return HttpResponse.of(200)
                .with("Content-Type", Answers.JSON)
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"bundle.json\"; filename*=UTF-8''" + Percent.encode(call.caseId())
                                + ".json")
                .with(out -> {
                    Writer ascii = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
                    api.verification().export(call.caseId(), ascii);
                    ascii.flush();
                });
    }

    /** All facts that any version of the workflow knows, also one that was installed just now. */
    private Set<String> facts(String workflow) {
        Set<String> facts = new HashSet<>();
        api.installed().all();
        api.installed().versions(workflow).values().forEach(version -> facts.addAll(version.facts()));
        return facts;
    }
}
