package org.workflowengine.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.workflowengine.runtime.WorkflowRuntime;

/** Observations of transitions, and gauges of cases, where Micrometer is set up. */
@AutoConfiguration(
        after = WorkflowAutoConfiguration.class,
        afterName = {
            // Spring Boot 3.5
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            // Spring Boot 4
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBean(WorkflowRuntime.class)
public final class WorkflowMetricsAutoConfiguration {
    /** For Spring. */
    WorkflowMetricsAutoConfiguration() {}

    /** Tells of transitions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    static class Transitions {
        @Bean
        TransitionObserver workflowTransitionObserver(ObservationRegistry registry) {
            return new TransitionObserver(registry);
        }
    }

    /** Counts cases, and records how long answers took. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Meters {
        /** Before the handler that measures observations by themselves: the first that supports a context takes it. */
        @Bean
        @Order(0)
        @ConditionalOnClass(ObservationRegistry.class)
        TransitionTimer workflowTransitionTimer(MeterRegistry registry) {
            return new TransitionTimer(registry);
        }

        @Bean
        CaseGauges workflowCaseGauges(WorkflowRuntime runtime, CaseFigures figures) {
            return new CaseGauges(runtime, figures);
        }
    }
}
