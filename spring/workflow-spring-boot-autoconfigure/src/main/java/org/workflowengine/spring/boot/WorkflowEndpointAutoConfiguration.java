package org.workflowengine.spring.boot;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.workflowengine.runtime.WorkflowRuntime;

/** {@code /actuator/workflow}, where the actuator is there and the endpoint is exposed. */
@AutoConfiguration(after = WorkflowAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(WorkflowRuntime.class)
@ConditionalOnAvailableEndpoint(WorkflowEndpoint.class)
public final class WorkflowEndpointAutoConfiguration {
    /** For Spring. */
    WorkflowEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WorkflowEndpoint workflowEndpoint(WorkflowRuntime runtime, ObjectProvider<InstantSource> clocks) {
        return new WorkflowEndpoint(runtime, new CaseFigures(runtime, clocks.getIfUnique(InstantSource::system)));
    }
}
