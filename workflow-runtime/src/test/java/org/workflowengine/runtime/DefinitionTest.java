package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/** A definition has one canonical text and one fingerprint, and a table that contradicts itself is not built. */
class DefinitionTest {
    /** Written by another program from the drawing of the workflow: the fingerprint of the reference workflow, which never changes. */
    private static final String FINGERPRINT = "1ff8eb65413be3426fe5d7ae4de1f8ec9283e382d84cd9a1ea67fdd5b0a1f24c";

    private static final String GRAPH = "{\"facts\":["
            + "{\"id\":\"ADDITIONAL_INFO_PROVIDED\",\"values\":[false,true]},"
            + "{\"id\":\"AMOUNT_WITHIN_THRESHOLD\",\"values\":[false,true]},"
            + "{\"id\":\"HIGH_AMOUNT\",\"values\":[false,true]},"
            + "{\"id\":\"MISSING_INFO_DETECTED\",\"values\":[false,true]},"
            + "{\"id\":\"NO_PENDING_ACTIONS\",\"values\":[false,true]},"
            + "{\"id\":\"REQUIRED_FIELDS_COMPLETE\",\"values\":[false,true]},"
            + "{\"id\":\"RISK_RULES_PASSED\",\"values\":[false,true]},"
            + "{\"id\":\"SUPERVISOR_REVIEW_COMPLETE\",\"values\":[false,true]},"
            + "{\"id\":\"VALIDATION_FAILED\",\"values\":[false,true]}],"
            + "\"states\":["
            + "{\"id\":\"APPROVED\",\"initial\":false,\"terminal\":false},"
            + "{\"id\":\"CLOSED\",\"initial\":false,\"terminal\":true},"
            + "{\"id\":\"CREATED\",\"initial\":true,\"terminal\":false},"
            + "{\"id\":\"ESCALATED\",\"initial\":false,\"terminal\":false},"
            + "{\"id\":\"REJECTED\",\"initial\":false,\"terminal\":false},"
            + "{\"id\":\"UNDER_REVIEW\",\"initial\":false,\"terminal\":false},"
            + "{\"id\":\"WAITING_INFO\",\"initial\":false,\"terminal\":false}],"
            + "\"transitions\":["
            + "{\"from\":\"APPROVED\",\"guard\":[{\"accepts\":[true],\"fact\":\"NO_PENDING_ACTIONS\"}],"
            + "\"id\":\"CLOSE\",\"to\":\"CLOSED\"},"
            + "{\"from\":\"CREATED\",\"guard\":[{\"accepts\":[true],\"fact\":\"REQUIRED_FIELDS_COMPLETE\"}],"
            + "\"id\":\"START_REVIEW\",\"to\":\"UNDER_REVIEW\"},"
            + "{\"from\":\"ESCALATED\",\"guard\":[],\"id\":\"APPROVE\",\"to\":\"APPROVED\"},"
            + "{\"from\":\"ESCALATED\",\"guard\":[],\"id\":\"REJECT\",\"to\":\"REJECTED\"},"
            + "{\"from\":\"ESCALATED\",\"guard\":[{\"accepts\":[true],\"fact\":\"SUPERVISOR_REVIEW_COMPLETE\"}],"
            + "\"id\":\"RETURN_TO_REVIEW\",\"to\":\"UNDER_REVIEW\"},"
            + "{\"from\":\"REJECTED\",\"guard\":[{\"accepts\":[true],\"fact\":\"NO_PENDING_ACTIONS\"}],"
            + "\"id\":\"CLOSE\",\"to\":\"CLOSED\"},"
            + "{\"from\":\"UNDER_REVIEW\",\"guard\":[{\"accepts\":[true],\"fact\":\"AMOUNT_WITHIN_THRESHOLD\"},"
            + "{\"accepts\":[true],\"fact\":\"RISK_RULES_PASSED\"}],\"id\":\"APPROVE\",\"to\":\"APPROVED\"},"
            + "{\"from\":\"UNDER_REVIEW\",\"guard\":[{\"accepts\":[true],\"fact\":\"HIGH_AMOUNT\"}],"
            + "\"id\":\"ESCALATE\",\"to\":\"ESCALATED\"},"
            + "{\"from\":\"UNDER_REVIEW\",\"guard\":[{\"accepts\":[true],\"fact\":\"VALIDATION_FAILED\"}],"
            + "\"id\":\"REJECT\",\"to\":\"REJECTED\"},"
            + "{\"from\":\"UNDER_REVIEW\",\"guard\":[{\"accepts\":[true],\"fact\":\"MISSING_INFO_DETECTED\"}],"
            + "\"id\":\"REQUEST_INFO\",\"to\":\"WAITING_INFO\"},"
            + "{\"from\":\"WAITING_INFO\",\"guard\":[{\"accepts\":[true],\"fact\":\"ADDITIONAL_INFO_PROVIDED\"}],"
            + "\"id\":\"RESUME\",\"to\":\"UNDER_REVIEW\"}],"
            + "\"version\":1,\"workflow\":\"case-review\"}";

    /** States made for one test. */
    private record Node(String id, boolean isInitial, boolean isTerminal) implements WorkflowState {}

    /** Transitions made for one test. */
    private record Edge(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    private enum Size {
        SMALL,
        LARGE
    }

    private static final Node START = new Node("START", true, false);
    private static final Node END = new Node("END", false, true);
    private static final FactRow SIZE = FactRow.oneOf("SIZE", "how large it is", Size.class);

    @Test
    void theReferenceWorkflow() {
        assertThat(CaseReview.DEFINITION.graph()).isEqualTo(GRAPH);
        assertThat(CaseReview.DEFINITION.fingerprint()).hasToString(FINGERPRINT);
    }

    @Test
    void theOrderInWhichItIsWrittenDoesNotMatter() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DefinitionTest: seed " + seed);
        Random random = new Random(seed);
        List<State> states = new ArrayList<>(Arrays.asList(State.values()));
        List<Transition> transitions = new ArrayList<>(Arrays.asList(Transition.values()));
        List<FactRow> facts = new ArrayList<>(CaseReview.VOCABULARY);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(states, random);
            Collections.shuffle(transitions, random);
            Collections.shuffle(facts, random);
            assertThat(Definition.of("case-review", 1, FINGERPRINT, states, transitions, facts)
                            .graph())
                    .isEqualTo(GRAPH);
        }
    }

    @Test
    void messagesAreNotPartOfTheFingerprintAndEverythingElseIs() {
        Edge go = new Edge("GO", START, END, List.of(SIZE.in(Size.SMALL)));
        Definition definition = Definition.of("w", 1, List.of(START, END), List.of(go), List.of(SIZE));
        assertThat(definition.graph())
                .isEqualTo("{\"facts\":[{\"id\":\"SIZE\",\"values\":[\"LARGE\",\"SMALL\"]}],"
                        + "\"states\":[{\"id\":\"END\",\"initial\":false,\"terminal\":true},"
                        + "{\"id\":\"START\",\"initial\":true,\"terminal\":false}],"
                        + "\"transitions\":[{\"from\":\"START\",\"guard\":[{\"accepts\":[\"SMALL\"],\"fact\":\"SIZE\"}],"
                        + "\"id\":\"GO\",\"to\":\"END\"}],\"version\":1,\"workflow\":\"w\"}");

        FactRow reworded = FactRow.oneOf("SIZE", "the size", Size.class);
        assertThat(Definition.of(
                                "w",
                                1,
                                List.of(END, START),
                                List.of(new Edge("GO", START, END, List.of(reworded.in(Size.SMALL)))),
                                List.of(reworded))
                        .fingerprint())
                .isEqualTo(definition.fingerprint());

        Edge wider = new Edge("GO", START, END, List.of(SIZE.in(Size.SMALL, Size.LARGE)));
        Edge free = new Edge("GO", START, END, List.of());
        Edge renamed = new Edge("LEAVE", START, END, go.guard());
        assertThat(List.of(
                        Definition.of("w", 2, List.of(START, END), List.of(go), List.of(SIZE)),
                        Definition.of("v", 1, List.of(START, END), List.of(go), List.of(SIZE)),
                        Definition.of("w", 1, List.of(START, END), List.of(wider), List.of(SIZE)),
                        Definition.of("w", 1, List.of(START, END), List.of(free), List.of(SIZE)),
                        Definition.of("w", 1, List.of(START, END), List.of(renamed), List.of(SIZE)),
                        Definition.of(
                                "w",
                                1,
                                List.of(START, END),
                                List.of(go, new Edge("X", START, END, List.of())),
                                List.of(SIZE))))
                .extracting(Definition::fingerprint)
                .doesNotHaveDuplicates()
                .doesNotContain(definition.fingerprint());
    }

    @Test
    void thatStepsCannotBeErasedIsWrittenOnlyWhereItIsSaid() {
        Edge go = new Edge("GO", START, END, List.of());
        Definition usual = Definition.of("w", 1, List.of(START, END), List.of(go), List.of());
        assertThat(usual.isErasable()).isTrue();
        assertThat(usual.graph()).startsWith("{\"facts\":");

        Definition kept = Definition.of("w", 1, List.of(START, END), List.of(go), List.of(), Traits.NONE.notErasable());
        assertThat(kept.isErasable()).isFalse();
        assertThat(kept.graph()).isEqualTo(usual.graph().replaceFirst("\\{", "{\"erasable\":false,"));
        assertThat(kept.fingerprint()).isNotEqualTo(usual.fingerprint());

        for (Definition definition : List.of(usual, kept)) {
            Definition read = Definition.read(definition.graph());
            assertThat(read.isErasable()).isEqualTo(definition.isErasable());
            assertThat(read.fingerprint()).isEqualTo(definition.fingerprint());
        }
        for (String odd : List.of("true", "\"false\"", "null", "0")) {
            String text = kept.graph().replace("\"erasable\":false", "\"erasable\":" + odd);
            assertThatThrownBy(() -> Definition.read(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTableThatWasNotCompiledAsItStandsIsRefused() {
        assertThatThrownBy(() -> Definition.of(
                        "case-review",
                        1,
                        "ab".repeat(32),
                        List.of(State.values()),
                        List.of(Transition.values()),
                        CaseReview.VOCABULARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compiled with the fingerprint ab")
                .hasMessageContaining(FINGERPRINT)
                .hasMessageContaining("compile it again");
    }

    @Test
    void aTableThatContradictsItselfIsRefused() {
        Edge go = new Edge("GO", START, END, List.of());
        Node stranger = new Node("START", true, false);
        refused("two states with the id START", List.of(START, new Node("START", false, false)), List.of(), List.of());
        refused("one initial state expected, found 0", List.of(END), List.of(), List.of());
        refused(
                "one initial state expected, found 2",
                List.of(START, new Node("B", true, false)),
                List.of(),
                List.of());
        refused("two transitions GO leave START", List.of(START, END), List.of(go, go), List.of());
        refused("START -GO-> END leaves a state of another workflow", List.of(stranger, END), List.of(go), List.of());
        refused(
                "END -BACK-> START leaves a terminal state",
                List.of(START, END),
                List.of(new Edge("BACK", END, START, List.of())),
                List.of());
        refused("START -GO-> END enters a state of another workflow", List.of(START), List.of(go), List.of());
        refused(
                "START -GO-> END requires the unknown fact SIZE",
                List.of(START, END),
                List.of(new Edge("GO", START, END, List.of(SIZE.in(Size.SMALL)))),
                List.of());
        for (String id : List.of("", "(new)", "1A", "A B", "Ä", "A\"", "x".repeat(65))) {
            refused("no state can have the id", List.of(START, new Node(id, false, false)), List.of(), List.of());
            refused(
                    "no transition can have the id",
                    List.of(START, END),
                    List.of(new Edge(id, START, END, List.of())),
                    List.of());
            assertThatThrownBy(() -> FactRow.bool(id, "")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Definition.of(id, 1, List.of(START), List.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Definition.of("w", 0, List.of(START), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SIZE.in(Thread.State.NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accepted: found [NEW], expected some of [SMALL, LARGE], the values of fact SIZE");
    }

    @Test
    void aMigrationThatCannotBeIsRefused() {
        Migration older = Migration.from(1, FINGERPRINT).state("BEGUN", START);
        assertThat(migrating(older).migrations()).containsExactly(older);
        migrating("a migration from version 2, which is not lower", Migration.from(2, FINGERPRINT));
        migrating("a migration from version 3, which is not lower", Migration.from(3, FINGERPRINT));
        migrating("two migrations from version 1", older, Migration.from(1, FINGERPRINT));
        migrating(
                "BEGUN of version 1 -> START enters a state of another workflow",
                Migration.from(1, FINGERPRINT).state("BEGUN", new Node("START", true, false)));
        migrating(
                "BEGUN of version 1 -> START requires the unknown fact SIZE",
                Migration.from(1, FINGERPRINT).state("BEGUN", START, SIZE.in(Size.SMALL)));
    }

    private static Definition migrating(Migration... migrations) {
        Traits traits = Traits.NONE;
        for (Migration migration : migrations) {
            traits = traits.migration(migration);
        }
        return Definition.of("w", 2, List.of(START, END), List.of(), List.of(), traits);
    }

    private static void migrating(String message, Migration... migrations) {
        assertThatThrownBy(() -> migrating(migrations))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("workflow \"w\" version 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void whatCanBeAskedOfATable() {
        assertThat(CaseReview.DEFINITION.initial()).isEqualTo(State.CREATED);
        assertThat(CaseReview.DEFINITION.state("CLOSED")).contains(State.CLOSED);
        assertThat(CaseReview.DEFINITION.state("NOWHERE")).isEmpty();
        assertThat(CaseReview.DEFINITION.transition("ESCALATED", "APPROVE")).contains(Transition.ESCALATED_APPROVE);
        assertThat(CaseReview.DEFINITION.transition("CREATED", "APPROVE")).isEmpty();
        assertThat(CaseReview.DEFINITION.transitionsFrom("CLOSED")).isEmpty();
        assertThat(CaseReview.DEFINITION.transitionIds())
                .containsExactly(
                        "APPROVE",
                        "CLOSE",
                        "ESCALATE",
                        "REJECT",
                        "REQUEST_INFO",
                        "RESUME",
                        "RETURN_TO_REVIEW",
                        "START_REVIEW");
    }

    private static void refused(
            String message, List<? extends WorkflowState> states, List<Edge> transitions, List<FactRow> facts) {
        assertThatThrownBy(() -> Definition.of("w", 1, states, transitions, facts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("workflow \"w\" version 1: ")
                .hasMessageContaining(message);
    }
}
