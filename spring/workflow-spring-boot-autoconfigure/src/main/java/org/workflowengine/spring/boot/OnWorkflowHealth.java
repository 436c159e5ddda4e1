package org.workflowengine.spring.boot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** As every health indicator is switched: Spring Boot's own condition is in another package on each line. */
final class OnWorkflowHealth extends SpringBootCondition {
    private static final String OURS = "management.health.workflow.enabled";
    private static final String ALL = "management.health.defaults.enabled";

    /** For Spring. */
    OnWorkflowHealth() {}

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        String property = environment.containsProperty(OURS) ? OURS : ALL;
        boolean isEnabled = environment.getProperty(property, Boolean.class, true);
        return new ConditionOutcome(
                isEnabled, ConditionMessage.forCondition("workflow health").because(property + " is " + isEnabled));
    }
}
