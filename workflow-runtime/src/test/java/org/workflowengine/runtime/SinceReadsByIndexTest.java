package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RowsRead.Query;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** On PostgreSQL, a run since a checkpoint reads each head once, and the steps of what has moved: all by index. */
class SinceReadsByIndexTest {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final int CASES = 4_000;
    private static final int RANGE = 100;
    private static final List<String> STEPS = List.of("START_REVIEW", "ESCALATE", "RETURN_TO_REVIEW");

    @TempDir
    private Path folder;

    @Test
    void onePassByIndex() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            WorkflowRuntime runtime = database.runtime();
            Engine reviews = Engine.on(runtime);
            List<String> ids =
                    IntStream.range(0, CASES).mapToObj(i -> "case-" + i).toList();
            BulkOptions chunks = BulkOptions.defaults().chunkSize(1_000);
            reviews.applyAll(
                            ids.stream()
                                    .map(id -> Request.opening(id, BY_ALICE))
                                    .toList(),
                            chunks)
                    .forEach(outcome -> outcome.orThrow().orThrow());
            for (String step : STEPS) {
                reviews.applyAll(
                                ids.stream()
                                        .map(id -> Request.move(id, step, ALL_TRUE, BY_ALICE))
                                        .toList(),
                                chunks)
                        .forEach(outcome -> outcome.orThrow().orThrow());
            }
            Path file = folder.resolve("checkpoint");
            assertThat(runtime.verification().writing(file).verifyAll().isIntact())
                    .isTrue();
            for (String id : List.of("case-1", "case-2", "case-3999")) {
                reviews.fire(id, "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
            }
            database.sql("VACUUM ANALYZE workflow_case, workflow_audit");
            RowsRead counted = new RowsRead(database, "");
            Verification verification = Verification.of(counted.dataSource(), Seals.none());
            assertThat(counted.take()).isEmpty();
            assertThat(verification.since(file).inRangesOf(RANGE).verifyAll())
                    .asString()
                    .endsWith(", " + 4 * (CASES - 3) + " entries not looked at: 3 cases, 15 entries");
            long heads = 0;
            long ends = 0;
            long steps = 0;
            for (Query query : counted.take()) {
                if (query.sql().contains("c.moved_at") && !query.sql().contains("workflow_audit")) {
                    heads += query.rows();
                    assertThat(query.plan()).doesNotContain("Seq Scan");
                } else if (query.sql().contains(" OFFSET ")) {
                    ends += query.rows();
                    assertThat(query.plan()).doesNotContain("Seq Scan");
                } else if (query.sql().contains("workflow_audit")
                        && !query.sql().contains("COUNT(*)")) {
                    steps += query.rows();
                }
            }
            assertThat(heads).isBetween((long) CASES, (long) CASES + RANGE);
            assertThat(ends).isBetween((long) CASES, (long) CASES + RANGE);
            assertThat(steps).isBetween(15L, 200L);
        }
    }
}
