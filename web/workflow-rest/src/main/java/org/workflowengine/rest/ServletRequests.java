package org.workflowengine.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.workflowengine.http.HttpRequest;

/** A servlet's request as it was sent: servlets decode and normalise paths, so the one of the request line is taken. */
final class ServletRequests {
    /** What stands before the mount may come from a proxy's header. */
    private static final Pattern PREFIX = Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*");

    private ServletRequests() {}

    /** Nothing where the path does not begin with the mount as it is written, or what stands before it is no path. */
    static Optional<HttpRequest> read(HttpServletRequest request, String mount) throws IOException {
        RequestPath path = ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request)
                : ServletRequestPathUtils.parseAndCache(request);
        String whole = path.value();
        String within = path.pathWithinApplication().value();
        // The path of the application, and where Spring MVC itself is mounted in it.
        String prefix = whole.substring(0, whole.length() - within.length());
        if (!PREFIX.matcher(prefix).matches() || !(within + "/").startsWith(mount + "/")) {
            return Optional.empty();
        }
        String below = within.substring(mount.length());
        HttpRequest asked = HttpRequest.of(request.getMethod(), below.isEmpty() ? "/" : below)
                .mountedAt(prefix + mount);
        String query = request.getQueryString();
        if (query != null) {
            asked = asked.withQuery(query);
        }
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                asked = asked.withHeader(name, value);
            }
        }
        return Optional.of(asked.withBody(Bodies.of(request, asked)));
    }
}
