package org.workflowengine.spring.boot.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Who may come to the dashboard and to the HTTP API. */
@Configuration(proxyBeanMethods = false)
public class WebSecurity {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/workflow/**")
                        .hasRole("OPERATOR")
                        .requestMatchers("/workflow-api/**")
                        .hasAnyRole("CLERK", "OPERATOR")
                        .anyRequest()
                        .authenticated())
                // Both refuse what a form of another site can send: docs/how-to/web.md.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/workflow/**", "/workflow-api/**"))
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}
