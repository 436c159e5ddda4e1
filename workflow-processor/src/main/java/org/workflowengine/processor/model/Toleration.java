package org.workflowengine.processor.model;

/**
 * What an author has decided to live with: one kind of warning in one part of a definition.
 *
 * @param code which warnings
 * @param because why, in the author's words; blank only where that is reported
 * @param whole whether it stands on the definition itself, so that it is meant for all of it
 * @param scope the declaration on which it stands
 * @param anchor where it is written
 */
public record Toleration(ProblemCode code, String because, boolean whole, Anchor scope, Anchor anchor) {

    /** Whether it is meant for that problem. */
    public boolean covers(Problem problem) {
        return problem.code().equals(code) && (whole || problem.anchor().isWithin(scope));
    }
}
