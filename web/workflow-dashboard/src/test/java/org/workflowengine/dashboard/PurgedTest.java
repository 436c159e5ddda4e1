package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.RetentionRule;

/** A purged case answers with its tombstone. */
class PurgedTest {
    @Test
    void aPurgedCaseIsGoneAndSaysSo() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            SampleCases cases = new SampleCases(database).fill();
            String ended = cases.runtime()
                    .cases()
                    .workflow("case-review")
                    .state("CLOSED")
                    .limit(1)
                    .list()
                    .cases()
                    .get(0)
                    .caseId();
            cases.clock().set(SampleCases.NOW.plus(Duration.ofDays(400)));
            cases.runtime()
                    .retention()
                    .purge(
                            RetentionRule.of("claims-1y").endedBefore(SampleCases.NOW),
                            Decision.bySystem("retention").because("one year is over"),
                            BundleArchive.none());
            HttpResponse answer = Pages.get(Dashboard.on(cases.runtime()).handler(), "/cases/" + ended);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.text()).contains("was purged", "claims-1y").doesNotContain("one year is over");
        }
    }
}
