package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A guard that is not satisfied is answered with the facts that stand in the way, and not a byte is written. */
class GuardFailureChangesNothingTest {
    private static final Decision BY_BOB = by("bob").because("low risk");

    @Test
    void everyCombinationOfUnknownFalseAndTrue() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = Engine.on(database.runtime());
            Case review =
                    reviews.open("C-1", BY_BOB).orThrow().startReview(BY_BOB).orThrow();
            List<String> before = database.content();
            Boolean[] values = {null, false, true};
            for (Boolean risk : values) {
                for (Boolean amount : values) {
                    if (Boolean.TRUE.equals(risk) && Boolean.TRUE.equals(amount)) {
                        continue;
                    }
                    Map<String, Boolean> known = new HashMap<>();
                    List<UnmetCondition> unmet = new ArrayList<>();
                    demand(CaseReview.RISK_RULES_PASSED, risk, known, unmet);
                    demand(CaseReview.AMOUNT_WITHIN_THRESHOLD, amount, known, unmet);
                    ReviewFacts facts = ReviewFacts.of(known);
                    GuardNotSatisfied expected = new GuardNotSatisfied("UNDER_REVIEW", "APPROVE", unmet);

                    assertThat(refusal(reviews.approve("C-1", facts, BY_BOB))).isEqualTo(expected);
                    assertThat(refusal(review.make(
                                    CaseReview.Transition.UNDER_REVIEW_APPROVE,
                                    BY_BOB,
                                    facts.values().toArray(FactValue[]::new))))
                            .isEqualTo(expected);
                    // The dry run says the same.
                    assertThat(reviews.options("C-1", facts))
                            .filteredOn(option -> option.transition().id().equals("APPROVE"))
                            .extracting(PossibleMove::refusal)
                            .containsExactly(Optional.of(expected));
                    assertThat(database.content()).isEqualTo(before);
                }
            }
            assertThat(reviews.approve("C-1", CaseReview.facts("RISK_RULES_PASSED", "AMOUNT_WITHIN_THRESHOLD"), BY_BOB)
                            .isApplied())
                    .isTrue();
        }
    }

    @Test
    void theRefusalNamesTheFactAndItsMeaning() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Engine reviews = Engine.on(runtime);
            reviews.open("C-1", BY_BOB).orThrow().startReview(BY_BOB).orThrow();
            Outcome<Case> outcome =
                    reviews.approve("C-1", ReviewFacts.of(Map.of("AMOUNT_WITHIN_THRESHOLD", false)), BY_BOB);
            assertThat(((Refused<Case>) outcome).refusal().explanation())
                    .isEqualTo("APPROVE from UNDER_REVIEW requires "
                            + "RISK_RULES_PASSED (no risk rule objects) = true, found unknown; "
                            + "AMOUNT_WITHIN_THRESHOLD = true, found false");
        }
    }

    private static void demand(FactRow fact, Boolean value, Map<String, Boolean> known, List<UnmetCondition> unmet) {
        if (value != null) {
            known.put(fact.id(), value);
        }
        if (!Boolean.TRUE.equals(value)) {
            unmet.add(new UnmetCondition(
                    fact, List.of("true"), Optional.ofNullable(value).map(String::valueOf)));
        }
    }

    private static Object refusal(Outcome<Case> outcome) {
        return ((Refused<Case>) outcome).refusal();
    }
}
