package org.workflowengine.examples.kapt;

import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** A business trip, defined in Java beside the Kotlin that uses it. */
@Workflow(id = "trip", version = 1)
public interface Trip {
    @State(initial = true) interface Planned {
        @Transition Booked book();
    }
    @State(terminal = true) interface Booked {}
}
// spotless:on
