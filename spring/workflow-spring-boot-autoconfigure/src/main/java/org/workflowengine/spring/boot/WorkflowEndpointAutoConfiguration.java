package org.workflowengine.spring.boot;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.workflowengine.runtime.WorkflowRuntime;

/** {@code /actuator/workflow}, where the actuator is there and the endpoint is exposed. */
@AutoConfiguration(after = WorkflowAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(WorkflowRuntime.class)
public final class WorkflowEndpointAutoConfiguration {
    /** For Spring. */
    WorkflowEndpointAutoConfiguration() {}

    /** Looked at only where the actuator is there: its condition is a class of the actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(WorkflowEndpoint.class)
    static class Exposed {
        @Bean
        @ConditionalOnMissingBean
        WorkflowEndpoint workflowEndpoint(WorkflowRuntime runtime, CaseFigures figures) {
            return new WorkflowEndpoint(runtime, figures);
        }
    }
}
