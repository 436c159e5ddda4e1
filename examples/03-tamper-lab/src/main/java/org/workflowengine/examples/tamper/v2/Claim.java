package org.workflowengine.examples.tamper.v2;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Tolerate;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** The claim again, in a version that can escalate. No case has a declared way from the first version into this one. */
@Workflow(id = "claim", version = 2)
public interface Claim {

    @Fact(message = "all risk rules passed") @interface RiskRulesPassed { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition UnderReview startReview();
    }
    @State interface UnderReview {
        @Transition @RiskRulesPassed Approved approve();
        @Transition @RiskRulesPassed(false) Rejected reject();
        @Transition @Tolerate(code = "WF210", because = "it is the reminder that is recorded") UnderReview remind();
        @Transition Escalated escalate();
    }
    @State interface Escalated {
        @Transition @RiskRulesPassed Approved approve();
        @Transition @RiskRulesPassed(false) Rejected reject();
    }
    @State interface Approved {
        @Transition Paid pay();
    }
    @State(terminal = true) interface Paid {}
    @State(terminal = true) interface Rejected {}
}
// spotless:on
