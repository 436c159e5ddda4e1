package org.workflowengine.http;

import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.Near;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;

/**
 * Turns a refusal into a problem: its kind becomes the type, its data become members. What the caller may not see is in neither the members
 * nor the sentence.
 */
final class RefusalProblem implements Refusal.Match<Problem> {
    private final View view;

    private RefusalProblem(View view) {
        this.view = view;
    }

    static Problem of(Refusal refusal, View view) {
        return refusal.match(new RefusalProblem(view));
    }

    private static Problem problem(Refusal refusal, String detail) {
        return ProblemType.ofRefusal(refusal.kind())
                .map(type -> Problem.of(type, detail))
                .orElseGet(() -> Problem.ofLaterKind(refusal.kind(), detail));
    }

    @Override
    public Problem other(Refusal refusal) {
        return problem(refusal, refusal.explanation());
    }

    @Override
    public Problem noSuchCase(Refusal.NoSuchCase refusal) {
        return other(refusal).with("caseId", refusal.caseId());
    }

    @Override
    public Problem caseAlreadyExists(Refusal.CaseAlreadyExists refusal) {
        // A case of another workflow is none of this one's business.
        return refusal.head().workflow().equals(view.workflow())
                ? other(refusal).with("case", CaseJson.of(refusal.head()))
                : problem(refusal, "the id belongs to a case of another workflow");
    }

    @Override
    public Problem unknownTransition(Refusal.UnknownTransition refusal) {
        // The one name of a refusal that a client chooses freely: it may have any length.
        return problem(
                        refusal,
                        "the workflow has no transition " + Quoted.of(refusal.transition())
                                + Near.question(refusal.near()))
                .with("transition", Quoted.cut(refusal.transition()))
                .with("near", refusal.near());
    }

    @Override
    public Problem notAllowedHere(Refusal.NotAllowedHere refusal) {
        return other(refusal)
                .with("transition", refusal.transition())
                .with("state", refusal.state())
                .with("allowed", refusal.allowed());
    }

    @Override
    public Problem guardNotSatisfied(Refusal.GuardNotSatisfied refusal) {
        String detail = refusal.transition() + " from " + refusal.state() + " requires "
                + refusal.unmet().stream().map(this::sentence).collect(Collectors.joining("; "));
        return problem(refusal, detail)
                .with("transition", refusal.transition())
                .with("state", refusal.state())
                .with("unmet", refusal.unmet().stream().map(this::unmet).toList());
    }

    private String sentence(UnmetCondition unmet) {
        return view.showsFound(unmet.fact().id())
                ? unmet.toString()
                : unmet.fact() + " = " + String.join(" or ", unmet.required());
    }

    private JsonObject unmet(UnmetCondition unmet) {
        JsonObject json = new JsonObject()
                .with("fact", unmet.fact().id())
                .with("message", unmet.fact().message())
                .with("required", unmet.required());
        return view.showsFound(unmet.fact().id())
                ? json.with("found", unmet.actual()).with("hidden", false)
                : json.with("hidden", true);
    }

    @Override
    public Problem actorNotPermitted(Refusal.ActorNotPermitted refusal) {
        boolean shown = view.showsActor() || view.isCaller(refusal.actor());
        String detail = shown
                ? refusal.explanation()
                : refusal.transition() + " from " + refusal.state() + " may not be made by who brought the case into "
                        + refusal.enteredState();
        Problem problem = problem(refusal, detail)
                .with("transition", refusal.transition())
                .with("state", refusal.state())
                .with("enteredState", refusal.enteredState())
                .with("seq", refusal.seq())
                .with("cause", refusal.cause());
        return shown ? problem.with("actor", refusal.actor()) : problem.with("hidden", List.of("actor"));
    }

    @Override
    public Problem quorumNotReached(Refusal.QuorumNotReached refusal) {
        return other(refusal)
                .with("transition", refusal.transition())
                .with("state", refusal.state())
                .with("step", refusal.step())
                .with("persons", refusal.persons())
                .with("requiredPersons", refusal.required());
    }

    @Override
    public Problem stale(Refusal.Stale refusal) {
        return other(refusal)
                .with("expectedSeq", refusal.expectedSeq())
                .with("seq", refusal.foundSeq())
                .with("winner", StepJson.of(refusal.winner(), view))
                .header("ETag", Preconditions.etag(refusal.foundSeq()));
    }

    @Override
    public Problem invalidInput(Refusal.InvalidInput refusal) {
        return other(refusal)
                .with("field", refusal.field())
                .with("found", refusal.found())
                .with("expected", refusal.expected());
    }

    @Override
    public Problem requestIdReused(Refusal.RequestIdReused refusal) {
        return other(refusal).with("caseId", refusal.caseId()).with("seq", refusal.seq());
    }

    @Override
    public Problem definitionMismatch(Refusal.DefinitionMismatch refusal) {
        return refusal.head().workflow().equals(view.workflow())
                ? other(refusal).with("case", CaseJson.of(refusal.head())).with("version", refusal.version())
                : problem(refusal, "the case belongs to another workflow");
    }

    @Override
    public Problem notErasable(Refusal.NotErasable refusal) {
        return other(refusal)
                .with("caseId", refusal.caseId())
                .with("seq", refusal.seq())
                .with("cause", refusal.cause());
    }

    @Override
    public Problem notMigratable(Refusal.NotMigratable refusal) {
        return other(refusal)
                .with("case", CaseJson.of(refusal.head()))
                .with("version", refusal.version())
                .with("cause", refusal.cause());
    }

    @Override
    public Problem notImportable(Refusal.NotImportable refusal) {
        return other(refusal).with("state", refusal.state()).with("allowed", refusal.importable());
    }

    @Override
    public Problem appliedUnderAnotherVersion(Refusal.AppliedUnderAnotherVersion refusal) {
        return other(refusal).with("case", CaseJson.of(refusal.head())).with("version", refusal.version());
    }

    @Override
    public Problem onHold(Refusal.OnHold refusal) {
        return matters(refusal, refusal.caseId(), "the case is under a legal hold", refusal.matters());
    }

    @Override
    public Problem heldAlready(Refusal.HeldAlready refusal) {
        return matters(refusal, refusal.caseId(), "the case is held for that matter already", List.of(refusal.matter()))
                .with("seq", refusal.seq());
    }

    @Override
    public Problem notHeld(Refusal.NotHeld refusal) {
        return matters(refusal, refusal.caseId(), "the case is not held for that matter", refusal.standing());
    }

    private Problem matters(Refusal refusal, String caseId, String withoutNames, List<String> matters) {
        Problem problem = problem(refusal, view.showsReason() ? refusal.explanation() : withoutNames)
                .with("caseId", caseId);
        return view.showsReason() ? problem.with("matters", matters) : problem.with("hidden", List.of("matters"));
    }

    @Override
    public Problem purged(Refusal.Purged refusal) {
        return other(refusal)
                .with("caseId", refusal.caseId())
                .with("purgedAt", refusal.purgedAt())
                .with("tombstone", refusal.tombstone())
                .with("retentionClass", refusal.retentionClass());
    }
}
