package org.workflowengine.spring.boot;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.properties} says about the HTTP API. The reference page is made from these texts.
 *
 * @param enabled Whether the HTTP API is mounted. The start fails where everybody could call it: without Spring Security, without a bean of the type CallerSource, and on another address than loopback.
 * @param path Where the HTTP API is mounted, below the application's own path.
 * @param allowPublic Whether the HTTP API answers everybody whom the application lets through, also callers who are not signed in.
 * @param commands Ids of the workflows whose cases can be opened and moved over HTTP. Without any, the routes for that do not exist.
 * @param claimable By id of a workflow: the facts that a client of the HTTP API may claim in a command. No others are taken from a client.
 * @param ifMatchRequired Whether a move must say which step it rests on, with If-Match. A move without is answered with 428.
 */
@ConfigurationProperties("workflow.rest")
public record WorkflowRestProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/workflow-api") String path,
        @DefaultValue("false") boolean allowPublic,
        @DefaultValue List<String> commands,
        @DefaultValue Map<String, List<String>> claimable,
        @DefaultValue("false") boolean ifMatchRequired) {}
