package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;

/** The health of the engine is switched like every other one. */
class HealthSwitchTest {
    private static void isThere(boolean expected, String... properties) {
        Application.runner()
                .withConfiguration(AutoConfigurations.of(WorkflowHealthAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(context -> assertThat(context.containsBean("workflowHealthIndicator"))
                        .isEqualTo(expected));
    }

    @Test
    void byItsOwnPropertyOrElseByThatForAll() {
        isThere(true);
        isThere(false, "management.health.workflow.enabled=false");
        isThere(false, "management.health.defaults.enabled=false");
        isThere(true, "management.health.defaults.enabled=false", "management.health.workflow.enabled=true");
    }
}
