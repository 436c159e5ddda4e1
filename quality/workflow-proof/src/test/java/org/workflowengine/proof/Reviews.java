package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.CaseHandle;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/** The reference workflow with one transition more: a reminder, which leaves a case in the state in which it was. */
final class Reviews {
    static final List<WorkflowTransition> TRANSITIONS = transitions();

    static final Definition DEFINITION =
            Definition.of("reminded-review", 1, List.of(State.values()), TRANSITIONS, CaseReview.VOCABULARY);

    private Reviews() {}

    private static List<WorkflowTransition> transitions() {
        List<WorkflowTransition> all = new ArrayList<>(List.of(Transition.values()));
        all.add(Staying.UNDER_REVIEW_REMIND);
        return List.copyOf(all);
    }

    /** A name of a transition that no other has. */
    static String name(WorkflowTransition transition) {
        return transition.from().id() + "." + transition.id();
    }

    static WorkflowTransition named(String name) {
        return TRANSITIONS.stream()
                .filter(transition -> name(transition).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private enum Staying implements WorkflowTransition {
        UNDER_REVIEW_REMIND;

        @Override
        public String id() {
            return "REMIND";
        }

        @Override
        public State from() {
            return State.UNDER_REVIEW;
        }

        @Override
        public State to() {
            return State.UNDER_REVIEW;
        }

        @Override
        public List<Condition> guard() {
            return List.of();
        }
    }

    /** A case in hand. */
    static final class Case extends CaseHandle {
        private final State state;

        Case(Engine engine, CaseHead head) {
            super(engine, head);
            this.state = State.valueOf(head.state());
        }

        @Override
        public State state() {
            return state;
        }

        Outcome<Case> make(WorkflowTransition transition, Decision decision, FactValue... facts) {
            return move(transition, decision, facts);
        }

        Outcome<Case> startReview(Decision decision) {
            return make(
                    Transition.CREATED_START_REVIEW,
                    decision,
                    new FactValue(CaseReview.REQUIRED_FIELDS_COMPLETE, "true"));
        }

        Outcome<Case> reject(Decision decision) {
            return make(Transition.UNDER_REVIEW_REJECT, decision, new FactValue(CaseReview.VALIDATION_FAILED, "true"));
        }

        Outcome<Case> escalate(Decision decision) {
            return make(Transition.UNDER_REVIEW_ESCALATE, decision, new FactValue(CaseReview.HIGH_AMOUNT, "true"));
        }

        Outcome<Case> remind(Decision decision) {
            return make(Staying.UNDER_REVIEW_REMIND, decision);
        }
    }

    /** Opens, loads and moves cases. */
    static final class Engine extends WorkflowEngine<Case, ReviewFacts, State> {
        private Engine(WorkflowHost host) {
            super(host, DEFINITION);
        }

        static Engine on(WorkflowHost host) {
            return new Engine(host);
        }

        Outcome<Case> open(String caseId, Decision decision) {
            return opening(caseId, decision);
        }

        @Override
        protected Case handle(CaseHead head) {
            return new Case(this, head);
        }
    }
}
