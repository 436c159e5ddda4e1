package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Graph;

/** What a case has done, as a path. */
class CasePathTest {
    private static final Decision BY_ALICE = by("alice").because("received");

    @Test
    void aStepThatLeavesTheCaseWhereItIsEntersNothing() {
        CasePath path = Samples.path();
        assertThat(path.caseId()).isEqualTo("C-1042");
        assertThat(path.workflow()).isEqualTo("case-review");
        assertThat(path.state()).isEqualTo("UNDER_REVIEW");
        assertThat(path.fingerprint()).isEqualTo(CaseReview.DEFINITION.fingerprint());
        // The eleventh step is an erasure.
        assertThat(path.since()).isEqualTo(10);
        assertThat(path.entered("APPROVED")).isEmpty();
        assertThat(path.steps("UNDER_REVIEW", "REQUEST_INFO", "WAITING_INFO").brief())
                .isEqualTo("×3");
        assertThat(path.steps("UNDER_REVIEW", "ESCALATE", "ESCALATED").words()).isEqualTo("step 3");
    }

    @Test
    void aTransitionThatStaysIsWalkedAndEntersNothing() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Workflows orders = Workflows.on(runtime, List.of(Samples.LOOPS));
            orders.open("orders", "O-1", BY_ALICE).orThrow();
            for (String step : List.of("EDIT", "ADD_LINE", "EDIT")) {
                orders.fire("orders", "O-1", step, Map.of(), BY_ALICE).orThrow();
            }
            CasePath path = CasePath.of(steps(runtime, "O-1"));
            assertThat(path.since()).isEqualTo(1);
            assertThat(path.steps("DRAFT", "EDIT", "DRAFT").words()).isEqualTo("steps 2 and 4");
            assertThat(Diagram.of(Samples.LOOPS).withPath(path).text())
                    .contains("[▶ DRAFT ] ↺ ADD_LINE 3, EDIT 2 4, REMOVE_LINE");
        }
    }

    @Test
    void theEndOfALongPathSaysWhereItBegins() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Workflows orders = Workflows.on(runtime, List.of(Samples.LOOPS));
            orders.open("orders", "O-1", BY_ALICE).orThrow();
            for (String step : List.of("EDIT", "ADD_LINE", "EDIT")) {
                orders.fire("orders", "O-1", step, Map.of(), BY_ALICE).orThrow();
            }
            List<AuditEntry> steps = steps(runtime, "O-1");
            CasePath end = CasePath.ofNewest(steps.subList(2, 4));
            assertThat(end.steps("DRAFT", "EDIT", "DRAFT").words()).isEqualTo("step 4");
            assertThat(Diagram.of(Samples.LOOPS).withPath(end).svg())
                    .contains("case O-1 in DRAFT; its steps from 3 on")
                    .doesNotContain("since step");
            assertThatThrownBy(() -> CasePath.ofNewest(List.of(steps.get(1), steps.get(3))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatOnlyAnotherVersionPermitsIsCountedAndNotDrawn() {
        Definition first = Graph.of("claim", 1, List.of(), "NEW -ASK-> PENDING", "PENDING -GO-> DONE");
        Definition plain = Graph.of("claim", 2, List.of(), "NEW -ASK-> WAITING", "WAITING -GO-> DONE");
        Definition second = Definition.of(
                "claim",
                2,
                plain.states(),
                plain.transitions(),
                List.of(),
                Traits.NONE.migration(Migration.from(1, first.fingerprint().hex())
                        .state("PENDING", plain.state("WAITING").orElseThrow())));
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Workflows old = Workflows.on(runtime, List.of(first));
            old.open("claim", "C-1", BY_ALICE).orThrow();
            old.fire("claim", "C-1", "ASK", Map.of(), BY_ALICE).orThrow();
            Workflows.on(runtime, List.of(first, second))
                    .migrate("claim", "C-1", Map.of(), BY_ALICE)
                    .orThrow();
            CasePath path = CasePath.of(steps(runtime, "C-1"));
            assertThat(path.fingerprint()).isEqualTo(second.fingerprint());
            assertThat(Diagram.of(second).withPath(path).text())
                    .startsWith("claim, version 2, case C-1 in WAITING; 1 step of another version not drawn\n")
                    .contains("[▶ WAITING ]", "ASK\n");
            assertThat(Diagram.of(first).withPath(path).text()).contains("[• PENDING ]", "ASK 2");
        }
    }

    @Test
    void aPathHasTheStepsOfOneCaseInTheirOrder() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            var reviews = CaseReview.Engine.on(runtime);
            reviews.open("C-1", BY_ALICE).orThrow();
            reviews.open("C-2", BY_ALICE).orThrow();
            reviews.fire("C-2", "START_REVIEW", CaseReview.ALL_TRUE, BY_ALICE).orThrow();
            List<AuditEntry> one = reviews.history("C-1").entries();
            List<AuditEntry> two = reviews.history("C-2").entries();
            assertThatThrownBy(() -> CasePath.of(List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a path has one step at least, found none");
            assertThatThrownBy(() -> CasePath.of(List.of(two.get(1), two.get(0))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("entry must be step 1 of one case, found step 2 of C-2");
            assertThatThrownBy(() -> CasePath.of(List.of(one.get(0), two.get(1))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Diagram.of(Samples.LOOPS).withPath(CasePath.of(one)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("path must be that of a case of workflow orders, found one of case-review");
        }
    }

    private static List<AuditEntry> steps(WorkflowRuntime runtime, String caseId) {
        List<AuditEntry> steps = new ArrayList<>();
        runtime.verification().entries(caseId, steps::add);
        return steps;
    }
}
