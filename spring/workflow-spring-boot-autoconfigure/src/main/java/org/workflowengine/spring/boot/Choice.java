package org.workflowengine.spring.boot;

import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/** Why no bean of a type can be chosen. */
final class Choice {
    private Choice() {}

    static WiringException of(Class<?> type, String name, ListableBeanFactory beans) {
        List<String> found = List.of(beans.getBeanNamesForType(type, true, false)).stream()
                .sorted()
                .toList();
        String own = "or make the runtime yourself: @Bean WorkflowRuntime workflows(…) { return"
                + " SpringWorkflow.runtime(dataSource, transactionManager, options); }";
        return found.isEmpty()
                ? new WiringException(
                        "the engine needs a " + name + ", and there is no bean of the type " + type.getSimpleName(),
                        "add spring-boot-starter-jdbc, a driver, and spring.datasource.url; " + own
                                + "; or set workflow.enabled=false")
                : new WiringException(
                        "the engine needs one " + name + ", and there are " + found.size() + ": "
                                + String.join(", ", found),
                        "mark the one with the engine's tables with @Primary; " + own);
    }
}
