package org.workflowengine.spring.boot.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The users of the tests: each password is the name. */
@Configuration(proxyBeanMethods = false)
public class Users {
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                user("clara", "CLERK"),
                user("olga", "OPERATOR"),
                user("oscar", "OPERATOR"),
                user("audrey", "AUDITOR"),
                user("guest"));
    }

    private static UserDetails user(String name, String... roles) {
        return User.withUsername(name).password("{noop}" + name).roles(roles).build();
    }
}
