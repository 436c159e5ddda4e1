package org.workflowengine.examples.versions.v1;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// The formatter stays off the definition: it reads as a table.
// spotless:off
/** Claims as they were handled first: released, pinned, and kept as long as a case follows it. */
@Workflow(id = "claim", version = 1, fingerprint = "ed0d6749dd2876fd1b7723afe8498781f7361625dc945cdc83df59afd3a5df31")
public interface Claim {

    @Fact @interface DocumentsComplete { boolean value() default true; }
    @Fact @interface FraudSuspected    { boolean value() default true; }

    @State(initial = true) interface Submitted {
        @Transition @DocumentsComplete InReview review();
    }
    @State interface InReview {
        @Transition Approved  approve();
        @Transition Rejected  reject();
        @Transition Escalated escalate();
        @Transition @FraudSuspected Frozen freeze();
    }
    @State interface Escalated {
        @Transition Approved approve();
        @Transition Rejected reject();
    }
    @State interface Frozen {
        @Transition InReview release();
        @Transition Rejected reject();
    }
    @State(terminal = true) interface Approved {}
    @State(terminal = true) interface Rejected {}
}
// spotless:on
