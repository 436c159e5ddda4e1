package org.workflowengine.runtime.core;

import java.util.Objects;

/**
 * Who decides.
 *
 * <p>The id follows the same rules as all ids that are newly stored (actors, principals, case ids, request ids, sources): it shows
 * everything that is in it. Every character is visible and assigned in Unicode 13.0; blanks are single spaces, none at either end; no
 * combining mark comes first; the spelling is Unicode's form NFC ({@link java.text.Normalizer}). Letters of other scripts that look like
 * Latin ones are permitted, and are different letters. The engine checks the id and answers {@link Refusal.InvalidInput} if it breaks a
 * rule.
 *
 * @param kind what kind of actor it is; it stays recorded permanently, even after the id has been erased
 * @param id the actor's id in the caller's own directory, 1 to 128 characters (UTF-16 code units) under the rules above
 */
public record Actor(Kind kind, String id) {

    /** What kind of actor decides. */
    public enum Kind {
        /** A human being. */
        PERSON,
        /** Another program that acts under its own name. */
        SERVICE,
        /** The application itself, with nobody else behind it. */
        SYSTEM
    }

    /**
     * Neither part is null.
     *
     * @param kind what kind of actor it is; it stays recorded permanently, even after the id has been erased
     * @param id the actor's id in the caller's own directory, 1 to 128 characters (UTF-16 code units) under the rules above
     */
    public Actor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }
}
