package org.workflowengine.test;

import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.CaseHandle;

/** Assertions about a case in hand. */
public final class CaseAssert extends AbstractAssert<CaseAssert, CaseHandle> {
    CaseAssert(CaseHandle actual) {
        super(actual, CaseAssert.class);
    }

    /**
     * The case was in this state when it was read.
     *
     * @param state the state
     * @return this
     */
    public CaseAssert isIn(WorkflowState state) {
        isNotNull();
        Objects.requireNonNull(state, "state");
        if (!Same.state(actual.state(), state)) {
            failWithMessage(
                    "expected case %s in %s, found %s",
                    actual.caseId(), Same.named(state, actual.state()), Same.named(actual.state(), state));
        }
        return this;
    }

    /**
     * The case is at this step.
     *
     * @param seq the number of its newest step; 1 is the opening
     * @return this
     */
    public CaseAssert isAtStep(long seq) {
        isNotNull();
        if (actual.seq() != seq) {
            failWithMessage("expected case %s at step %s, found step %s", actual.caseId(), seq, actual.seq());
        }
        return this;
    }
}
