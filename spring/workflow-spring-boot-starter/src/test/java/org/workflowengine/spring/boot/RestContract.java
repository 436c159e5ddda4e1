package org.workflowengine.spring.boot;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerMapping;
import org.workflowengine.http.HttpContract;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.rest.Audience;
import org.workflowengine.rest.Mount;

/**
 * What every server has to do, done by Spring MVC on Tomcat, behind Spring Security's firewall. Case ids of the contract have slashes and percent
 * signs: what the server and the firewall are told for that is in {@code docs/how-to/web.md}.
 */
public abstract class RestContract extends HttpContract {
    private static volatile HttpHandler handler;

    private final Class<?> slashes;

    protected RestContract(Class<?> slashes) {
        this.slashes = slashes;
    }

    /** Everybody is let through; who asks is in a header. */
    static class Open {
        @Bean
        HandlerMapping contract() {
            return Mount.at("/claims/api", handler)
                    .callers(request -> caller(request::getHeader))
                    .audience(Audience.EVERYBODY)
                    .mapping();
        }

        @Bean
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/claims/**"))
                    .build();
        }

        @Bean
        StrictHttpFirewall firewall() {
            StrictHttpFirewall firewall = new StrictHttpFirewall();
            firewall.setAllowUrlEncodedSlash(true);
            firewall.setAllowUrlEncodedPercent(true);
            firewall.setAllowSemicolon(true);
            return firewall;
        }
    }

    @Override
    protected Served serve(HttpHandler served) {
        handler = served;
        WebServer server =
                WebServer.start(Open.class, WebServer.withSecurity(), "--spring.main.sources=" + slashes.getName());
        return new Served() {
            @Override
            public URI base() {
                return server.at("/claims/api");
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
