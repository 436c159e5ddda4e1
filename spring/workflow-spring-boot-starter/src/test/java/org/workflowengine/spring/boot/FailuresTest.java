package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.spring.boot.app.ClaimTransition;

/**
 * What a start that fails prints, word for word: {@code src/test/resources/golden}. {@code -Dgolden.update=true} writes the files anew; read
 * the difference as somebody who sees only this.
 */
class FailuresTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** On both lines; JPA has nothing to do with these failures, and takes long. */
    static final List<String> WITHOUT_JPA = List.of(
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration");

    private final TestDatabase database = TestDatabase.inMemory();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    static class TwoDataSources {
        @Bean(destroyMethod = "")
        DataSource claims() {
            return Application.memory();
        }

        @Bean(destroyMethod = "")
        DataSource archive() {
            return Application.memory();
        }
    }

    static class OtherTransactionManager {
        @Bean
        PlatformTransactionManager transactionManager() {
            return new DataSourceTransactionManager(Application.memory());
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void start(Class<?> source, String... properties) {
        start(new SpringApplicationBuilder(Plain.class, source), properties);
    }

    private static void start(SpringApplicationBuilder application, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.main.web-application-type=none",
                "--spring.flyway.enabled=false",
                "--spring.autoconfigure.exclude=" + String.join(",", WITHOUT_JPA)));
        arguments.addAll(List.of(properties));
        assertThatThrownBy(
                        () -> application.run(arguments.toArray(String[]::new)).close())
                .isNotInstanceOf(SpringApplication.AbandonedRunException.class);
    }

    static class Nothing {}

    /** A web application on every address, without Spring Security. */
    private static void startInTheOpen(String property) {
        assertThatThrownBy(() -> WebServer.start(Nothing.class, WebServer.withoutSecurity(), property)
                        .close())
                .isNotInstanceOf(SpringApplication.AbandonedRunException.class);
    }

    @Test
    void aDashboardThatWouldBePublic() throws IOException {
        startInTheOpen("--workflow.dashboard.enabled=true");
        isTold("dashboard-public");
    }

    @Test
    void anApiThatWouldBePublic() throws IOException {
        startInTheOpen("--workflow.rest.enabled=true");
        isTold("api-public");
    }

    private String[] onDatabase() {
        return new String[] {
            "--spring.datasource.url=" + database.url(), "--spring.datasource.username=sa", "--workflow.schema=validate"
        };
    }

    private static void isTold(String name) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        String told = HeardAnalysis.taken();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, told);
        }
        assertThat(told).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
    }

    @Test
    void tablesMissing() throws IOException {
        start(Plain.class, onDatabase());
        isTold("tables-missing");
    }

    @Test
    void aTriggerMissing() throws Exception {
        database.runtime();
        database.sql("DROP TRIGGER workflow_case_kept");
        start(Plain.class, onDatabase());
        isTold("trigger-missing");
    }

    @Test
    void theDefinitionMissing() throws IOException {
        database.runtime();
        start(Plain.class, onDatabase());
        isTold("definition-missing");
    }

    @Test
    void aDefinitionConflict() throws IOException {
        Definition other = Graph.of("claim", 1, List.of(), "UNDER_REVIEW -APPROVE-> APPROVED");
        assertThat(other.fingerprint()).isNotEqualTo(ClaimTransition.DEFINITION.fingerprint());
        Workflows.on(database.runtime(), List.of(other));
        start(Plain.class, onDatabase());
        isTold("definition-conflict");
    }

    @Test
    void twoDataSources() throws IOException {
        start(TwoDataSources.class);
        isTold("two-data-sources");
    }

    @Test
    void aTransactionManagerOnAnotherDataSource() throws IOException {
        start(OtherTransactionManager.class, onDatabase());
        isTold("other-transaction-manager");
    }

    @Test
    void aWrongUrl() throws IOException {
        // Nobody listens on port 1.
        start(
                Plain.class,
                "--spring.datasource.url=jdbc:postgresql://localhost:1/claims",
                "--spring.datasource.username=claims");
        isTold("wrong-url");
    }

    static class DriverManaged {
        /** Its URL has a password, and there is no driver for it: the driver manager tells the whole URL. */
        @Bean
        DataSource dataSource() {
            return new DriverManagerDataSource("jdbc:nothing://localhost/claims?user=claims&password=secret&ssl=true");
        }
    }

    @Test
    void aPasswordIsNotTold() throws IOException {
        start(DriverManaged.class);
        isTold("no-driver");
    }

    static class Mute {
        @Bean
        DataSource dataSource() {
            return new AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    throw new SQLException();
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    throw new SQLException();
                }
            };
        }
    }

    @Test
    void aCauseWithoutAMessage() throws IOException {
        start(Mute.class);
        isTold("cause-without-message");
    }

    /** As in an application whose compiler has run no processor: no file says that there is an engine. */
    @Test
    void noGeneratedClass() throws IOException {
        ClassLoader withoutFiles = new WithoutWorkflows(getClass().getClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(withoutFiles);
        try {
            start(
                    new SpringApplicationBuilder(Plain.class).resourceLoader(new DefaultResourceLoader(withoutFiles)),
                    onDatabase());
        } finally {
            thread.setContextClassLoader(before);
        }
        isTold("no-generated-class");
    }

    /** Hides the folder in which the compiler notes the engines. */
    private static final class WithoutWorkflows extends ClassLoader {
        WithoutWorkflows(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/workflow") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
