package org.workflowengine.test.v1;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** The older version of {@link org.workflowengine.test.Claim}. */
@Workflow(id = "claim", version = 1, fingerprint = "0455abaedb6fc74635df85f62aa54776a27004a3b130e800585a09882d0423ca")
public interface Claim {
    @Fact @interface Complete { boolean value() default true; }

    @State(initial = true) interface Filed {
        @Transition @Complete Checked check();
    }
    @State interface Checked {
        @Transition Disputed dispute();
        @Transition Paid pay();
    }
    @State interface Disputed {
        @Transition Paid pay();
    }
    @State(terminal = true) interface Paid {}
}
// spotless:on
