package org.workflowengine.rest;

import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.workflowengine.http.Caller;

/** Names Spring Security, and is touched only where that is on the class path. */
final class Authorities {
    private Authorities() {}

    static Caller caller(Principal principal) {
        if (!(principal instanceof Authentication authentication)) {
            return Caller.person(principal.getName(), Set.of());
        }
        if (!authentication.isAuthenticated()) {
            return Caller.nobody();
        }
        // An authority that cannot be told as a text has no name.
        return Caller.person(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .flatMap(authority -> Stream.ofNullable(authority.getAuthority()))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
