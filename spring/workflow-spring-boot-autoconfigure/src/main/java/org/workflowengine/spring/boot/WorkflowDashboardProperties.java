package org.workflowengine.spring.boot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.properties} says about the dashboard. The reference page is made from these texts.
 *
 * @param enabled Whether the dashboard is mounted. Default: where it is not public, which is with Spring Security, with a bean of the type CallerSource, or on the loopback address. With "true" the start fails where it would be public.
 * @param path Where the dashboard is mounted, below the application's own path.
 * @param name What the pages call this installation. Default: spring.application.name.
 * @param allowPublic Whether the dashboard answers everybody whom the application lets through, also callers who are not signed in.
 * @param commands Ids of the workflows whose cases can be moved with the dashboard. Without any, the routes for that do not exist.
 * @param claimable By id of a workflow: the facts that a user of the dashboard may claim in a command. No others are taken from a form.
 */
@ConfigurationProperties("workflow.dashboard")
public record WorkflowDashboardProperties(
        @Nullable Boolean enabled,
        @DefaultValue("/workflow") String path,
        @Nullable String name,
        @DefaultValue("false") boolean allowPublic,
        @DefaultValue List<String> commands,
        @DefaultValue Map<String, List<String>> claimable) {}
