package org.workflowengine.spring.boot;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of the engine as Spring Boot 4 asks for it. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {
    private final WorkflowHealth health;

    Boot4HealthIndicator(WorkflowHealth health) {
        super("The workflow engine's tables cannot be read");
        this.health = health;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        WorkflowHealth.Found found = health.look();
        (found.isUp() ? builder.up() : builder.down()).withDetails(found.details());
    }
}
