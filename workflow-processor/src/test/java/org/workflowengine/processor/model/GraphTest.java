package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final Graph GRAPH = Graph.of(Drawing.of(
            "Open -pay-> Paid",
            "Open -skip-> Paid",
            "Open -hold-> OnHold",
            "OnHold -remind-> OnHold",
            "OnHold -resume-> Open",
            "Paid -finish-> Done",
            "Lost -find-> Found",
            "Found -lose-> Lost",
            "Found -finish-> Done"));

    @Test
    void knowsWhatCanBeReached() {
        assertThat(GRAPH.reachableFrom(List.of("Open"))).containsExactlyInAnyOrder("Open", "Paid", "OnHold", "Done");
        assertThat(GRAPH.reachableFrom(List.of("Done"))).containsExactly("Done");
        assertThat(GRAPH.reaching(List.of("Done")))
                .containsExactlyInAnyOrder("Done", "Paid", "Open", "OnHold", "Found", "Lost");
        assertThat(GRAPH.reaching(List.of("Lost"))).containsExactlyInAnyOrder("Lost", "Found");
        assertThat(GRAPH.reachableFrom(List.of("Nowhere"))).isEmpty();
    }

    @Test
    void findsTheShortestPathInDeclarationOrder() {
        assertThat(GRAPH.path("Open", "Done").map(Path::text)).hasValue("Open -pay-> Paid -finish-> Done");
        assertThat(GRAPH.path("Open", "Open").map(Path::text)).hasValue("Open");
        assertThat(GRAPH.path("Open", "Lost")).isEmpty();
    }

    @Test
    void findsTheShortestWayBack() {
        assertThat(GRAPH.cycle("Open").map(Path::text)).hasValue("Open -hold-> OnHold -resume-> Open");
        assertThat(GRAPH.cycle("OnHold").map(Path::text)).hasValue("OnHold -remind-> OnHold");
        assertThat(GRAPH.cycle("Paid")).isEmpty();
    }

    @Test
    void canLeaveTransitionsOut() {
        var without = GRAPH.restrictedTo(edge -> !edge.name().equals("pay"));
        assertThat(without.path("Open", "Done").map(Path::text)).hasValue("Open -skip-> Paid -finish-> Done");
        assertThat(without.states()).isEqualTo(GRAPH.states());
    }

    @Test
    void groupsStatesThatLeadToEachOther() {
        var components = Components.of(GRAPH, GRAPH.states());
        assertThat(components.groups())
                .containsExactly(Set.of("Open", "OnHold"), Set.of("Paid"), Set.of("Done"), Set.of("Lost", "Found"));
        assertThat(components.sources()).containsExactly(Set.of("Open", "OnHold"), Set.of("Lost", "Found"));
        assertThat(components.sinks()).containsExactly(Set.of("Done"));
    }

    @Test
    void groupsOnlyWhatItIsAskedFor() {
        var components = Components.of(GRAPH, Set.of("Paid", "Lost", "Found"));
        assertThat(components.groups()).containsExactly(Set.of("Paid"), Set.of("Lost", "Found"));
        assertThat(components.sinks()).hasSize(2);
    }

    @Test
    void statesHaveOneOrderHoweverTheyAreListed() {
        var states =
                Drawing.of("Start -b-> B", "Start -a-> Z", "B -x-> D", "Z -x-> C", "Orphan -x-> D", "Lost -y-> Orphan");
        var expected = List.of("Start", "B", "Z", "C", "D", "Lost", "Orphan");
        assertThat(CanonicalOrder.of(states)).extracting(StateNode::name).isEqualTo(expected);
        var reversed = new ArrayList<>(states);
        Collections.reverse(reversed);
        assertThat(CanonicalOrder.of(reversed)).extracting(StateNode::name).isEqualTo(expected);
    }
}
