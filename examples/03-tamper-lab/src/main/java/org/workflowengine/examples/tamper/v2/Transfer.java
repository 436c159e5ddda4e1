package org.workflowengine.examples.tamper.v2;

import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Tolerate;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** A transfer, as it was handled before. */
@Workflow(id = "transfer", version = 2, fingerprint = "0af36f29caf7dd41ed81fc4a9d07f8c6dbfd822c5c860a86e0fa86909a55e519")
public interface Transfer {

    @State(initial = true) interface Received {
        @Transition Checked check();
        @Transition Blocked block();
    }
    @State interface Checked {
        @Transition @Tolerate(code = "WF210", because = "it is the reminder that is recorded") Checked remind();
        @Transition Settled settle();
        @Transition Refused refuse();
    }
    @State interface Blocked {
        @Transition Received release();
        @Transition Refused refuse();
    }
    @State(terminal = true) interface Settled {}
    @State(terminal = true) interface Refused {}
}
// spotless:on
