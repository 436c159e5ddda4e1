package org.workflowengine.spring.boot.app;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

/** The workflow of the tests. */
@Workflow(id = "claim", version = 1)
public interface Claim {
    @Fact(message = "all risk rules passed")
    @interface RiskRulesPassed {
        boolean value() default true;
    }

    @State(initial = true)
    interface UnderReview {
        @Transition
        @RiskRulesPassed
        Approved approve();
    }

    @State(terminal = true)
    interface Approved {}
}
