package org.workflowengine.spring.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.spi.WorkflowObserver;
import org.workflowengine.spring.SpringWorkflow;

/**
 * Sets up the engine on the application's data source: the options, the runtime, and one bean for each generated engine. Each of them
 * gives way to a bean of the application's own. The runtime joins {@code @Transactional}, and starts after Flyway and Liquibase
 * ({@link RuntimeWaits}).
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
     * The options of the runtime: from the properties, and with every {@link WorkflowObserver}, the {@link Sealer} and the
     * {@link InstantSource} that are beans. Lazy, so that {@link KeysInUse} sees whether a runtime takes them.
     */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    RuntimeOptions workflowOptions(
            WorkflowProperties properties,
            KeysInUse keys,
            Environment environment,
            ListableBeanFactory beans,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<Sealer> sealers,
            ObjectProvider<InstantSource> clocks,
            ObjectProvider<WorkflowObserver> observers) {
        RuntimeOptions options = ConfiguredOptions.of(properties, environment.getProperty("spring.application.name"));
        ConfiguredKeys taken = ConfiguredKeys.of(
                properties.getKey(),
                Choice.optional(
                        sealers,
                        Sealer.class,
                        "sealer",
                        "mark the one that seals with @Primary, or remove the others: what is written is sealed with one key",
                        beans));
        keys.used(taken);
        options = taken.in(options);
        InstantSource clock = clock(clocks, beans);
        if (clock != null) {
            options = options.clock(clock);
        }
        SchemaMode schema = properties.getSchema();
        if (schema != null) {
            options = options.schemaMode(schema);
        } else if (isInMemory(dataSources.getIfUnique())) {
            options = options.schemaMode(SchemaMode.CREATE);
        }
        return beans.getBeanNamesForType(WorkflowObserver.class, true, false).length == 0
                ? options
                : options.observer(
                        new BeanObservers(() -> observers.orderedStream().toList()));
    }

    private static @Nullable InstantSource clock(ObjectProvider<InstantSource> clocks, ListableBeanFactory beans) {
        return Choice.optional(
                clocks, InstantSource.class, "clock", "mark the one that the engine is to use with @Primary", beans);
    }

    /** Keys that are set and used by nothing are refused. */
    @Bean
    KeysInUse workflowKeysInUse(WorkflowProperties properties) {
        return new KeysInUse(properties.getKey());
    }

    /** What keeps the engine from starting is told at the start, also where beans are lazy. */
    @Bean
    static LazyInitializationExcludeFilter workflowStartsAtOnce() {
        return LazyInitializationExcludeFilter.forBeanTypes(WorkflowRuntime.class, WorkflowEngine.class);
    }

    /** The runtime on the only data source, or on the primary one. */
    @Bean
    @ConditionalOnMissingBean
    WorkflowRuntime workflowRuntime(
            RuntimeOptions options,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<PlatformTransactionManager> transactionManagers,
            ListableBeanFactory beans) {
        DataSource dataSource = Choice.required(dataSources, DataSource.class, "data source", beans);
        PlatformTransactionManager transactionManager =
                Choice.required(transactionManagers, PlatformTransactionManager.class, "transaction manager", beans);
        return SpringWorkflow.runtime(dataSource, transactionManager, options);
    }

    /** What the gauges and the endpoint show. */
    @Bean
    CaseFigures workflowCaseFigures(
            WorkflowRuntime runtime, ObjectProvider<InstantSource> clocks, ListableBeanFactory beans) {
        InstantSource clock = clock(clocks, beans);
        return new CaseFigures(runtime, clock == null ? InstantSource.system() : clock, System::nanoTime);
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
