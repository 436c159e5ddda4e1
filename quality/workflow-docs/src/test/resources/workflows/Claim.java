package fixture;

import org.workflowengine.annotations.*;

/** The claim that most pages speak of. */
@Workflow(id = "claim", version = 2)
public interface Claim {
    @Fact(message = "every mandatory field is filled in") @interface FieldsComplete { boolean value() default true; }
    @Fact(message = "all risk rules passed") @interface RiskRulesPassed { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition @FieldsComplete UnderReview startReview();
    }
    @State(importable = true) interface UnderReview {
        @Transition @RiskRulesPassed Approved approve();
        @Transition @RiskRulesPassed(false) Rejected reject();
        @Transition Closed expire();
    }
    @State interface Approved {
        @Transition Closed close();
    }
    @State(terminal = true) interface Rejected {}
    @State(terminal = true) interface Closed {}
}
