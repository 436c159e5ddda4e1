package org.workflowengine.spring.boot;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** The health of the engine as Spring Boot 3.5 asks for it. */
final class Boot3HealthIndicator extends AbstractHealthIndicator {
    private final WorkflowHealth health;

    Boot3HealthIndicator(WorkflowHealth health) {
        super("The workflow engine's tables cannot be read");
        this.health = health;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        WorkflowHealth.Found found = health.look();
        (found.isUp() ? builder.up() : builder.down()).withDetails(found.details());
    }
}
