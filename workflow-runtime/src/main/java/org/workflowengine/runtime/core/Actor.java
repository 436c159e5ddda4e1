package org.workflowengine.runtime.core;

import java.util.Objects;

/**
 * Who decides.
 *
 * <p>The id is under the same rules as all ids that are stored from now on (actors, principals, case ids, request ids, sources):
 * it shows all that is in it. Every character is one that is seen, of Unicode 13.0; blanks are single
 * spaces, none at an end; no combining mark comes first; and the spelling is Unicode's form NFC ({@link java.text.Normalizer}).
 * Letters of other scripts that look like Latin ones are permitted, and are other letters. The engine checks it, and answers
 * {@link Refusal.InvalidInput}.
 *
 * @param kind what sort of actor it is; recorded for ever, also after the id has been erased
 * @param id the actor's id in the caller's own directory, 1 to 128 characters (UTF-16 code units) under the rules above
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
