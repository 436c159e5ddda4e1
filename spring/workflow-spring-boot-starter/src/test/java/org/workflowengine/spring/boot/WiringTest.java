package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** Which beans there are, what they give way to, and what each property does. */
class WiringTest {
    @TempDir
    private Path folder;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WorkflowAutoConfiguration.class))
            .withUserConfiguration(OnH2.class);

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

    static class OwnEngine {
        @Bean
        ClaimEngine mine(WorkflowRuntime runtime) {
            return ClaimEngine.on(runtime);
        }
    }

    static class OwnRuntime {
        @Bean
        WorkflowRuntime mine() {
            return WorkflowRuntime.inMemory(RuntimeOptions.defaults().source("mine"));
        }
    }

    static class OwnSealer {
        @Bean
        Sealer sealer() {
            return Sealer.hmacSha256("K-9", new byte[32]);
        }
    }

    static class OwnClock {
        @Bean
        InstantSource clock() {
            return InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        }
    }

    /** The first step of a case that is opened in an application. */
    private AuditEntry opened(UnaryOperator<ApplicationContextRunner> settings) {
        return in(settings, engine -> {
            assertThat(engine.open("C-1", by("alice").because("received")).isApplied())
                    .isTrue();
            return engine.history("C-1").entries().get(0);
        });
    }

    private <T> T in(UnaryOperator<ApplicationContextRunner> settings, Function<ClaimEngine, T> work) {
        Object[] answer = new Object[1];
        settings.apply(application).run(context -> answer[0] = work.apply(context.getBean(ClaimEngine.class)));
        @SuppressWarnings("unchecked")
        T typed = (T) answer[0];
        return typed;
    }

    @Test
    void eachGeneratedEngineIsABean() {
        application.run(context -> assertThat(context)
                .hasSingleBean(WorkflowRuntime.class)
                .hasSingleBean(RuntimeOptions.class)
                .hasSingleBean(ClaimEngine.class)
                .hasBean("claimEngine"));
    }

    @Test
    void beansOfTheApplicationComeFirst() {
        application
                .withUserConfiguration(OwnEngine.class)
                .run(context -> assertThat(context.getBeanNamesForType(ClaimEngine.class))
                        .containsExactly("mine"));
        assertThat(opened(runner -> runner.withUserConfiguration(OwnRuntime.class))
                        .source())
                .isEqualTo("mine");
    }

    @Test
    void nothingIsThereIfItIsSwitchedOff() {
        application
                .withPropertyValues("workflow.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(WorkflowRuntime.class)
                        .doesNotHaveBean(ClaimEngine.class));
    }

    @Test
    void theSourceIsTheApplicationsNameUnlessAPropertySaysOtherwise() {
        assertThat(opened(runner -> runner.withPropertyValues("spring.application.name=claims"))
                        .source())
                .isEqualTo("claims");
        assertThat(opened(runner ->
                                runner.withPropertyValues("spring.application.name=claims", "workflow.source=claims-1"))
                        .source())
                .isEqualTo("claims-1");
    }

    @Test
    void aClockThatIsABeanIsTheEnginesClock() {
        assertThat(opened(runner -> runner.withUserConfiguration(OwnClock.class))
                        .recordedAt())
                .isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void keysComeFromFiles() throws Exception {
        String secret = file("key", "0f".repeat(32));
        String next = file("next", "1e".repeat(32));
        String auditor = file("auditor", pem());
        AuditEntry sealed = opened(runner -> runner.withPropertyValues(
                "workflow.key.id=2026",
                "workflow.key.file=" + secret,
                "workflow.key.accepted.2027=" + next,
                "workflow.key.accepted.auditor=" + auditor));
        assertThat(sealed.keyId()).isEqualTo("2026");
        assertThat(sealed.algorithm()).isEqualTo("HMAC-SHA-256");
        assertThat(opened(runner -> runner.withUserConfiguration(OwnSealer.class))
                        .keyId())
                .isEqualTo("K-9");
    }

    private static String pem() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aWrongPropertyIsNamed() throws IOException {
        String noKey = file("no-key", "a secret that is no key");
        refuses("workflow.source= ", "workflow.source");
        refuses("workflow.statement-timeout=1500ms", "workflow.statement-timeout");
        refuses("workflow.key.id=2026,workflow.key.file=" + noKey, "workflow.key.file");
        refuses("workflow.key.id=2026,workflow.key.file=" + folder.resolve("nothing"), "workflow.key.file");
        refuses("workflow.key.accepted.2027=" + noKey, "workflow.key.accepted.2027");
    }

    private void refuses(String properties, String named) {
        application
                .withPropertyValues(properties.split(","))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                            assertThat(failure.getName()).isEqualTo(named);
                            assertThat(failure.getReason()).isNotBlank().doesNotContain("secret");
                        }));
    }

    @Test
    void halfAKeyIsRefused() {
        application
                .withPropertyValues("workflow.key.id=2026")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WiringException.class)
                        .hasMessageContaining("workflow.key.id is set without workflow.key.file"));
    }

    /** The slices of Spring Boot's tests on this line: {@code @JdbcTest}, {@code @DataJpaTest} and so on. */
    @Test
    void testSlicesHaveTheEngines() {
        List<String> slices = Stream.of(
                        "org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureJdbc",
                        "org.springframework.boot.test.autoconfigure.orm.jpa.AutoConfigureDataJpa",
                        "org.springframework.boot.test.autoconfigure.data.jdbc.AutoConfigureDataJdbc",
                        "org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc",
                        "org.springframework.boot.data.jpa.test.autoconfigure.AutoConfigureDataJpa",
                        "org.springframework.boot.data.jdbc.test.autoconfigure.AutoConfigureDataJdbc")
                .filter(name -> ClassUtils.isPresent(name, getClass().getClassLoader()))
                .toList();
        assertThat(slices).isNotEmpty().allSatisfy(name -> {
            Class<?> slice = ClassUtils.resolveClassName(name, getClass().getClassLoader());
            assertThat(ImportCandidates.load(slice, getClass().getClassLoader()).getCandidates())
                    .contains(WorkflowAutoConfiguration.class.getName());
        });
    }

    /** An application without the actuator and without Micrometer starts with all of our auto-configurations. */
    @Test
    void theActuatorAndMicrometerAreOptional() {
        Class<?>[] all =
                ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates().stream()
                        .filter(name -> name.startsWith("org.workflowengine."))
                        .map(name ->
                                ClassUtils.resolveClassName(name, getClass().getClassLoader()))
                        .toArray(Class[]::new);
        assertThat(all).hasSize(4);
        application
                .withConfiguration(AutoConfigurations.of(all))
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate", "org.springframework.boot.health", "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ClaimEngine.class));
    }
}
