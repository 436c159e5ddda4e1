package org.workflowengine.benchmark.boot;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** The reference workflow, as an application declares it. */
@Workflow(id = "case-review", version = 1)
public interface Review {

    @Fact @interface RequiredFieldsComplete   { boolean value() default true; }
    @Fact @interface RiskRulesPassed          { boolean value() default true; }
    @Fact @interface AmountWithinThreshold    { boolean value() default true; }
    @Fact @interface ValidationFailed         { boolean value() default true; }
    @Fact @interface HighAmount               { boolean value() default true; }
    @Fact @interface MissingInfoDetected      { boolean value() default true; }
    @Fact @interface AdditionalInfoProvided   { boolean value() default true; }
    @Fact @interface SupervisorReviewComplete { boolean value() default true; }
    @Fact @interface NoPendingActions         { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition @RequiredFieldsComplete UnderReview startReview();
    }
    @State interface UnderReview {
        @Transition @RiskRulesPassed @AmountWithinThreshold Approved approve();
        @Transition @ValidationFailed    Rejected    reject();
        @Transition @HighAmount          Escalated   escalate();
        @Transition @MissingInfoDetected WaitingInfo requestInfo();
    }
    @State interface WaitingInfo {
        @Transition @AdditionalInfoProvided UnderReview resume();
    }
    @State interface Escalated {
        @Transition @SupervisorReviewComplete UnderReview returnToReview();
        @Transition Approved approve();
        @Transition Rejected reject();
    }
    @State interface Approved { @Transition @NoPendingActions Closed close(); }
    @State interface Rejected { @Transition @NoPendingActions Closed close(); }
    @State(terminal = true) interface Closed {}
}
// spotless:on
