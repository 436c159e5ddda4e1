package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Obligation.OlderState;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.internal.audit.DefinitionDifferences;

/** Obligations and resting states are part of a definition's text, can be read from it again, and must fit the table. */
class ObligationTest {
    private record Node(String id, boolean isInitial, boolean isTerminal, boolean isResting) implements WorkflowState {}

    private record Edge(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    private static final Node START = new Node("START", true, false, false);
    private static final Node MIDDLE = new Node("MIDDLE", false, false, true);
    private static final Node END = new Node("END", false, true, false);
    private static final Edge GO = new Edge("GO", START, MIDDLE, List.of());
    private static final Edge KEEP = new Edge("KEEP", MIDDLE, MIDDLE, List.of());
    private static final Edge OTHER = new Edge("OTHER", MIDDLE, MIDDLE, List.of());
    private static final Edge STOP = new Edge("STOP", MIDDLE, END, List.of());

    private static Definition of(Traits traits) {
        return Definition.of("w", 7, List.of(START, MIDDLE, END), List.of(GO, KEEP, OTHER, STOP), List.of(), traits);
    }

    @Test
    void equalIfTheyDemandTheSame() {
        Obligation eyes = Obligation.fourEyes(MIDDLE).older(1, "A");
        assertThat(eyes)
                .isEqualTo(Obligation.fourEyes(MIDDLE).older(1, "A"))
                .hasSameHashCodeAs(Obligation.fourEyes(MIDDLE).older(1, "A"))
                .isNotEqualTo(Obligation.fourEyes(MIDDLE))
                .isNotEqualTo(Obligation.fourEyes(MIDDLE).older(2, "A"))
                .isNotEqualTo(Obligation.fourEyes(START).older(1, "A"))
                .isNotEqualTo("four eyes");
        assertThat(Obligation.quorum("KEEP", 2))
                .isEqualTo(Obligation.quorum("KEEP", 2))
                .isNotEqualTo(Obligation.quorum("KEEP", 3))
                .isNotEqualTo(Obligation.quorum("OTHER", 2))
                .isNotEqualTo(Obligation.fourEyes(MIDDLE));
    }

    @Test
    void theText() {
        Traits traits = Traits.NONE
                .obligation(STOP, Obligation.quorum("KEEP", 3))
                .obligation(
                        STOP,
                        Obligation.fourEyes(MIDDLE).older(2, "B").older(2, "A").older(1, "Z"))
                .obligation(STOP, Obligation.fourEyes(START))
                .obligation(KEEP, Obligation.quorum("OTHER", 1));
        Definition definition = of(traits);
        assertThat(definition.graph())
                .isEqualTo("{\"facts\":[],\"obligations\":["
                        + "{\"from\":\"MIDDLE\",\"kind\":\"QUORUM\",\"persons\":1,\"step\":\"OTHER\",\"transition\":\"KEEP\"},"
                        + "{\"from\":\"MIDDLE\",\"kind\":\"FOUR_EYES\",\"older\":[{\"state\":\"Z\",\"version\":1},"
                        + "{\"state\":\"A\",\"version\":2},{\"state\":\"B\",\"version\":2}],\"state\":\"MIDDLE\","
                        + "\"transition\":\"STOP\"},"
                        + "{\"from\":\"MIDDLE\",\"kind\":\"FOUR_EYES\",\"state\":\"START\",\"transition\":\"STOP\"},"
                        + "{\"from\":\"MIDDLE\",\"kind\":\"QUORUM\",\"persons\":3,\"step\":\"KEEP\",\"transition\":\"STOP\"}],"
                        + "\"states\":[{\"id\":\"END\",\"initial\":false,\"terminal\":true},"
                        + "{\"id\":\"MIDDLE\",\"initial\":false,\"resting\":true,\"terminal\":false},"
                        + "{\"id\":\"START\",\"initial\":true,\"terminal\":false}],"
                        + "\"transitions\":[{\"from\":\"MIDDLE\",\"guard\":[],\"id\":\"KEEP\",\"to\":\"MIDDLE\"},"
                        + "{\"from\":\"MIDDLE\",\"guard\":[],\"id\":\"OTHER\",\"to\":\"MIDDLE\"},"
                        + "{\"from\":\"MIDDLE\",\"guard\":[],\"id\":\"STOP\",\"to\":\"END\"},"
                        + "{\"from\":\"START\",\"guard\":[],\"id\":\"GO\",\"to\":\"MIDDLE\"}],"
                        + "\"version\":7,\"workflow\":\"w\"}");
        for (Definition each : List.of(definition, Loan.FIRST, Loan.SECOND, Loan.LAX)) {
            Definition read = Definition.read(each.graph());
            assertThat(read.fingerprint()).isEqualTo(each.fingerprint());
            assertThat(demands(read)).containsExactlyInAnyOrderElementsOf(demands(each));
        }
        assertThat(demands(definition))
                .containsExactly(
                        "KEEP after 1 person has made OTHER",
                        "STOP not by who brought the case into MIDDLE",
                        "STOP not by who brought the case into START",
                        "STOP after 3 persons have made KEEP");
    }

    private static List<String> demands(Definition definition) {
        return definition.transitions().stream()
                .flatMap(row -> definition.obligations(row).stream().map(each -> row.id() + " " + each))
                .toList();
    }

    @Test
    void oneThatIsAlteredIsNotTheSame() {
        String text = Loan.SECOND.graph();
        assertThat(Stream.of(
                                text.replace("\"persons\":2", "\"persons\":3"),
                                text.replace("\"step\":\"ENDORSE\"", "\"step\":\"REMIND\""),
                                text.replace("\"state\":\"SUBMITTED\"", "\"state\":\"FILED\""),
                                text.replace(
                                        "{\"from\":\"REVIEW\",\"kind\":\"QUORUM\",\"persons\":2,\"step\":\"ENDORSE\","
                                                + "\"transition\":\"GRANT\"}",
                                        "{\"from\":\"REVIEW\",\"kind\":\"QUORUM\",\"persons\":2,\"step\":\"ENDORSE\","
                                                + "\"transition\":\"RETURN\"}"))
                        .map(Definition::read)
                        .map(Definition::fingerprint))
                .doesNotHaveDuplicates()
                .doesNotContain(Loan.SECOND.fingerprint());
        for (String odd : List.of(
                text.replace("\"persons\":2", "\"persons\":0"),
                text.replace("\"persons\":2", "\"persons\":101"),
                text.replace("\"persons\":2", "\"persons\":\"2\""),
                text.replace("\"step\":\"ENDORSE\"", "\"step\":\"RETURN\""),
                text.replace("\"step\":\"ENDORSE\"", "\"step\":\"NONE\""),
                text.replace("\"kind\":\"QUORUM\"", "\"kind\":\"QUORUMS\""),
                text.replace("\"state\":\"SUBMITTED\",\"version\":1", "\"state\":\"SUBMITTED\",\"version\":2"),
                text.replace("\"state\":\"SUBMITTED\",\"version\":1", "\"state\":\"SUBMITTED\",\"version\":0"),
                text.replace("\"transition\":\"GRANT\"", "\"transition\":\"NONE\""))) {
            assertThat(odd).isNotEqualTo(text);
            assertThatThrownBy(() -> Definition.read(odd)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theDifferencesAreToldInWords() {
        assertThat(DefinitionDifferences.of(Loan.SECOND, "stored", Loan.LAX, "compiled"))
                .containsExactly(
                        "obligation of REVIEW -APPROVE->, four eyes on REVIEW: only stored",
                        "obligation of REVIEW -CLOSE->, four eyes on OPENED: only stored",
                        "obligation of REVIEW -CLOSE->, four eyes on REVIEW: only stored",
                        "obligation of REVIEW -GRANT->, quorum of ENDORSE: only stored");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "is a transition of another workflow",
                Traits.NONE.obligation(new Edge("STRANGE", MIDDLE, END, List.of()), Obligation.quorum("KEEP", 1)));
        refused(
                "unknown state \"ELSEWHERE\"",
                Traits.NONE.obligation(STOP, Obligation.fourEyes(new Node("ELSEWHERE", false, false, false))));
        refused("counts \"STOP\"", Traits.NONE.obligation(KEEP, Obligation.quorum("STOP", 1)));
        refused("counts \"GO\"", Traits.NONE.obligation(STOP, Obligation.quorum("GO", 1)));
        refused("counts \"KEEP\"", Traits.NONE.obligation(KEEP, Obligation.quorum("KEEP", 1)));
        refused(
                "a version that is not lower",
                Traits.NONE.obligation(STOP, Obligation.fourEyes(MIDDLE).older(7, "A")));
        assertThatThrownBy(() -> Obligation.fourEyes(MIDDLE).older(1, "A").older(1, "A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Obligation.quorum("KEEP", 1).older(1, "A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quorum");
        assertThatThrownBy(() -> new OlderState(1, "no id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no id");
        assertThatThrownBy(() -> Obligation.quorum("no id", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(String because, Traits traits) {
        assertThatThrownBy(() -> of(traits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }
}
