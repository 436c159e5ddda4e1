package org.workflowengine.spring.boot;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;
import org.workflowengine.runtime.WorkflowRuntime;

/** Lets every runtime that is a bean wait for Flyway, Liquibase and {@code schema.sql}: also one that the application makes itself. */
final class RuntimeWaits extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {
    /** For Spring Boot. */
    RuntimeWaits() {}

    @Override
    protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
        return Set.of(WorkflowRuntime.class);
    }
}
