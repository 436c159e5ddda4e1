package org.workflowengine.test;

import java.util.Collection;

/**
 * Who makes a step: the actor, and for whom.
 *
 * @param actor the person who acts
 * @param principal for whom; the actor, if for nobody else
 */
record Names(String actor, String principal) {
    static Names of(String person) {
        return new Names(person, person);
    }

    /** Whether somebody has a part in both steps. */
    boolean meet(Names other) {
        return actor.equals(other.actor)
                || actor.equals(other.principal)
                || principal.equals(other.actor)
                || principal.equals(other.principal);
    }

    /** As many as there are different actors, and different principals. */
    static int persons(Collection<Names> steps) {
        return (int) Math.min(
                steps.stream().map(Names::actor).distinct().count(),
                steps.stream().map(Names::principal).distinct().count());
    }

    @Override
    public String toString() {
        return actor + (actor.equals(principal) ? "" : " on behalf of " + principal);
    }
}
