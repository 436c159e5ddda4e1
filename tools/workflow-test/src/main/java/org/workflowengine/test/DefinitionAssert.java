package org.workflowengine.test;

import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.whatif.RecordedCases;
import org.workflowengine.runtime.whatif.WhatIf;
import org.workflowengine.runtime.whatif.WhatIfReport;

/** Assertions about a definition. */
public final class DefinitionAssert extends AbstractAssert<DefinitionAssert, Definition> {
    DefinitionAssert(Definition actual) {
        super(actual, DefinitionAssert.class);
    }

    /**
     * The definition permits every step of recorded cases, and each leads where it led. The failure shows the totals of {@link WhatIf}. Four
     * eyes and quorums are not decided: {@link WhatIf} says why.
     *
     * @param cases such as {@code RecordedCases.bundles(Path.of("src/test/resources/cases"))}
     * @return this
     */
    public DefinitionAssert permits(RecordedCases cases) {
        isNotNull();
        WhatIfReport report = WhatIf.run(actual, Objects.requireNonNull(cases, "cases"));
        if (report.cases() == 0) {
            failWithMessage("expected recorded cases of %s, found none", actual.workflow());
        }
        if (report.same() != report.cases()) {
            failWithMessage("expected that every recorded step is permitted, found%n%s", report.text());
        }
        return this;
    }
}
