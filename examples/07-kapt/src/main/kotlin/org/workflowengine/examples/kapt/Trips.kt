package org.workflowengine.examples.kapt

import org.workflowengine.runtime.core.Decision.by

/** Kotlin that uses the engine of a workflow that is defined in Java in the same module. */
fun bookedBy(trips: TripEngine, id: String): String =
    trips.open(id, by("alice").because("planned")).orThrow()
        .book(by("alice").because("cheap")).orThrow()
        .state().id()
