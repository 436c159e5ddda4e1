package org.workflowengine.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.engine.Workflows;

/** Facts of a move by name are read as the generated parser reads them: what is wrong is refused in the same words. */
class FactsByNameTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private WorkflowRuntime runtime;
    private Workflows workflows;

    @BeforeEach
    void open() {
        runtime = WorkflowRuntime.inMemory();
        workflows = Workflows.on(runtime, List.of(CaseReviewTransition.DEFINITION));
        workflows.open("case-review", "C-1", BY_ALICE).orThrow();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    static List<String> wrong() {
        List<String> wrong = new ArrayList<>(List.of(
                "",
                " ",
                "null",
                "[]",
                "{",
                "{}}",
                "{} {}",
                "{\"REQUIRED_FIELDS_COMPLETE\"}",
                "{\"REQUIRED_FIELDS_COMPLETE\":}",
                "{REQUIRED_FIELDS_COMPLETE:true}",
                "{\"REQUIRED_FIELDS_COMPLETE\":true,}",
                "{\"REQUIRED_FIELDS_COMPLETED\":true}",
                "{\"required_fields_complete\":true}",
                "{\"NONE\":true}",
                "{\"\":true}",
                "{\"RISK_RULES_PASSED\":true,\"RISK_RULES_PASSED\":true}",
                "{\"RISK_RULES_PASSED\":true,\"RISK_RULES_PASSED\":false}",
                "{\"RISK_RULES_PASSED\":tru}",
                "{\"RISK_RULES_PASSED\":TRUE}",
                " ".repeat(70_000)));
        for (String value : List.of("1", "0", "1.5", "null", "\"true\"", "\"\"", "[true]", "{}", "\"\\u0000\"")) {
            wrong.add("{\"HIGH_AMOUNT\":" + value + "}");
        }
        return wrong;
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongJsonIsRefusedInTheWordsOfTheGeneratedParser(String json) {
        assertThatThrownBy(() -> CaseReviewFacts.fromJson(json))
                .isInstanceOfSatisfying(InvalidFactsException.class, thrown -> {
                    Outcome<CaseHead> outcome = workflows.fire("case-review", "C-1", "START_REVIEW", json, BY_ALICE);
                    assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.refusal()).isEqualTo(thrown.refusal());
                        assertThat(refused.refusal().explanation()).isEqualTo(thrown.getMessage());
                    });
                });
    }

    @Test
    void aWrongMapIsRefusedInTheWordsOfTheGeneratedParser() {
        for (Map<String, ?> facts : List.of(
                Map.of("HIGH_AMOUNT", 1),
                Map.of("HIGH_AMOUNT", "true"),
                Map.of("HIGH", true),
                Collections.singletonMap("HIGH_AMOUNT", null))) {
            assertThatThrownBy(() -> CaseReviewFacts.from(facts))
                    .isInstanceOfSatisfying(
                            InvalidFactsException.class,
                            thrown -> assertThat(workflows.fire("case-review", "C-1", "START_REVIEW", facts, BY_ALICE))
                                    .isInstanceOfSatisfying(
                                            Refused.class,
                                            refused -> assertThat(refused.refusal())
                                                    .isEqualTo(thrown.refusal())));
        }
    }

    @Test
    void rightJsonMovesTheCaseOnTheFactsOfTheGeneratedParser() {
        String json = " { \"REQUIRED_FIELDS_COMPLETE\" : true , \"HIGH_AMOUNT\":false} ";
        CaseHead head = workflows
                .fire("case-review", "C-1", "START_REVIEW", json, BY_ALICE)
                .orThrow();
        assertThat(head.state()).isEqualTo("UNDER_REVIEW");
        assertThat(CaseReviewEngine.on(runtime).history("C-1").entries().get(1).facts())
                .isEqualTo(CaseReviewFacts.fromJson(json).canonicalText());
    }
}
