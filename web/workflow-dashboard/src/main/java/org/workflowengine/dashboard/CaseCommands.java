package org.workflowengine.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.workflowengine.dashboard.internal.view.CaseView;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Which commands there are: those on the definitions for which the host has asked. */
final class CaseCommands {
    private final Settings settings;
    private final FormToken tokens;

    CaseCommands(Settings settings, FormToken tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    boolean isPossible(CaseHead head) {
        return settings.commands().stream().anyMatch(definition -> isOf(definition, head));
    }

    private static boolean isOf(Definition definition, CaseHead head) {
        return definition.workflow().equals(head.workflow()) && definition.version() == head.version();
    }

    boolean isOffered(Visit visit, CaseHead head) {
        return isPossible(head) && visit.caller().actor().isPresent();
    }

    boolean isClaimable(String workflow, String fact) {
        return settings.claimable().getOrDefault(workflow, Set.of()).contains(fact);
    }

    /** The form of a transition, for a caller whom the host has authenticated. */
    Optional<CaseView.Form> form(Visit visit, CaseHead head, WorkflowTransition row) {
        if (!isOffered(visit, head)) {
            return Optional.empty();
        }
        return Optional.of(form(
                visit,
                head.caseId(),
                row,
                head.workflow(),
                head.seq(),
                UUID.randomUUID().toString()));
    }

    CaseView.Form form(
            Visit visit, String caseId, WorkflowTransition row, String workflow, long seq, String requestId) {
        List<CaseView.Ask> claims = row.guard().stream()
                .map(Condition::fact)
                .filter(fact -> isClaimable(workflow, fact.id()))
                .map(fact -> Moves.ask(fact, MoveScreen.CLAIM + fact.id(), visit.one(Moves.ASKED + fact.id())))
                .toList();
        return new CaseView.Form(
                visit.path("cases", caseId, "moves", row.id()),
                tokens.of(visit.caller(), caseId),
                "" + seq,
                requestId,
                claims);
    }
}
