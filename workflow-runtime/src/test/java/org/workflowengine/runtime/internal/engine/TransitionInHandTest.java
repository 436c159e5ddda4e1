package org.workflowengine.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/** A handle hands its transition over: it is used as it is when it is the definition's own, and only its name counts otherwise. */
class TransitionInHandTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final int DECISIONS = 10_000;

    /** Has the name of a transition, but other conditions and another end. */
    private record Forged(String id, State from, State to, List<Condition> guard) implements WorkflowTransition {}

    private static WorkflowTransition forged(State from, State to) {
        return new Forged("APPROVE", from, to, List.of());
    }

    @Test
    void aForgedGuardIsNotAsked() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Case review = underReview(runtime);
            assertThat(review.make(forged(State.UNDER_REVIEW, State.APPROVED), BY_ALICE))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(GuardNotSatisfied.class));
            assertThat(Engine.on(runtime).load("C-1").seq()).isEqualTo(2);
        }
    }

    @Test
    void aForgedEndIsNotEntered() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Case approved = underReview(runtime)
                    .make(forged(State.UNDER_REVIEW, State.CLOSED), BY_ALICE, satisfying())
                    .orThrow();
            assertThat(approved.state()).isEqualTo(State.APPROVED);
        }
    }

    @Test
    void aTransitionOfAnotherStateIsRefused() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            assertThat(underReview(runtime).make(Transition.APPROVED_CLOSE, BY_ALICE))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(NotAllowedHere.class));
        }
    }

    @Test
    void onlyTheVeryObjectIsTheDefinitionsOwn() {
        Definition definition = CaseReview.DEFINITION;
        assertThat(definition.isOwn(Transition.UNDER_REVIEW_APPROVE, "UNDER_REVIEW"))
                .isTrue();
        assertThat(definition.isOwn(Transition.UNDER_REVIEW_APPROVE, "ESCALATED"))
                .isFalse();
        assertThat(definition.isOwn(forged(State.UNDER_REVIEW, State.APPROVED), "UNDER_REVIEW"))
                .isFalse();
        Definition stored = Definition.read(definition.graph());
        assertThat(stored.isOwn(Transition.UNDER_REVIEW_APPROVE, "UNDER_REVIEW"))
                .isFalse();
    }

    /** Deciding allocates nothing, by name and with a transition at hand. */
    @Test
    void decidingAllocatesNothing() {
        ReviewFacts facts = ReviewFacts.of(satisfying());
        WorkflowTransition row = Transition.UNDER_REVIEW_APPROVE;
        WorkflowState state = State.UNDER_REVIEW;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < DECISIONS; i++) {
                Optional<Refusal> byName = Guards.refusal(CaseReview.DEFINITION, state.id(), "APPROVE", facts);
                boolean permitted = byName.isEmpty()
                        && CaseReview.DEFINITION.isOwn(row, state.id())
                        && Guards.refusal(row, facts).isEmpty();
                if (!permitted) {
                    throw new AssertionError("the decision is another one");
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        // The question itself may allocate; each decision would do so ten thousand times.
        assertThat(least).isLessThan(DECISIONS);
    }

    private static Case underReview(WorkflowRuntime runtime) {
        return Engine.on(runtime)
                .open("C-1", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE)
                .orThrow();
    }

    private static FactValue[] satisfying() {
        return new FactValue[] {
            new FactValue(CaseReview.RISK_RULES_PASSED, "true"),
            new FactValue(CaseReview.AMOUNT_WITHIN_THRESHOLD, "true")
        };
    }
}
