package org.workflowengine.examples.kapt

import org.workflowengine.annotations.Fact
import org.workflowengine.annotations.State
import org.workflowengine.annotations.Transition
import org.workflowengine.annotations.Workflow

/** A request for leave, defined in Kotlin. */
@Workflow(id = "leave", version = 1)
interface Leave {
    @Fact(message = "days are left") annotation class DaysLeft(val value: Boolean = true)

    @State(initial = true) interface Requested {
        @Transition @DaysLeft fun approve(): Approved
        @Transition fun reject(): Rejected
    }
    @State(terminal = true) interface Approved
    @State(terminal = true) interface Rejected
}
