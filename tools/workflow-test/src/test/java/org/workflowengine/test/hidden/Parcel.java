package org.workflowengine.test.hidden;

import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** Not public, in another package than the test kit. */
@Workflow(id = "parcel", version = 1)
interface Parcel {
    @State(initial = true) interface Draft {
        @Transition Packed pack();
    }
    @State interface Packed {
        @Transition Sent send();
    }
    @State(terminal = true) interface Sent {}
}
// spotless:on
