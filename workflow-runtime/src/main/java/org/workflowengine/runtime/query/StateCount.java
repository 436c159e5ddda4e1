package org.workflowengine.runtime.query;

import java.util.Objects;

/** How many cases are in one state of one version of a workflow. Immutable. */
public final class StateCount {
    private final String workflow;
    private final int version;
    private final String state;
    private final CappedCount cases;

    StateCount(String workflow, int version, String state, CappedCount cases) {
        this.workflow = workflow;
        this.version = version;
        this.state = state;
        this.cases = cases;
    }

    /** {@return the workflow's id} */
    public String workflow() {
        return workflow;
    }

    /** {@return the version} */
    public int version() {
        return version;
    }

    /** {@return the state's id} */
    public String state() {
        return state;
    }

    /** {@return how many; at least one} */
    public CappedCount cases() {
        return cases;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StateCount that
                && workflow.equals(that.workflow)
                && version == that.version
                && state.equals(that.state)
                && cases.equals(that.cases);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflow, version, state, cases);
    }

    @Override
    public String toString() {
        return "StateCount[" + workflow + " version " + version + ", " + state + ": " + cases + "]";
    }
}
