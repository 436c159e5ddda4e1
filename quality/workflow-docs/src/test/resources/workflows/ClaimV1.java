package claims.v1;

import org.workflowengine.annotations.*;

/** The version that cases come from. */
@Workflow(id = "claim", version = 1, fingerprint = "71fd3aaa5c2b6a6ef40521550c43c65da66927eec6c4339649e555cee5d509df")
public interface Claim {
    @State(initial = true) interface Submitted {
        @Transition InReview review();
    }
    @State interface InReview {
        @Transition Approved approve();
        @Transition Rejected reject();
        @Transition Escalated escalate();
        @Transition Frozen freeze();
    }
    @State interface Escalated {
        @Transition Approved approve();
        @Transition Rejected reject();
    }
    @State interface Frozen {
        @Transition InReview release();
    }
    @State(terminal = true) interface Approved {}
    @State(terminal = true) interface Rejected {}
}
