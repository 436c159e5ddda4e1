package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.CaseReview.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Whatever is asked of a case in whatever state: only what the definition draws there is ever made. */
class IllegalTransitionsAreRejectedTest {
    private static final Decision BY_ALICE = by("alice").because("she asked for it");

    /** The reference workflow once more, written down from its drawing and not from the fixture's code. */
    private static final Map<String, Map<String, String>> DRAWN = Map.of(
            "CREATED", Map.of("START_REVIEW", "UNDER_REVIEW"),
            "UNDER_REVIEW",
                    Map.of(
                            "APPROVE", "APPROVED",
                            "REJECT", "REJECTED",
                            "ESCALATE", "ESCALATED",
                            "REQUEST_INFO", "WAITING_INFO"),
            "WAITING_INFO", Map.of("RESUME", "UNDER_REVIEW"),
            "ESCALATED", Map.of("RETURN_TO_REVIEW", "UNDER_REVIEW", "APPROVE", "APPROVED", "REJECT", "REJECTED"),
            "APPROVED", Map.of("CLOSE", "CLOSED"),
            "REJECTED", Map.of("CLOSE", "CLOSED"),
            "CLOSED", Map.of());

    private static final Map<String, List<String>> WAY_TO = Map.of(
            "CREATED", List.of(),
            "UNDER_REVIEW", List.of("START_REVIEW"),
            "WAITING_INFO", List.of("START_REVIEW", "REQUEST_INFO"),
            "ESCALATED", List.of("START_REVIEW", "ESCALATE"),
            "APPROVED", List.of("START_REVIEW", "APPROVE"),
            "REJECTED", List.of("START_REVIEW", "REJECT"),
            "CLOSED", List.of("START_REVIEW", "REJECT", "CLOSE"));

    @Test
    void everyNameInEveryState() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = Engine.on(database.runtime());
            Set<String> names = new TreeSet<>();
            DRAWN.values().forEach(moves -> names.addAll(moves.keySet()));
            int applied = 0;
            int refused = 0;
            for (String state : DRAWN.keySet()) {
                for (String name : names) {
                    String caseId = state + " " + name;
                    bring(reviews, caseId, state);
                    List<String> before = database.content();
                    Outcome<Case> outcome = reviews.fire(caseId, name, ALL_TRUE, BY_ALICE);
                    String target = DRAWN.get(state).get(name);
                    if (target != null) {
                        assertThat(outcome.orThrow().state()).hasToString(target);
                        applied++;
                    } else {
                        assertThat(refusal(outcome)).isInstanceOfSatisfying(NotAllowedHere.class, no -> {
                            assertThat(no.state()).isEqualTo(state);
                            assertThat(no.transition()).isEqualTo(name);
                            assertThat(no.allowed())
                                    .containsExactlyInAnyOrderElementsOf(
                                            DRAWN.get(state).keySet());
                        });
                        assertThat(database.content()).isEqualTo(before);
                        refused++;
                    }
                }
            }
            assertThat(applied).isEqualTo(11);
            assertThat(refused).isEqualTo(7 * 8 - 11);
        }
    }

    @Test
    void aHandleHasNoOtherPowersThanAName() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = Engine.on(database.runtime());
            for (State state : State.values()) {
                for (Transition transition : Transition.values()) {
                    if (DRAWN.get(state.id()).containsKey(transition.id())) {
                        continue;
                    }
                    String caseId = state + " " + transition;
                    Case handle = bring(reviews, caseId, state.id());
                    List<String> before = database.content();
                    assertThat(refusal(handle.make(
                                    transition, BY_ALICE, ALL_TRUE.values().toArray(FactValue[]::new))))
                            .isInstanceOf(NotAllowedHere.class);
                    assertThat(database.content()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThatAreNear() {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = Engine.on(database.runtime());
            bring(reviews, "C-1", "UNDER_REVIEW");
            assertThat(refusal(reviews.fire("C-1", "APROVE", ALL_TRUE, BY_ALICE)))
                    .isEqualTo(new UnknownTransition("APROVE", List.of("APPROVE")));
            for (String hostile :
                    List.of("", "(open)", "approve", "APPROVE ", "APPROVE\0", "'; DROP TABLE workflow_case;--")) {
                assertThat(refusal(reviews.fire("C-1", hostile, ALL_TRUE, BY_ALICE)))
                        .as(hostile)
                        .isInstanceOf(UnknownTransition.class);
            }
        }
    }

    private static Case bring(Engine reviews, String caseId, String state) {
        Case handle = reviews.open(caseId, BY_ALICE).orThrow();
        for (String step : new ArrayList<>(WAY_TO.get(state))) {
            handle = reviews.fire(caseId, step, ALL_TRUE, BY_ALICE).orThrow();
        }
        assertThat(handle.state()).hasToString(state);
        return handle;
    }

    private static Object refusal(Outcome<Case> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<Case>) outcome).refusal();
    }
}
