package org.workflowengine.spring.boot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * {@code /actuator/health/workflow}, where the actuator is there. Switched off by {@code management.health.workflow.enabled=false}, and like
 * every other indicator by {@code management.health.defaults.enabled=false}.
 */
@AutoConfiguration(after = WorkflowAutoConfiguration.class)
@ConditionalOnBean(WorkflowRuntime.class)
@Conditional(OnWorkflowHealth.class)
public final class WorkflowHealthAutoConfiguration {
    /** For Spring. */
    WorkflowHealthAutoConfiguration() {}

    /** Spring Boot 3.5. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class OnBoot3 {
        @Bean
        @ConditionalOnMissingBean(name = "workflowHealthIndicator")
        Boot3HealthIndicator workflowHealthIndicator(
                WorkflowRuntime runtime, ObjectProvider<WorkflowEngine<?, ?, ?>> engines) {
            return new Boot3HealthIndicator(new WorkflowHealth(runtime, engines));
        }
    }

    /** Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class OnBoot4 {
        @Bean
        @ConditionalOnMissingBean(name = "workflowHealthIndicator")
        Boot4HealthIndicator workflowHealthIndicator(
                WorkflowRuntime runtime, ObjectProvider<WorkflowEngine<?, ?, ?>> engines) {
            return new Boot4HealthIndicator(new WorkflowHealth(runtime, engines));
        }
    }
}
