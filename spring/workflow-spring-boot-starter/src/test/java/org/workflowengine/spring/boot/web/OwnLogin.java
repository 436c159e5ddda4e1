package org.workflowengine.spring.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.workflowengine.http.Caller;
import org.workflowengine.rest.CallerSource;

/** Who asks, where a filter of your own authenticates: it has put the user into the request, where no client can. */
@Component
public class OwnLogin implements CallerSource {
    /**
     * What your filter knows.
     *
     * @param id who it is; each step is recorded with it
     * @param roles for your Redaction, such as ROLE_AUDITOR
     */
    public record User(String id, Set<String> roles) {}

    @Override
    public Caller caller(HttpServletRequest request) {
        return request.getAttribute("user") instanceof User user
                ? Caller.person(user.id(), user.roles())
                : Caller.nobody();
    }
}
