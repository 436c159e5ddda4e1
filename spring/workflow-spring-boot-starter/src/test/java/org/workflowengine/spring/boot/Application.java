package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** A small application: a data source, a transaction manager, and the engine. */
final class Application {
    private Application() {}

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WorkflowAutoConfiguration.class))
                .withUserConfiguration(OnH2.class);
    }

    /** A database of its own for each context. */
    static class OnH2 {
        @Bean(destroyMethod = "")
        DataSource dataSource() {
            return memory();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }
    }

    static DataSource memory() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    /** The first step of a case that is opened in an application. */
    static AuditEntry opened(UnaryOperator<ApplicationContextRunner> settings) {
        AuditEntry[] step = new AuditEntry[1];
        settings.apply(runner()).run(context -> {
            ClaimEngine engine = context.getBean(ClaimEngine.class);
            assertThat(engine.open("C-1", by("alice").because("received")).isApplied())
                    .isTrue();
            step[0] = engine.history("C-1").entries().get(0);
        });
        return step[0];
    }

    /** A start that fails because of what beans there are, with this message. */
    static void isNotWired(UnaryOperator<ApplicationContextRunner> settings, String message) {
        settings.apply(runner())
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .isInstanceOf(WiringException.class)
                        .hasMessage(message));
    }
}
