package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Migrations among many other requests, with few commits. */
abstract class MigrationInBulkContract extends VersionsBench {
    MigrationInBulkContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    /** Migrations and moves of the same case and of others, in chunks of every size. */
    @Test
    void manyAtOnce() throws Exception {
        for (int size : new int[] {1, 2, 3, 500}) {
            String of = "/" + size;
            inReview("A" + of);
            moved("B" + of, Transition.ESCALATE);
            moved("F" + of, Transition.FREEZE);
            first.open("O" + of, BY_ALICE).orThrow();
            List<Request> requests = List.of(
                    Request.move("A" + of, "DENY", NOTHING, BY_OPS.requestId("1")),
                    Request.migration("A" + of, NOTHING, BY_OPS.requestId("2")),
                    Request.move("A" + of, "CHECK", NOTHING, BY_OPS.requestId("3")),
                    Request.migration("B" + of, NOTHING, BY_OPS.requestId("4")),
                    Request.migration("B" + of, facts(PolicyFacts.CONSENT), BY_OPS.requestId("5")),
                    Request.migration("F" + of, NOTHING, BY_OPS.requestId("6")),
                    Request.migration("A" + of, NOTHING, BY_OPS.requestId("2")),
                    Request.migration("A" + of, NOTHING, BY_OPS.requestId("7")),
                    Request.migration("O" + of, NOTHING, BY_OPS.requestId("8")),
                    Request.move(
                            "O" + of,
                            "REVIEW",
                            facts(PolicyFacts.COMPLETE, PolicyFacts.CONSENT),
                            BY_OPS.requestId("9")),
                    Request.opening("N" + of, BY_OPS.requestId("10")),
                    Request.migration("N" + of, NOTHING, BY_OPS.requestId("11")),
                    Request.move("A" + of, "PAY", facts(PolicyFacts.COVERED), BY_OPS.requestId("12")));
            List<String> expected = List.of(
                    "DefinitionMismatch",
                    "UNDER_REVIEW at 3",
                    "SECOND_LOOK at 4",
                    "GuardNotSatisfied",
                    "SECOND_LOOK at 4",
                    "NotMigratable",
                    "UNDER_REVIEW at 3 again",
                    "NotMigratable",
                    "RECEIVED at 2",
                    "UNDER_REVIEW at 3",
                    "RECEIVED at 1",
                    "NotMigratable",
                    "PAID at 5");
            assertThat(shown(second.applyAll(requests, BulkOptions.defaults().chunkSize(size))))
                    .as("chunks of " + size)
                    .isEqualTo(expected);
            List<String> before = database.content();
            assertThat(shown(second.applyAll(requests, BulkOptions.defaults().chunkSize(size))))
                    .filteredOn(answer -> answer.endsWith("again"))
                    .hasSize(8);
            // The first request has become a legal one by now, had it not been for the state.
            assertThat(database.content()).isEqualTo(before);
            isIntact("A" + of, "B" + of, "F" + of, "O" + of, "N" + of);
        }
    }

    private static List<String> shown(List<BulkOutcome<Case>> outcomes) {
        return outcomes.stream()
                .map(BulkOutcome::orThrow)
                .map(outcome -> outcome instanceof Refused<Case> refused
                        ? refused.refusal().getClass().getSimpleName()
                        : outcome.orThrow().state() + " at " + ((Applied<Case>) outcome).seq()
                                + (((Applied<Case>) outcome).replayed() ? " again" : ""))
                .toList();
    }

    @Test
    void aWholeVersionAtOnce() throws Exception {
        List<Request> openings = IntStream.range(0, 60)
                .mapToObj(i -> Request.opening("C-" + i, BY_ALICE))
                .toList();
        first.applyAll(openings);
        List<Request> migrations = openings.stream()
                .map(opening -> Request.migration(opening.caseId(), NOTHING, BY_OPS.requestId("2026")))
                .toList();
        assertThat(second.applyAll(migrations, BulkOptions.defaults().chunkSize(25)))
                .allMatch(BulkOutcome::isApplied);
        assertThat(first.cases().countByState()).isEmpty();
        assertThat(second.cases().countByState()).containsExactly(Map.entry("RECEIVED", 60L));
        isIntact("C-0", "C-59");
    }
}
