package org.workflowengine.examples.tamper;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Tolerate;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** The workflow whose cases are attacked: a claim that is approved and paid, or rejected. */
@Workflow(id = "claim", version = 1)
public interface Claim {

    @Fact(message = "all risk rules passed") @interface RiskRulesPassed { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition UnderReview startReview();
    }
    @State interface UnderReview {
        @Transition @RiskRulesPassed Approved approve();
        @Transition @RiskRulesPassed(false) Rejected reject();
        @Transition @Tolerate(code = "WF210", because = "it is the reminder that is recorded") UnderReview remind();
    }
    @State interface Approved {
        @Transition Paid pay();
    }
    @State(terminal = true) interface Paid {}
    @State(terminal = true) interface Rejected {}
}
// spotless:on
