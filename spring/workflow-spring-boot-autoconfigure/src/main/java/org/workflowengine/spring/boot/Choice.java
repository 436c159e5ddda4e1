package org.workflowengine.spring.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The one bean of a type: the only one, or the primary one. */
final class Choice {
    private static final String OWN_RUNTIME =
            "or make the runtime yourself: @Bean WorkflowRuntime workflows(…) { return"
                    + " SpringWorkflow.runtime(dataSource, transactionManager, options); }";

    private Choice() {}

    /** A bean without which there is no engine. */
    static <T> T required(ObjectProvider<T> candidates, Class<T> type, String name, ListableBeanFactory beans) {
        T chosen = candidates.getIfUnique();
        if (chosen != null) {
            return chosen;
        }
        List<String> found = names(type, beans);
        throw found.isEmpty()
                ? new WiringException(
                        "the engine needs a " + name + ", and there is no bean of the type " + type.getSimpleName(),
                        "add spring-boot-starter-jdbc, a driver, and spring.datasource.url; " + OWN_RUNTIME
                                + "; or set workflow.enabled=false")
                : several(
                        "needs one " + name,
                        found,
                        "mark the one with the engine's tables with @Primary; " + OWN_RUNTIME);
    }

    /** A bean that an application may have. Several of them are refused: to take none of them would do the opposite of what is meant. */
    static <T> @Nullable T optional(
            ObjectProvider<T> candidates, Class<T> type, String name, String advice, ListableBeanFactory beans) {
        T chosen = candidates.getIfUnique();
        List<String> found = chosen == null ? names(type, beans) : List.of();
        if (found.size() > 1) {
            throw several("takes one " + name, found, advice);
        }
        return chosen;
    }

    private static List<String> names(Class<?> type, ListableBeanFactory beans) {
        return List.of(beans.getBeanNamesForType(type, true, false)).stream()
                .sorted()
                .toList();
    }

    private static WiringException several(String what, List<String> found, String advice) {
        return new WiringException(
                "the engine " + what + ", and there are " + found.size() + ": " + String.join(", ", found), advice);
    }
}
