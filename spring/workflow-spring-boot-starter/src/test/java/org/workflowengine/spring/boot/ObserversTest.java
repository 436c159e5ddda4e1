package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.workflowengine.runtime.spi.WorkflowObserver;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** Observers that are beans. */
class ObserversTest {
    static class Observers {
        @Bean
        List<String> told() {
            return new ArrayList<>();
        }

        /** It reads the case whose step it is told of. */
        @Bean
        @Order(3)
        WorkflowObserver reader(ClaimEngine engine, List<String> told) {
            return answer -> told.add("reader: "
                    + engine.load(answer.caseId().orElseThrow()).state().id());
        }

        @Bean
        @Order(2)
        WorkflowObserver broken() {
            return answer -> {
                throw new AssertionError("no memory");
            };
        }

        @Bean
        @Order(1)
        WorkflowObserver first(List<String> told) {
            return answer -> told.add("first: " + answer.transition());
        }
    }

    @Test
    void areToldInTheirOrderAndMayUseAnEngine() {
        Application.runner().withUserConfiguration(Observers.class).run(context -> {
            ClaimEngine engine = context.getBean(ClaimEngine.class);
            assertThat(engine.open("C-1", by("alice").because("received")).isApplied())
                    .isTrue();
            assertThat(context.getBean("told")).isEqualTo(List.of("first: (open)", "reader: UNDER_REVIEW"));
        });
    }
}
