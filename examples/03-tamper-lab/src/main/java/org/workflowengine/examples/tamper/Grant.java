package org.workflowengine.examples.tamper;

import org.workflowengine.annotations.FourEyes;
import org.workflowengine.annotations.Quorum;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Tolerate;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** A grant that two persons have to endorse, and that who submitted it may neither grant nor refuse. */
@Workflow(id = "grant", version = 1)
public interface Grant {

    @State(initial = true) interface Draft {
        @Transition Submitted submit();
    }
    @State(importable = true) interface Submitted {
        @Transition Submitted endorse();
        @Transition @FourEyes(Submitted.class) @Tolerate(code = "WF606", because = "it is attacked") @Quorum(of = "endorse", persons = 2) Granted grant();
        @Transition @FourEyes(Submitted.class) @Tolerate(code = "WF606", because = "it is attacked") Refused refuse();
        @Transition Draft giveBack();
    }
    @State(resting = true) interface Refused {
        @Transition Draft reopen();
    }
    @State(terminal = true) interface Granted {}
}
// spotless:on
