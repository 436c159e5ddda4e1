package golden.claim;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

@Workflow(id = "claim", version = 1, fingerprint = "80c358061e1796d4d389b1912d70a216c925e8e1543223fff3d95cdf07256763")
public interface ClaimV1 {

    @Fact @interface DocumentsComplete { boolean value() default true; }

    @State(initial = true) interface Created {
        @Transition InReview review();
        @Transition Frozen freeze();
    }

    @State interface InReview {
        @Transition @DocumentsComplete Approved approve();
        @Transition Rejected reject();
        @Transition Escalated escalate();
        @Transition Waiting await();
    }

    @State interface Escalated {
        @Transition Approved approve();
        @Transition Rejected reject();
    }

    @State interface Waiting {
        @Transition InReview resume();
    }

    @State interface Frozen {
        @Transition Created thaw();
    }

    @State(terminal = true) interface Approved {}

    @State(terminal = true) interface Rejected {}
}
