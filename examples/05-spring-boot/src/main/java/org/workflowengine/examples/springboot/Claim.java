package org.workflowengine.examples.springboot;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

/** A claim that a reviewer approves or rejects. */
@Workflow(id = "claim", version = 1)
public interface Claim {
    @Fact(message = "the amount is within the limit of a reviewer")
    @interface WithinLimit {
        boolean value() default true;
    }

    @State(initial = true)
    interface UnderReview {
        @Transition
        @WithinLimit
        Approved approve();

        @Transition
        Rejected reject();
    }

    @State(terminal = true)
    interface Approved {}

    @State(terminal = true)
    interface Rejected {}
}
