package org.workflowengine.rest;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.workflowengine.http.HttpHandler;

/**
 * Where a handler is mounted in Spring MVC, and who is answered. Immutable.
 *
 * <p>A bean of the type {@link HandlerMapping} mounts it: {@code Mount.at("/workflow", pages).mapping()}. No session is made, and no transaction is
 * opened.
 *
 * <p>An answer is whole before it is sent, so that a client that reads slowly holds no connection to the database. What is longer than 64 KB is
 * kept in a temporary file until then. Beyond 1 GB in such files of one mount, more long answers are refused with 503. How long a client may
 * take is for the container to limit.
 */
public final class Mount {
    /** As the actuator does, before the controllers: one that takes every path does not hide what is mounted. */
    private static final int BEFORE_CONTROLLERS = -50;

    private static final long BYTES_NOT_READ = 1L << 30;

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    private final String path;
    private final HttpHandler handler;
    private final CallerSource callers;
    private final Audience audience;

    private Mount(String path, HttpHandler handler, CallerSource callers, Audience audience) {
        this.path = path;
        this.handler = handler;
        this.callers = callers;
        this.audience = audience;
    }

    /**
     * Mounts a handler for callers who are signed in, as Spring Security or the container knows them.
     *
     * @param path where to, below the application's own path, such as {@code /workflow}: letters, digits and {@code -._~} between
     *     slashes, without a slash at its end
     * @param handler what answers
     * @return the mount
     * @throws IllegalArgumentException if the path has other characters
     */
    public static Mount at(String path, HttpHandler handler) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path: found " + path
                    + ", expected a path such as /workflow: letters, digits and -._~ between slashes, none at its end");
        }
        return new Mount(
                path, Objects.requireNonNull(handler, "handler"), CallerSource.principal(), Audience.SIGNED_IN);
    }

    /**
     * The same mount with another source of callers.
     *
     * @param source says who asks
     * @return a copy
     */
    public Mount callers(CallerSource source) {
        return new Mount(path, handler, Objects.requireNonNull(source, "source"), audience);
    }

    /**
     * The same mount for others.
     *
     * @param others who is answered
     * @return a copy
     */
    public Mount audience(Audience others) {
        return new Mount(path, handler, callers, Objects.requireNonNull(others, "others"));
    }

    /**
     * What Spring MVC asks for a handler. To be a bean.
     *
     * @return the mapping of the path and everything below it
     */
    public HandlerMapping mapping() {
        return new SimpleUrlHandlerMapping(Map.of(path + "/**", handler()), BEFORE_CONTROLLERS);
    }

    HttpRequestHandler handler() {
        return handler(BYTES_NOT_READ);
    }

    /** With room for so many bytes of answers that are not read yet. */
    HttpRequestHandler handler(long room) {
        return new MountedHandler(path, handler, callers, audience, room);
    }
}
