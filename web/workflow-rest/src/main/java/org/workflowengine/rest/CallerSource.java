package org.workflowengine.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;
import org.workflowengine.http.Caller;

/**
 * Says who asks, from what the host has authenticated. It never takes a name from a parameter, a body, or a header that a client may set.
 *
 * <p>Safe for use by several threads at once. What it throws is answered with 500, and logged.
 */
@FunctionalInterface
public interface CallerSource {
    /**
     * Who asks.
     *
     * @param request the request, after the host's filters
     * @return the caller; {@link Caller#nobody()} where the host has authenticated nobody; never null
     */
    Caller caller(HttpServletRequest request);

    /**
     * The request's principal as a person. The roles are the authorities of Spring Security under their own names, such as
     * {@code ROLE_AUDITOR}; without Spring Security there are none.
     *
     * @return the default
     */
    static CallerSource principal() {
        boolean isSecurityThere = ClassUtils.isPresent(
                "org.springframework.security.core.Authentication", CallerSource.class.getClassLoader());
        return request -> {
            Principal principal = request.getUserPrincipal();
            if (principal == null) {
                return Caller.nobody();
            }
            return isSecurityThere ? Authorities.caller(principal) : Caller.person(principal.getName(), Set.of());
        };
    }

    /**
     * The request's principal as a person, and those of the given roles that {@link HttpServletRequest#isUserInRole} confirms. For hosts
     * whose container authenticates.
     *
     * @param roles the roles that matter for what a caller may see
     * @return the source
     */
    static CallerSource principalWithRoles(String... roles) {
        Set<String> asked = Set.of(roles);
        return request -> {
            Principal principal = request.getUserPrincipal();
            return principal == null
                    ? Caller.nobody()
                    : Caller.person(
                            principal.getName(),
                            asked.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet()));
        };
    }
}
