package org.workflowengine.spring.boot;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.workflowengine.rest.Audience;
import org.workflowengine.rest.CallerSource;

/** Who is answered by what is mounted. Nothing is public by accident. */
final class Exposure {
    private static final String SPRING_SECURITY = "springSecurityFilterChain";

    private final Environment environment;
    private final BeanFactory beans;
    private final @Nullable CallerSource callers;

    Exposure(Environment environment, BeanFactory beans, @Nullable CallerSource callers) {
        this.environment = environment;
        this.beans = beans;
        this.callers = callers;
    }

    /** Nobody, where nothing authenticates callers and other machines reach the server. */
    Optional<Audience> audience(boolean allowPublic) {
        if (allowPublic) {
            return Optional.of(Audience.EVERYBODY);
        }
        if (callers != null || beans.containsBean(SPRING_SECURITY)) {
            return Optional.of(Audience.SIGNED_IN);
        }
        boolean isLoopback = Binder.get(environment)
                .bind("server.address", InetAddress.class)
                .map(InetAddress::isLoopbackAddress)
                .orElse(false);
        return isLoopback ? Optional.of(Audience.THIS_MACHINE) : Optional.empty();
    }

    /** Who says who asks. */
    CallerSource callers() {
        return callers == null ? CallerSource.principal() : callers;
    }

    /** A start that would publish cases. */
    static WiringException isPublic(String what, String prefix) {
        return new WiringException(
                what + " would be public: Spring Security is not set up, there is no bean of the type CallerSource, and"
                        + " server.address is not a loopback address",
                advice(prefix));
    }

    static String advice(String prefix) {
        return "add spring-boot-starter-security; or give a bean of the type CallerSource, if something else authenticates; or set"
                + " server.address=127.0.0.1, to answer callers on this machine alone; or set " + prefix
                + ".allow-public=true, if everybody may see all cases; or set " + prefix + ".enabled=false";
    }
}
