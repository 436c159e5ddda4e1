package org.workflowengine.examples.kotlin;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** A claim that a reviewer approves or rejects, defined in Java. */
@Workflow(id = "claim", version = 1)
public interface Claim {

    @Fact(message = "every mandatory field is filled in") @interface FieldsComplete { boolean value() default true; }
    @Fact(message = "all risk rules passed")              @interface RiskRulesPassed { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition @FieldsComplete UnderReview startReview();
    }
    @State interface UnderReview {
        @Transition @RiskRulesPassed        Approved approve();
        @Transition @RiskRulesPassed(false) Rejected reject();
    }
    @State(terminal = true) interface Approved {}
    @State(terminal = true) interface Rejected {}
}
// spotless:on
