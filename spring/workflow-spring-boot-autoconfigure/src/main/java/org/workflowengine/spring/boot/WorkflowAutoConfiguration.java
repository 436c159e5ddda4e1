package org.workflowengine.spring.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.spi.WorkflowObserver;
import org.workflowengine.spring.SpringWorkflow;

/**
 * Sets up the engine on the application's data source: the options, the runtime, and one bean for each generated engine. Each of them
 * gives way to a bean of the application's own. The runtime joins {@code @Transactional}, and starts after Flyway and Liquibase.
 */
@AutoConfiguration(
        afterName = {
            // Spring Boot 3.5
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration",
            // Spring Boot 4
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@ConditionalOnClass({WorkflowRuntime.class, SpringWorkflow.class})
@ConditionalOnProperty(name = "workflow.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkflowProperties.class)
@Import(EngineRegistrar.class)
@ImportRuntimeHints(WorkflowRuntimeHints.class)
public final class WorkflowAutoConfiguration {
    /** For Spring. */
    WorkflowAutoConfiguration() {}

    /**
     * The options of the runtime: from the properties, and with every {@link WorkflowObserver}, {@link Sealer} and {@link InstantSource}
     * that is a bean.
     */
    @Bean
    @ConditionalOnMissingBean
    RuntimeOptions workflowOptions(
            WorkflowProperties properties,
            Environment environment,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<Sealer> sealers,
            ObjectProvider<InstantSource> clocks,
            ObjectProvider<WorkflowObserver> observers) {
        RuntimeOptions options = ConfiguredOptions.of(
                properties, environment.getProperty("spring.application.name"), sealers.getIfUnique());
        InstantSource clock = clocks.getIfUnique();
        if (clock != null) {
            options = options.clock(clock);
        }
        SchemaMode schema = properties.getSchema();
        if (schema != null) {
            options = options.schemaMode(schema);
        } else if (isInMemory(dataSources.getIfUnique())) {
            options = options.schemaMode(SchemaMode.CREATE);
        }
        for (WorkflowObserver observer : observers.orderedStream().toList()) {
            options = options.observer(observer);
        }
        return options;
    }

    /** The runtime on the only data source, or on the primary one. */
    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    WorkflowRuntime workflowRuntime(
            RuntimeOptions options,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<PlatformTransactionManager> transactionManagers,
            ListableBeanFactory beans) {
        DataSource dataSource = dataSources.getIfUnique();
        if (dataSource == null) {
            throw Choice.of(DataSource.class, "data source", beans);
        }
        PlatformTransactionManager transactionManager = transactionManagers.getIfUnique();
        if (transactionManager == null) {
            throw Choice.of(PlatformTransactionManager.class, "transaction manager", beans);
        }
        return SpringWorkflow.runtime(dataSource, transactionManager, options);
    }

    /** What the gauges and the endpoint show. */
    @Bean
    CaseFigures workflowCaseFigures(WorkflowRuntime runtime, ObjectProvider<InstantSource> clocks) {
        return new CaseFigures(runtime, clocks.getIfUnique(InstantSource::system));
    }

    /** Nothing outlives the process there, so nobody can have created the tables before. */
    private static boolean isInMemory(@Nullable DataSource dataSource) {
        if (dataSource == null) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
        } catch (SQLException | RuntimeException e) {
            // The runtime, which comes next, fails for the same reason and tells it.
            return false;
        }
    }
}
