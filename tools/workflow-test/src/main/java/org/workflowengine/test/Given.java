package org.workflowengine.test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.CaseHandle;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * Where a test begins: {@code var review = given(claims, ClaimCase.UnderReview.class);}. A new case is opened and taken to the state on the
 * shortest legal way. Guards are satisfied with generated facts, and every step is made by another person, {@code given-1}, {@code given-2}
 * and so on, so that four eyes and quorums are satisfied, and no actor of the test is excluded by them. Every step is in the audit. None
 * counts as coverage: request ids that begin with {@code workflow-test:} mark them.
 */
public final class Given {
    private Given() {}

    /**
     * A new case in a state, with the handle of that state.
     *
     * @param engine the engine of the case
     * @param state the generated handle of the state, such as {@code ClaimCase.UnderReview.class}
     * @param older engines of older versions, for a state that only migrated cases reach
     * @param <C> the handle type of the workflow
     * @param <H> the handle type of the state
     * @return the case
     * @throws IllegalArgumentException if the type is not the handle of one state, or no legal way leads there
     */
    public static <C extends CaseHandle, H extends C> H given(
            WorkflowEngine<C, ?, ?> engine, Class<H> state, WorkflowEngine<?, ?, ?>... older) {
        Objects.requireNonNull(engine, "engine");
        WorkflowState known = state(engine.definition(), Objects.requireNonNull(state, "state"));
        return state.cast(bring(engine, known, older));
    }

    /**
     * A new case in a state.
     *
     * @param engine the engine of the case
     * @param state the state
     * @param older engines of older versions, for a state that only migrated cases reach
     * @param <C> the handle type of the workflow
     * @param <S> the states of the workflow
     * @return the case
     * @throws IllegalArgumentException if no legal way leads there
     */
    public static <C extends CaseHandle, S extends WorkflowState> C given(
            WorkflowEngine<C, ?, S> engine, S state, WorkflowEngine<?, ?, ?>... older) {
        Objects.requireNonNull(engine, "engine");
        String id = Objects.requireNonNull(state, "state").id();
        return engine.load(bring(engine, state(engine.definition(), id), older).caseId());
    }

    /**
     * Facts that satisfy the guard of a transition, and no others: {@code ClaimFacts.from(satisfyingFacts(UNDER_REVIEW_APPROVE))}.
     *
     * @param transition the transition
     * @return a new map from the id of each fact to a {@link Boolean} or the name of an enum constant, sorted
     * @throws IllegalArgumentException if no facts satisfy the guard
     */
    public static Map<String, Object> satisfyingFacts(WorkflowTransition transition) {
        return GuardFacts.asValues(
                Objects.requireNonNull(transition, "transition").guard(), satisfying(transition));
    }

    /**
     * Facts that satisfy the guard of a transition except in one fact, which has a value that is not accepted. If every value is accepted,
     * the fact is unknown.
     *
     * @param transition the transition
     * @param fact a fact that its guard requires
     * @return as {@link #satisfyingFacts}
     * @throws IllegalArgumentException if the guard does not require the fact, or no facts satisfy the guard
     */
    public static Map<String, Object> satisfyingFactsExcept(WorkflowTransition transition, FactRow fact) {
        Objects.requireNonNull(fact, "fact");
        List<Condition> guard = Objects.requireNonNull(transition, "transition").guard();
        Map<String, String> facts = satisfying(transition);
        if (!facts.containsKey(fact.id())) {
            throw new IllegalArgumentException("fact: found " + fact.id() + ", expected one that " + transition.id()
                    + " from " + transition.from().id() + " requires: " + facts.keySet());
        }
        List<String> accepted =
                Objects.requireNonNull(GuardFacts.accepted(guard).get(fact));
        return GuardFacts.asValues(
                guard,
                GuardFacts.rejected(fact, accepted).stream()
                        .findFirst()
                        .map(value -> GuardFacts.with(facts, fact.id(), value))
                        .orElseGet(() -> GuardFacts.without(facts, fact.id())));
    }

    private static Map<String, String> satisfying(WorkflowTransition transition) {
        return GuardFacts.satisfying(transition.guard())
                .orElseThrow(() -> new IllegalArgumentException("transition: no facts satisfy the guard of "
                        + transition.id() + " from " + transition.from().id() + ", which is " + transition.guard()));
    }

    private static WorkflowState state(Definition definition, String id) {
        return definition
                .state(id)
                .orElseThrow(() -> new IllegalArgumentException("state: found " + id + ", expected one of "
                        + definition.states().stream().map(WorkflowState::id).toList()));
    }

    /** A handle and the constant of its state have the same Java name, as a type is written and as a constant is. */
    private static WorkflowState state(Definition definition, Class<?> handle) {
        List<WorkflowState> found = definition.states().stream()
                .filter(state -> state instanceof Enum<?> constant
                        && constant.name()
                                .replace("_", "")
                                .equals(handle.getSimpleName().replace("_", "").toUpperCase(Locale.ROOT)))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("state: found " + handle.getName()
                    + ", expected the generated handle of one state, such as "
                    + "ClaimCase.UnderReview.class; or give the state itself");
        }
        return found.get(0);
    }

    private static CaseHandle bring(
            WorkflowEngine<?, ?, ?> engine, WorkflowState state, WorkflowEngine<?, ?, ?>... older) {
        Subject subject = new Subject(engine, Arrays.asList(Objects.requireNonNull(older, "older")));
        PathSearch search = new PathSearch(subject.definition(), subject.older());
        List<PathStep> way = search.to(state.id())
                .orElseThrow(() -> new IllegalArgumentException("state: no legal way leads to " + state.id() + " of "
                        + subject.definition().workflow() + " version "
                        + subject.definition().version() + "; reached were " + search.reached()
                        + ". If only migrated cases reach it, give the engines of the older versions too"));
        String caseId = begin(subject, way.get(0));
        for (int i = 1; i < way.size(); i++) {
            step(subject, way.get(i), caseId, i + 1).orThrow();
        }
        return subject.load(caseId);
    }

    /** Under the first id that is free. */
    private static String begin(Subject subject, PathStep first) {
        for (int number = 1; ; number++) {
            String caseId = "given-" + number;
            Outcome<CaseHead> outcome = step(subject, first, caseId, 1);
            if (!isTaken(outcome)) {
                outcome.orThrow();
                return caseId;
            }
        }
    }

    /**
     * An id is taken, too, by a case that was begun in the same way: the request is then answered as replayed, or, if the case has been
     * migrated since, as applied under another version.
     */
    private static boolean isTaken(Outcome<CaseHead> outcome) {
        if (outcome instanceof Outcome.Refused<CaseHead> refused) {
            Refusal refusal = refused.refusal();
            return refusal instanceof Refusal.CaseAlreadyExists
                    || refusal instanceof Refusal.Purged
                    || refusal instanceof Refusal.RequestIdReused
                    || refusal instanceof Refusal.AppliedUnderAnotherVersion;
        }
        return ((Outcome.Applied<CaseHead>) outcome).replayed();
    }

    /** The request id names the definition: a case that another workflow or version has begun is then another request, not a repeated one. */
    private static Outcome<CaseHead> step(Subject subject, PathStep step, String caseId, int number) {
        String requestId = Marks.GIVEN + number + ":"
                + step.definition().fingerprint().hex().substring(0, 16);
        return subject.all(
                        step.definition(),
                        List.of(step.request(
                                caseId,
                                Subject.decision(PathSearch.person(number)).requestId(requestId),
                                step.definition())))
                .get(0);
    }
}
