package org.workflowengine.examples.versions;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.From;
import org.workflowengine.annotations.Migration;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// The formatter stays off the definition: it reads as a table.
// spotless:off
/** Claims as they are handled now: one state is renamed, one is gone, one is new, and large sums need a second review. */
@Workflow(id = "claim", version = 2)
public interface Claim {

    @Fact @interface DocumentsComplete { boolean value() default true; }
    @Fact @interface FraudSuspected    { boolean value() default true; }
    @Fact(message = "above 5,000") @interface LargeSum { boolean value() default true; }
    @Fact(message = "the customer agrees to the new terms") @interface NewTermsAccepted { boolean value() default true; }

    @State(initial = true) interface Submitted {
        @Transition @DocumentsComplete UnderReview review();
    }
    @State(importable = true) interface UnderReview {
        @Transition @LargeSum(false) Approved     approve();
        @Transition @LargeSum        SecondReview forward();
        @Transition Rejected reject();
        @Transition @FraudSuspected  Frozen       freeze();
    }
    @State interface SecondReview {
        @Transition Approved approve();
        @Transition Rejected reject();
    }
    @State interface Frozen {
        @Transition UnderReview release();
        @Transition Rejected    reject();
    }
    @State(terminal = true) interface Approved {}
    @State(terminal = true) interface Rejected {}

    /** Submitted has the same id in both versions: it is carried over without a line. Frozen has too, and is said to stay. */
    @Migration(from = org.workflowengine.examples.versions.v1.Claim.class,
               staying = org.workflowengine.examples.versions.v1.Claim.Frozen.class)
    interface FromV1 {
        @From(org.workflowengine.examples.versions.v1.Claim.InReview.class)                     UnderReview  inReview();
        @From(org.workflowengine.examples.versions.v1.Claim.Escalated.class) @NewTermsAccepted  SecondReview escalated();
    }
}
// spotless:on
