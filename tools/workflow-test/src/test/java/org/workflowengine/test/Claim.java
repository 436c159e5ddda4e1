package org.workflowengine.test;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.From;
import org.workflowengine.annotations.Migration;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** One state is reached by migrated cases only, another one by an import only. */
@Workflow(id = "claim", version = 2)
public interface Claim {
    @Fact @interface TermsAccepted { boolean value() default true; }

    @State(initial = true) interface Filed {
        @Transition Checked check();
    }
    @State interface Checked {
        @Transition Paid pay();
    }
    @State interface OldDispute {
        @Transition Paid pay();
    }
    @State(importable = true) interface FromPaper {
        @Transition Checked check();
    }
    @State(terminal = true) interface Paid {}

    @Migration(from = org.workflowengine.test.v1.Claim.class)
    interface FromV1 {
        @From(org.workflowengine.test.v1.Claim.Disputed.class) @TermsAccepted OldDispute disputed();
    }
}
// spotless:on
