package org.workflowengine.runtime.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.CaseReview;

/** The example of {@code docs/how-to/what-if.md}: rules are tried on recorded cases with each build. */
class NewRulesTest {
    private static final Definition NEW_RULES = CaseReview.definition("case-review", 2);

    @Test
    void theNewRulesWouldHaveRefusedNoneOfThePastCases() {
        WhatIfReport report = WhatIf.run(NEW_RULES, RecordedCases.bundles(Path.of("src/test/resources/what-if")));

        assertThat(report.cases()).isEqualTo(3);
        assertThat(report.refused()).as(report.text()).isZero();
        assertThat(report.notComparable()).as(report.text()).isZero();
    }
}
