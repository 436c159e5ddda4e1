package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A client whose answer was lost sends its request again, after the workflow has got a version that does not know its fact any more. */
class AcrossVersionsTest {
    private static final FactRow PAPER = FactRow.bool("PAPER", "");
    private static final Definition V1 =
            Graph.of("claim", 1, List.of(PAPER), "NEW -REVIEW[PAPER=true]-> REVIEW", "REVIEW -CLOSE-> CLOSED");
    private static final Definition V2 = Graph.migrating(
            V1,
            Graph.of("claim", 2, List.of(), "NEW -REVIEW-> DESK", "DESK -CLOSE-> CLOSED"),
            "NEW -> NEW",
            "REVIEW -> DESK");
    private static final Decision REQUEST = by("alice").because("all there").requestId("R-1");

    private final TestDatabase database = TestDatabase.inMemory();
    private Workflows newest;

    @BeforeEach
    void reviewed() {
        Workflows oldest = Workflows.on(database.runtime(), List.of(V1));
        oldest.open("claim", "C-1", by("alice").because("received")).orThrow();
        oldest.fire("claim", "C-1", "REVIEW", Map.of("PAPER", true), REQUEST).orThrow();
        newest = Workflows.on(database.runtime(), List.of(V2));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theRequestIsReplayedAsItWasApplied() {
        Outcome<CaseHead> again = newest.fire("claim", "C-1", "REVIEW", Map.of("PAPER", true), REQUEST);
        assertThat(again).isInstanceOfSatisfying(Applied.class, applied -> {
            assertThat(applied.replayed()).isTrue();
            assertThat(applied.seq()).isEqualTo(2);
            assertThat(((CaseHead) applied.handle()).version()).isEqualTo(1);
            assertThat(((CaseHead) applied.handle()).state()).isEqualTo("REVIEW");
        });
    }

    @Test
    void itIsStillWhenTheCaseHasBeenMigrated() {
        newest.migrate("claim", "C-1", Map.of(), by("carol").because("release 2"))
                .orThrow();
        assertThat(newest.fire("claim", "C-1", "REVIEW", "{\"PAPER\":true}", REQUEST)
                        .orThrow()
                        .seq())
                .isEqualTo(2);
        assertThat(database.runtime().findCase("C-1").orElseThrow().seq()).isEqualTo(3);
    }

    @Test
    void anotherRequestWithTheSameIdIsNot() {
        assertThat(newest.fire("claim", "C-1", "REVIEW", Map.of("PAPER", false), REQUEST))
                .isEqualTo(new Refused<CaseHead>(new RequestIdReused("C-1", "R-1", 2)));
    }

    @Test
    void aFactThatNoVersionKnowsIsRefused() {
        for (Decision decision :
                List.of(REQUEST, REQUEST.requestId("R-2"), by("alice").because("all there"))) {
            assertThat(newest.fire("claim", "C-1", "REVIEW", Map.of("PAPERS", true), decision))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(InvalidInput.class));
        }
    }
}
