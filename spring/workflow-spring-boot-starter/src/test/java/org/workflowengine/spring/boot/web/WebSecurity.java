package org.workflowengine.spring.boot.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Auditors read everything. Operators also move cases in the dashboard. Clerks open and move cases by the HTTP API. */
@Configuration(proxyBeanMethods = false)
public class WebSecurity {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests
                        // A bundle is sent to be looked at: nothing is written.
                        .requestMatchers(HttpMethod.POST, "/workflow/bundle")
                        .hasAnyRole("AUDITOR", "OPERATOR")
                        // Every other POST of the dashboard is a command.
                        .requestMatchers(HttpMethod.POST, "/workflow/cases/{id}/moves/{transition}", "/workflow/**")
                        .hasRole("OPERATOR")
                        .requestMatchers("/workflow/**")
                        .hasAnyRole("AUDITOR", "OPERATOR")
                        // "What would be possible, if" is asked with a POST: nothing is written.
                        .requestMatchers(HttpMethod.POST, "/workflow-api/workflows/{workflow}/cases/{id}/options")
                        .hasAnyRole("AUDITOR", "CLERK", "OPERATOR")
                        // Every other POST of the API opens or moves cases.
                        .requestMatchers(HttpMethod.POST, "/workflow-api/**")
                        .hasRole("CLERK")
                        .requestMatchers("/workflow-api/**")
                        .hasAnyRole("AUDITOR", "CLERK", "OPERATOR")
                        .anyRequest()
                        .authenticated())
                // Both refuse what a form of another site can send: docs/how-to/web.md.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/workflow/**", "/workflow-api/**"))
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}
