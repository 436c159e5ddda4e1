package org.workflowengine.rest;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.workflowengine.http.Caller;

/** Who is answered. It comes after the host's own rules, and lets nobody in whom they keep out. */
public enum Audience {
    /** Callers whom the host has authenticated. The default. */
    SIGNED_IN("Sign in first.") {
        @Override
        boolean has(HttpServletRequest request, Caller caller) {
            return caller.actor().isPresent();
        }
    },

    /**
     * Whoever asks from the same machine, by a name of that machine, and not through a proxy that says so. For a server that listens on the
     * loopback interface: a page of another site cannot read it under a name of its own.
     */
    THIS_MACHINE(
            "Only callers on the machine itself are answered, under a name such as localhost, and not through a proxy.") {
        @Override
        boolean has(HttpServletRequest request, Caller caller) {
            // The container's own request: filters may have put into it what a client claims in headers.
            ServletRequest inner = request;
            while (inner instanceof ServletRequestWrapper wrapper) {
                inner = wrapper.getRequest();
            }
            return inner instanceof HttpServletRequest own
                    && isLoopback(own.getRemoteAddr())
                    && isLoopback(own.getServerName())
                    && Collections.list(own.getHeaderNames()).stream().noneMatch(Audience::isOfProxies);
        }
    },

    /** Everybody whom the host lets through. */
    EVERYBODY("") {
        @Override
        boolean has(HttpServletRequest request, Caller caller) {
            return true;
        }
    };

    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|(?:[a-z0-9-]+\\.)+localhost|127(?:\\.\\d{1,3}){3}|\\[?(?:::1|0:0:0:0:0:0:0:1)]?(?:%\\w+)?");

    private final String advice;

    Audience(String advice) {
        this.advice = advice;
    }

    abstract boolean has(HttpServletRequest request, Caller caller);

    /** What one who is not answered is told. */
    String advice() {
        return advice;
    }

    /** Names and numbers alone: nothing is looked up. */
    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isOfProxies(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.startsWith("x-forwarded-")
                || List.of("forwarded", "via", "x-real-ip").contains(name);
    }
}
