package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.dashboard.internal.view.CaseView;
import org.workflowengine.dashboard.internal.view.CasesView.Choice;
import org.workflowengine.diagram.TransitionMark;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.internal.HostFacts;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.Workflows;

/**
 * What can happen next with a case, and why not. A fact that is hidden from the caller counts as not known: otherwise what is blocked would
 * tell its value.
 */
final class Moves {
    static final String ASKED = "fact.";

    private final Visit visit;
    private final Seen seen;
    private final CaseHead head;
    private final Definition definition;
    private final Set<String> host;
    private final boolean knowsNothing;
    private final Facts facts;
    private final Map<WorkflowTransition, Optional<Refusal>> duties = new HashMap<>();

    private final boolean readsSteps;

    Moves(Visit visit, CaseHead head, Definition definition) {
        this(visit, head, definition, true);
    }

    /** For a list of cases: who made the steps before is not read, so what depends on it is not decided. */
    static Moves inList(Visit visit, CaseHead head, Definition definition) {
        return new Moves(visit, head, definition, false);
    }

    private Moves(Visit visit, CaseHead head, Definition definition, boolean readsSteps) {
        this.readsSteps = readsSteps;
        this.visit = visit;
        this.seen = visit.seen(head.workflow());
        this.head = head;
        this.definition = definition;
        this.knowsNothing = visit.settings().facts() == FactSource.NONE;
        Map<String, Object> known = HostFacts.of(visit.settings().facts(), head, definition);
        this.host = Set.copyOf(known.keySet());
        this.facts = shown(known);
        if (readsSteps
                && leaving().stream()
                        .anyMatch(row -> !definition.obligations(row).isEmpty())) {
            askForDuties();
        }
    }

    List<WorkflowTransition> leaving() {
        return definition.transitionsFrom(head.state());
    }

    private Facts shown(Map<String, Object> known) {
        known.keySet().removeIf(id -> !seen.fact(id));
        for (FactRow row : definition.vocabulary()) {
            if (visit.query().containsKey(ASKED + row.id())) {
                String value = visit.one(ASKED + row.id());
                if (value.isEmpty()) {
                    known.remove(row.id());
                } else {
                    known.put(row.id(), row.isBoolean() ? bool(row, value) : value);
                }
            }
        }
        try {
            return definition.facts(known);
        } catch (InvalidFactsException e) {
            throw new BadRequestException(e.name(), e.found(), e.expected());
        }
    }

    private static Boolean bool(FactRow row, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new BadRequestException(row.id(), value, "true, false");
        }
        return Boolean.valueOf(value);
    }

    boolean isAsked() {
        return visit.query().keySet().stream().anyMatch(name -> name.startsWith(ASKED));
    }

    /** Four eyes and quorums depend on who made the steps before: the engine says, with every guard taken as satisfied. */
    private void askForDuties() {
        Workflows workflows = Workflows.on(visit.settings().runtime(), List.of(definition));
        for (WorkflowTransition row : leaving()) {
            if (definition.obligations(row).isEmpty()) {
                continue;
            }
            Map<String, Object> satisfying = new HashMap<>();
            for (Condition condition : row.guard()) {
                String value = condition.accepted().get(0);
                satisfying.put(condition.fact().id(), condition.fact().isBoolean() ? Boolean.valueOf(value) : value);
            }
            List<PossibleMove> moves = visit.caller()
                    .actor()
                    .map(actor -> workflows.options(head.workflow(), head.caseId(), satisfying, actor))
                    .orElseGet(() -> workflows.options(head.workflow(), head.caseId(), satisfying));
            moves.stream()
                    .filter(move -> move.transition().id().equals(row.id()))
                    .forEach(move -> duties.put(row, move.refusal()));
        }
    }

    TransitionMark mark(WorkflowTransition row) {
        List<Refusal.UnmetCondition> unmet = facts.unmet(row.guard());
        if (duties.getOrDefault(row, Optional.empty()).isPresent()
                || unmet.stream().anyMatch(each -> each.actual().isPresent())) {
            return TransitionMark.BLOCKED;
        }
        boolean isOpen = definition.obligations(row).stream().anyMatch(each -> !isDecided(each));
        return unmet.isEmpty() && !isOpen ? TransitionMark.PERMITTED : TransitionMark.UNDECIDED;
    }

    /** Whether it is known who made the steps before, and for four eyes also who asks. */
    private boolean isDecided(Obligation obligation) {
        return readsSteps
                && (obligation.kind() == Obligation.Kind.QUORUM
                        || visit.caller().actor().isPresent());
    }

    /** Without forms. */
    List<CaseView.Move> toRead() {
        return leaving().stream().map(row -> move(row, Optional.empty(), "")).toList();
    }

    private CaseView.Move move(WorkflowTransition row, Optional<CaseView.Form> form, String noForm) {
        TransitionMark mark = mark(row);
        String status = mark == TransitionMark.PERMITTED
                ? "permitted"
                : mark == TransitionMark.BLOCKED ? "blocked" : "undecided";
        return new CaseView.Move(row.id(), row.to().id(), status, t("next." + status), conditions(row), form, noForm);
    }

    CaseView.Next view(CaseCommands commands) {
        List<CaseView.Move> moves = new ArrayList<>();
        for (WorkflowTransition row : leaving()) {
            TransitionMark mark = mark(row);
            List<String> missing = missing(commands, row);
            moves.add(move(
                    row,
                    mark == TransitionMark.BLOCKED || !missing.isEmpty()
                            ? Optional.empty()
                            : commands.form(visit, head, row),
                    mark == TransitionMark.BLOCKED || missing.isEmpty() || !commands.isOffered(visit, head)
                            ? ""
                            : t("move.unavailable", String.join(", ", missing))));
        }
        boolean isKnown = !facts.values().isEmpty();
        boolean isHidden = leaving().stream()
                .flatMap(row -> row.guard().stream())
                .anyMatch(condition -> isHidden(condition.fact()));
        return new CaseView.Next(
                moves,
                t(
                        isAsked()
                                ? "next.note.asked"
                                : isHidden ? "next.note.hidden" : isKnown ? "next.note.known" : "next.note.unknown"),
                asks(),
                isAsked(),
                moves.isEmpty());
    }

    /** Whether the host may know it, and the caller may not. Whether the host does is not told. */
    private boolean isHidden(FactRow fact) {
        return !knowsNothing && !seen.fact(fact.id());
    }

    /** What a form of the transition could never bring: then there is none. */
    private List<String> missing(CaseCommands commands, WorkflowTransition row) {
        return row.guard().stream()
                .map(Condition::fact)
                .filter(fact -> !isHidden(fact)
                        && !host.contains(fact.id())
                        && !commands.isClaimable(head.workflow(), fact.id()))
                .map(FactRow::id)
                .distinct()
                .toList();
    }

    private List<CaseView.Condition> conditions(WorkflowTransition row) {
        List<CaseView.Condition> conditions = new ArrayList<>();
        for (Condition condition : row.guard()) {
            Optional<String> found = facts.value(condition.fact());
            boolean isMet = condition.isSatisfiedBy(found.orElse(null));
            conditions.add(new CaseView.Condition(
                    found.isEmpty() ? "q" : isMet ? "y" : "x",
                    condition.fact().id(),
                    condition.fact().message(),
                    String.join(t("question.or"), condition.accepted()),
                    found.orElse(""),
                    isHidden(condition.fact()) && found.isEmpty()));
        }
        for (Obligation obligation : definition.obligations(row)) {
            Optional<Refusal> refusal = duties.getOrDefault(row, Optional.empty());
            boolean isKnown = isDecided(obligation);
            conditions.add(new CaseView.Condition(
                    refusal.filter(each -> isAbout(each, obligation)).isPresent() ? "x" : isKnown ? "y" : "q",
                    Duties.words(obligation),
                    refusal.filter(each -> isAbout(each, obligation))
                            .map(Duties::refused)
                            .orElse(""),
                    "",
                    "",
                    false));
        }
        if (conditions.isEmpty()) {
            conditions.add(new CaseView.Condition("y", t("next.nothing"), "", "", "", false));
        }
        return conditions;
    }

    private static boolean isAbout(Refusal refusal, Obligation obligation) {
        return obligation.kind() == Obligation.Kind.QUORUM
                ? refusal instanceof Refusal.QuorumNotReached
                : refusal instanceof Refusal.ActorNotPermitted;
    }

    private List<CaseView.Ask> asks() {
        Set<FactRow> rows = new LinkedHashSet<>();
        leaving().forEach(row -> row.guard().forEach(condition -> rows.add(condition.fact())));
        return rows.stream()
                .map(row -> ask(row, ASKED + row.id(), facts.value(row).orElse("")))
                .toList();
    }

    /** Lets somebody choose a fact's value. */
    static CaseView.Ask ask(FactRow row, String name, String value) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", t("next.unknown"), value.isEmpty()));
        List<String> values = row.isBoolean() ? List.of("true", "false") : row.values();
        values.forEach(each -> choices.add(new Choice(each, each, each.equals(value))));
        return new CaseView.Ask(row.id(), name, choices);
    }
}
