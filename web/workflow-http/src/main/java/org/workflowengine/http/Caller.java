package org.workflowengine.http;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.core.Actor;

/**
 * The one who asks, as the host has authenticated them. It never comes from a request's body, query or headers.
 *
 * @param actor who is recorded for what this caller does; empty where the host has authenticated nobody
 * @param roles the host's names of what the caller may see and do; never null
 */
public record Caller(Optional<Actor> actor, Set<String> roles) {
    private static final Caller NOBODY = new Caller(Optional.empty(), Set.of());

    /**
     * Keeps a copy of the roles.
     *
     * @param actor who is recorded for what this caller does; empty where the host has authenticated nobody
     * @param roles the host's names of what the caller may see and do
     */
    public Caller {
        Objects.requireNonNull(actor, "actor");
        roles = Set.copyOf(roles);
    }

    /**
     * A caller whom the host has not authenticated.
     *
     * @return a caller without actor and roles
     */
    public static Caller nobody() {
        return NOBODY;
    }

    /**
     * A person whom the host has authenticated.
     *
     * @param name the host's name of the person, recorded as actor
     * @param roles the host's names of what the person may see and do
     * @return the caller
     */
    public static Caller person(String name, Set<String> roles) {
        return new Caller(Optional.of(new Actor(Actor.Kind.PERSON, name)), roles);
    }
}
