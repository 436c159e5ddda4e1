package org.workflowengine.test;

import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Whether states and transitions are the same ones: other workflows and other versions have equal ids. */
final class Same {
    private Same() {}

    /** Generated constants are compared as such; those of a definition that was read from its text have nothing but their ids. */
    static boolean state(WorkflowState one, WorkflowState other) {
        return areConstants(one, other) ? one.equals(other) : one.id().equals(other.id());
    }

    static boolean transition(WorkflowTransition one, WorkflowTransition other) {
        return areConstants(one, other) ? one.equals(other) : text(one).equals(text(other));
    }

    private static boolean areConstants(Object one, Object other) {
        return one instanceof Enum<?> && other instanceof Enum<?>;
    }

    /** With the name of the generated type, where another one has the same id. */
    static String named(WorkflowState state, WorkflowState other) {
        return state.id()
                + (state.id().equals(other.id()) && state instanceof Enum<?> constant
                        ? " of " + constant.getDeclaringClass().getName()
                        : "");
    }

    static String text(WorkflowTransition row) {
        return row.from().id() + " -" + row.id() + "-> " + row.to().id();
    }
}
