package org.workflowengine.examples.tamper;

import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** A settlement, whose steps the law forbids to erase. */
@Workflow(id = "settlement", version = 1, erasable = false)
public interface Settlement {

    @State(initial = true) interface Agreed {
        @Transition Settled settle();
    }
    @State(terminal = true) interface Settled {}
}
// spotless:on
