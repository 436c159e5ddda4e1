package golden.claim;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.From;
import org.workflowengine.annotations.Migration;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

@Workflow(id = "claim", version = 2)
public interface Claim {

    @Fact(message = "the customer agreed to the new rules") @interface ConsentGiven { boolean value() default true; }
    @Fact @interface DocumentsComplete { boolean value() default true; }
    @Fact @interface AmountIs { Amount[] value(); }
    enum Amount { SMALL, LARGE, UNKNOWN }

    @State(initial = true) interface Created {
        @Transition UnderReview review();
    }

    @State(importable = true) interface UnderReview {
        @Transition @DocumentsComplete @AmountIs({Amount.SMALL, Amount.LARGE}) Approved approve();
        @Transition Rejected reject();
        @Transition @AmountIs({Amount.LARGE, Amount.UNKNOWN}) Waiting await();
    }

    @State(importable = true) interface Waiting {
        @Transition UnderReview resume();
        @Transition Withdrawn withdraw();
    }

    @State(terminal = true) interface Approved {}

    @State(terminal = true) interface Rejected {}

    @State(terminal = true) interface Withdrawn {}

    @Migration(from = ClaimV1.class, staying = ClaimV1.Frozen.class)
    interface FromV1 {
        @From({ClaimV1.InReview.class, ClaimV1.Escalated.class}) UnderReview reviewed();
        @From(ClaimV1.Rejected.class) @ConsentGiven @AmountIs(Amount.SMALL) UnderReview appealed();
    }
}
