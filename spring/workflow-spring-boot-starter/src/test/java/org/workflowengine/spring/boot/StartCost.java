package org.workflowengine.spring.boot;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.spring.SpringWorkflow;
import org.workflowengine.spring.boot.app.ClaimEngine;

/**
 * What the engine adds to a start, in a process of its own: the time on the processor of the bean of the runtime with one engine, and of looking
 * for engines. Spring, JDBC and the driver are loaded before, as an application does without us.
 */
final class StartCost {
    private StartCost() {}

    public static void main(String[] arguments) throws IOException {
        DataSource dataSource = new DriverManagerDataSource(arguments[0], "postgres", "");
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> new JdbcTemplate(dataSource).queryForObject("SELECT 1", Integer.class));
        new PathMatchingResourcePatternResolver().getResources("classpath*:org/workflowengine/spring/boot/app/*.class");

        long before = processor();
        GeneratedEngine.on(StartCost.class.getClassLoader());
        long registrar = processor();
        ClaimEngine.on(SpringWorkflow.runtime(
                dataSource, transactions, RuntimeOptions.defaults().schemaMode(SchemaMode.VALIDATE)));
        long runtime = processor();
        System.out.printf(
                Locale.ROOT,
                "registrar %d runtime %d%n",
                (registrar - before) / 1_000_000,
                (runtime - registrar) / 1_000_000);
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
