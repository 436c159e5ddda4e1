package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.internal.HiddenConditions;
import org.workflowengine.http.internal.HostFacts;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.Workflows;

/** Moves a case on behalf of a caller, if the form is one that this server made for them. */
final class MoveScreen {
    static final String CLAIM = "claim.";

    private static final int MOST_BYTES = 64 * 1024;

    private final Workflows workflows;
    private final Settings settings;
    private final CaseCommands commands;
    private final FormToken tokens;

    MoveScreen(Settings settings, CaseCommands commands, FormToken tokens) {
        this.workflows = Workflows.on(settings.runtime(), settings.commands());
        this.settings = settings;
        this.commands = commands;
        this.tokens = tokens;
    }

    HttpResponse answer(Visit visit, CaseHead head, String transition) {
        Visit form = form(visit);
        String caseId = head.caseId();
        Optional<Definition> definition = settings.commands().stream()
                .filter(each -> each.workflow().equals(head.workflow()) && each.version() == head.version())
                .findFirst();
        if (definition.isEmpty()) {
            return Problems.page(visit, 404, t("problem.404.title"), t("move.none", head.workflow()));
        }
        if (visit.caller().actor().isEmpty()) {
            return Problems.nobody(visit, caseId);
        }
        if (isFromElsewhere(visit.request()) || !tokens.accepts(form.one("token"), visit.caller(), caseId)) {
            return Problems.again(visit, 403, t("move.token"), caseId, form.one("reason"));
        }
        String reason = form.one("reason");
        String seq = form.one("seq");
        String request = form.one("request");
        String missing = reason.isEmpty()
                ? t("col.reason")
                : !seq.matches("[1-9][0-9]{0,17}") ? "seq" : request.isEmpty() ? "request" : "";
        if (!missing.isEmpty()) {
            return Problems.again(visit, 400, t("move.incomplete", missing), caseId, reason);
        }
        Actor actor = visit.caller().actor().get();
        Decision decision = Decision.by(actor)
                .because(reason)
                .expectedSeq(Long.parseLong(seq))
                .requestId(request);
        try {
            Map<String, ?> known = HostFacts.of(settings.facts(), head, definition.get());
            Outcome<CaseHead> outcome = workflows.fire(
                    head.workflow(), caseId, transition, facts(form, known, definition.get(), transition), decision);
            if (outcome instanceof Outcome.Refused<CaseHead> refused
                    && refused.refusal() instanceof Refusal.RequestIdReused reused) {
                // What the host knows may have changed since: the request is compared with what is recorded.
                Map<String, ?> recorded = recorded(caseId, reused.seq(), definition.get());
                outcome = workflows.fire(
                        head.workflow(),
                        caseId,
                        transition,
                        facts(form, recorded, definition.get(), transition),
                        decision);
            }
            if (outcome instanceof Outcome.Applied<CaseHead> applied) {
                return Answers.seeOther(visit.path("cases", caseId) + new Query().with("done", "" + applied.seq())
                        + "#step-" + applied.seq());
            }
            Refusal refusal = ((Outcome.Refused<CaseHead>) outcome).refusal();
            Seen seen = visit.seen(head.workflow());
            return Problems.refused(
                    visit,
                    head,
                    HiddenConditions.listed(
                            refusal,
                            definition.get(),
                            fact -> seen.fact(fact) || isClaimed(form, head.workflow(), fact)),
                    reason);
        } catch (OutcomeUnknownException e) {
            return Problems.again(visit, 503, t("move.unknown"), caseId, reason);
        }
    }

    private boolean isClaimed(Visit form, String workflow, String fact) {
        return !form.one(CLAIM + fact).isEmpty() && commands.isClaimable(workflow, fact);
    }

    /** Browsers say where a request comes from; where one does not, the token alone decides. */
    private static boolean isFromElsewhere(HttpRequest request) {
        return request.header("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin"))
                .isPresent();
    }

    private static Visit form(Visit visit) {
        try {
            return visit.request()
                    .text(MOST_BYTES)
                    .flatMap(body -> visit.request().withQuery(body).parameters())
                    .map(values -> new Visit(visit.settings(), visit.request(), values, visit.now()))
                    .orElseThrow(() -> new BadRequestException("form", "", t("move.form")));
        } catch (IOException | UncheckedIOException e) {
            // Wrong chunks, or a browser that has gone and does not read the answer.
            throw new BadRequestException("form", "", t("move.form"));
        }
    }

    /** What the host knows, and what the caller may claim; of this transition's guard alone. */
    private Map<String, Object> facts(Visit form, Map<String, ?> known, Definition definition, String transition) {
        Map<String, Object> facts = new HashMap<>();
        // Also where the case has left the state since: a request that is sent again is answered as it was the first
        // time.
        List<Condition> guard = definition.transitions().stream()
                .filter(row -> row.id().equals(transition))
                .map(WorkflowTransition::guard)
                .flatMap(List::stream)
                .toList();
        for (Condition condition : guard) {
            String id = condition.fact().id();
            if (known.containsKey(id)) {
                facts.put(id, known.get(id));
            }
            String claimed = form.one(CLAIM + id);
            if (isClaimed(form, definition.workflow(), id)) {
                facts.put(id, condition.fact().isBoolean() ? (Object) Boolean.valueOf(claimed) : claimed);
            }
        }
        return facts;
    }

    /** The facts of a step, as far as the definition knows them. */
    private Map<String, Object> recorded(String caseId, long seq, Definition definition) {
        String json =
                settings.runtime().steps().ofCase(caseId, seq - 1, 1).get(0).facts();
        Map<String, String> values = json == null ? Map.of() : RecordedJson.members(json);
        Map<String, Object> facts = new HashMap<>();
        for (FactRow row : definition.vocabulary()) {
            String value = values.get(row.id());
            if (value != null) {
                facts.put(row.id(), row.isBoolean() ? (Object) Boolean.valueOf(value) : value);
            }
        }
        return facts;
    }
}
