package org.workflowengine.http.jdk;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names under which a server is reached. A name that someone else has made point to its address is none of them. */
final class Names {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*");

    private final Set<String> names;
    private final boolean isLoopback;

    Names(Set<String> names, boolean isLoopback) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.isLoopback = isLoopback;
    }

    /** Whether a host, with or without a port, is this server. */
    boolean contain(String host) {
        var parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group(1).toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name)
                || names.contains(name)
                || (!isLoopback && DIGITS.matcher(name).matches());
    }
}
