package org.workflowengine.runtime.core;

import java.util.Objects;

/**
 * Who decides.
 *
 * @param kind what sort of actor it is; recorded for ever, also after the id has been erased
 * @param id the actor's id in the caller's own directory, 1 to 128 characters, no control characters (checked by the engine,
 *     which answers {@link Refusal.InvalidInput})
 */
public record Actor(Kind kind, String id) {

    /** What sort of actor decides. */
    public enum Kind {
        /** A human being. */
        PERSON,
        /** Another program, acting under its own name. */
        SERVICE,
        /** The application itself, with nobody else behind it. */
        SYSTEM
    }

    /** Neither part is null. */
    public Actor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }
}
