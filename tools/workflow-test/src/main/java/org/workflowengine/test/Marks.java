package org.workflowengine.test;

/** How the audit tells what the kit did from what a test did: only the latter counts as coverage. */
final class Marks {
    /** Request ids of the steps that bring a case into the state where a test begins. A request id is never erased. */
    static final String GIVEN = "workflow-test:given:";

    /** Ids of the cases of the matrix and of the walks. */
    static final String CHECKED = "workflow-test:";

    private Marks() {}
}
