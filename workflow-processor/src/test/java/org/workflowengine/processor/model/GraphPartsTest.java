package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Obligations and rest are parts of a graph that differences name; everything else is compared with the runtime's words by random versions. */
class GraphPartsTest {

    private static final String GRAPH =
            "{\"facts\":[]%s,\"states\":[{\"id\":\"CLOSED\",\"initial\":false%s,\"terminal\":false}],\"transitions\":[],\"version\":2,"
                    + "\"workflow\":\"order\"}";

    private static final String FOUR_EYES =
            "{\"from\":\"CLOSED\",\"kind\":\"FOUR_EYES\"%s,\"state\":\"FILED\",\"transition\":\"PAY\"}";
    private static final String QUORUM =
            "{\"from\":\"CLOSED\",\"kind\":\"QUORUM\",\"persons\":%s,\"step\":\"ENDORSE\",\"transition\":\"PAY\"}";

    @Test
    void namesObligationsAndRest() {
        var old = graph(FOUR_EYES.formatted("") + "," + QUORUM.formatted(2), "");
        var now = graph(
                FOUR_EYES.formatted(",\"older\":[{\"state\":\"NEW\",\"version\":1},{\"state\":\"OLD\",\"version\":1}]")
                        + "," + QUORUM.formatted(3),
                ",\"resting\":true");
        assertThat(GraphParts.differences(old, "released", now, "here"))
                .containsExactly(
                        "obligation of CLOSED -PAY->, four eyes on FILED: released its own, here its own or NEW of version 1 or OLD of version 1",
                        "obligation of CLOSED -PAY->, quorum of ENDORSE: released persons 2, here persons 3",
                        "state CLOSED: released neither initial nor terminal, here resting");
        assertThat(GraphParts.differences(GRAPH.formatted("", ""), "released", old, "here"))
                .containsExactly(
                        "obligation of CLOSED -PAY->, four eyes on FILED: only here",
                        "obligation of CLOSED -PAY->, quorum of ENDORSE: only here");
    }

    private static String graph(String obligations, String resting) {
        return GRAPH.formatted(",\"obligations\":[" + obligations + "]", resting);
    }
}
