package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Cases of several workflows and versions are moved by names alone, under the same checks as with generated types. */
abstract class ByNameContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final Definition SECOND = CaseReview.definition("case-review", 2);
    private static final Definition OTHER = CaseReview.definition("appeal", 1);
    private static final String COMPLETE = "{\"REQUIRED_FIELDS_COMPLETE\":true}";

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Workflows workflows;

    ByNameContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime();
        this.workflows = Workflows.on(runtime, List.of(OTHER, SECOND, CaseReview.DEFINITION));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void opensUnderTheHighestVersionAndMovesEachCaseUnderItsOwn() {
        Engine.on(runtime).open("C-1", BY_ALICE).orThrow();
        assertThat(head(workflows.open("case-review", "C-2", BY_ALICE)).version())
                .isEqualTo(2);
        assertThat(head(workflows.open("appeal", "C-3", BY_ALICE)).workflow()).isEqualTo("appeal");

        for (String caseId : List.of("C-1", "C-2")) {
            CaseHead head = head(workflows.fire("case-review", caseId, "START_REVIEW", COMPLETE, BY_ALICE));
            assertThat(head.state()).isEqualTo("UNDER_REVIEW");
            assertThat(head.version()).isEqualTo(caseId.equals("C-1") ? 1 : 2);
            assertThat(workflows.options("case-review", caseId, Map.of("VALIDATION_FAILED", true)).stream()
                            .filter(option -> option.isPermitted())
                            .map(option -> option.transition().id()))
                    .containsExactly("REJECT");
        }
        assertThat(head(workflows.fire(
                                "appeal", "C-3", "START_REVIEW", Map.of("REQUIRED_FIELDS_COMPLETE", true), BY_ALICE))
                        .seq())
                .isEqualTo(2);
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        assertThat(workflows.definitions()).containsExactly(OTHER, CaseReview.DEFINITION, SECOND);
    }

    @Test
    void aRequestIsAppliedOnce() {
        head(workflows.open("case-review", "C-1", BY_ALICE.requestId("r1")));
        Decision again = BY_ALICE.requestId("r2");
        head(workflows.fire("case-review", "C-1", "START_REVIEW", COMPLETE, again));
        assertThat(workflows.fire("case-review", "C-1", "START_REVIEW", COMPLETE, again))
                .isInstanceOfSatisfying(
                        Outcome.Applied.class,
                        applied -> assertThat(applied.replayed()).isTrue());
        assertThat(workflows.resolve("case-review", "C-1", "r2").orElseThrow().seq())
                .isEqualTo(2);
        assertThat(workflows.resolve("case-review", "C-1", "r3")).isEmpty();
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() throws Exception {
        head(workflows.open("case-review", "C-1", BY_ALICE));
        List<String> before = database.content();

        assertThat(refusal(workflows.fire("case-reveiw", "C-1", "START_REVIEW", COMPLETE, BY_ALICE))
                        .explanation())
                .isEqualTo("workflow: found \"case-reveiw\", expected one of [appeal, case-review]; did you mean"
                        + " case-review?");
        assertThat(refusal(workflows.open("", "C-9", BY_ALICE))).isInstanceOf(InvalidInput.class);
        assertThat(refusal(workflows.fire("case-review", "C-9", "START_REVIEW", COMPLETE, BY_ALICE)))
                .isInstanceOf(NoSuchCase.class);
        assertThat(refusal(workflows.fire("case-review", "\0", "START_REVIEW", COMPLETE, BY_ALICE)))
                .isInstanceOf(InvalidInput.class);
        assertThat(refusal(workflows.fire("case-review", "C-1", "START", COMPLETE, BY_ALICE)))
                .isInstanceOf(UnknownTransition.class);
        assertThat(refusal(workflows.fire("case-review", "C-1", "START_REVIEW", "{}", BY_ALICE)))
                .isInstanceOf(GuardNotSatisfied.class);
        assertThat(refusal(workflows.fire("appeal", "C-1", "START_REVIEW", COMPLETE, BY_ALICE)))
                .isInstanceOf(DefinitionMismatch.class);
        assertThatThrownBy(() -> workflows.options("case-review", "C-1", Map.of("NONE", true)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> workflows.resolve("case-review", "", "r")).isInstanceOf(RefusedException.class);
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void factsAreReadAsGeneratedCodeReadsThemInTheSameWords() {
        head(workflows.open("case-review", "C-1", BY_ALICE));
        for (String json : List.of(
                "",
                "[]",
                "{",
                "{\"REQUIRED_FIELDS_COMPLETE\":1}",
                "{\"REQUIRED_FIELDS_COMPLETE\":null}",
                "{\"REQUIRED_FIELDS_COMPLETE\":\"true\"}",
                "{\"REQUIRED_FIELDS_COMPLETED\":true}",
                "{\"RISK_RULES_PASSED\":true,\"RISK_RULES_PASSED\":true}",
                COMPLETE + " x",
                " ".repeat(70_000))) {
            assertThat(refusal(workflows.fire("case-review", "C-1", "START_REVIEW", json, BY_ALICE))
                            .explanation())
                    .as(json.strip())
                    .isEqualTo(messageOf(json));
        }
        Map<String, Object> unknown = new HashMap<>();
        unknown.put("REQUIRED_FIELDS_COMPLETE", null);
        assertThat(refusal(workflows.fire("case-review", "C-1", "START_REVIEW", unknown, BY_ALICE))
                        .explanation())
                .startsWith("fact \"REQUIRED_FIELDS_COMPLETE\": found null, expected a boolean");
    }

    /** What a generated {@code fromJson} throws, which reads with the same method. */
    private static String messageOf(String json) {
        try {
            return "read as " + SECOND.facts(json);
        } catch (InvalidFactsException e) {
            return e.getMessage();
        }
    }

    @Test
    void aVersionThatWasNotGivenMovesNothing() throws Exception {
        head(workflows.open("case-review", "C-2", BY_ALICE));
        Workflows first = Workflows.on(runtime, List.of(CaseReview.DEFINITION));
        List<String> before = database.content();
        assertThat(refusal(first.fire("case-review", "C-2", "START_REVIEW", COMPLETE, BY_ALICE)))
                .isInstanceOfSatisfying(DefinitionMismatch.class, mismatch -> {
                    assertThat(mismatch.head().version()).isEqualTo(2);
                    assertThat(mismatch.version()).isEqualTo(1);
                });
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void aStepIsErasedWhateverItsVersion() {
        head(workflows.open("case-review", "C-2", BY_ALICE));
        head(workflows.fire("case-review", "C-2", "START_REVIEW", COMPLETE, BY_ALICE));
        Workflows first = Workflows.on(runtime, List.of(CaseReview.DEFINITION));
        CaseHead head = head(first.erase("C-2", 2, by("dpo").because("request 4711")));
        assertThat(head.seq()).isEqualTo(3);
        assertThat(head.state()).isEqualTo("UNDER_REVIEW");
        assertThat(head.version()).isEqualTo(2);
        assertThat(refusal(first.erase("C-2", 2, by("dpo").because("request 4711"))))
                .isInstanceOf(Refusal.NotErasable.class);
        assertThat(refusal(first.erase("C-9", 2, by("dpo").because("request 4711"))))
                .isInstanceOf(NoSuchCase.class);
        assertThat(refusal(first.erase("", 2, by("dpo").because("request 4711"))))
                .isInstanceOf(InvalidInput.class);
        assertThat(runtime.verification().verifyAll())
                .satisfies(verdict -> assertThat(verdict.isIntact()).isTrue())
                .satisfies(verdict -> assertThat(verdict.erased()).isEqualTo(1));
    }

    @Test
    void insideTheCallersTransactionItIsTheCallersToCommit() throws Exception {
        List<String> before = database.content();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Workflows within = Workflows.on(runtime.within(connection), List.of(SECOND));
            head(within.open("case-review", "C-1", BY_ALICE));
            head(within.fire("case-review", "C-1", "START_REVIEW", COMPLETE, BY_ALICE));
            connection.rollback();
        }
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void aMistakeOfTheProgrammerIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workflows.on(runtime, List.of()))
                .withMessage("definitions: found none, expected at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workflows.on(runtime, List.of(SECOND, SECOND)))
                .withMessageContaining("found case-review version 2 twice");
        assertThatThrownBy(() -> workflows.open("case-review", null, BY_ALICE))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("caseId");
    }

    private static CaseHead head(Outcome<CaseHead> outcome) {
        return outcome.orThrow();
    }

    private static Refusal refusal(Outcome<CaseHead> outcome) {
        return ((Refused<CaseHead>) outcome).refusal();
    }
}
