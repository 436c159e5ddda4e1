package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** Which beans there are, what they give way to, and what each property does. */
class WiringTest {
    private final ApplicationContextRunner application = Application.runner();

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

    static class OwnClock {
        @Bean
        InstantSource clock() {
            return InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        }
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
        assertThat(Application.opened(runner -> runner.withUserConfiguration(OwnRuntime.class))
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
        assertThat(Application.opened(runner -> runner.withPropertyValues("spring.application.name=claims"))
                        .source())
                .isEqualTo("claims");
        assertThat(Application.opened(runner ->
                                runner.withPropertyValues("spring.application.name=claims", "workflow.source=claims-1"))
                        .source())
                .isEqualTo("claims-1");
    }

    static class AnotherClock {
        @Bean
        Clock utc() {
            return Clock.systemUTC();
        }
    }

    @Test
    void ofTwoClocksNoneIsChosen() {
        Application.isNotWired(
                runner -> runner.withUserConfiguration(OwnClock.class, AnotherClock.class),
                "the engine takes one clock, and there are 2: clock, utc; mark the one that the engine is to use with @Primary");
    }

    @Test
    void aClockThatIsABeanIsTheEnginesClock() {
        assertThat(Application.opened(runner -> runner.withUserConfiguration(OwnClock.class))
                        .recordedAt())
                .isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aWrongPropertyIsNamed() {
        for (String property : List.of("workflow.source= ", "workflow.statement-timeout=1500ms")) {
            application
                    .withPropertyValues(property)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    InvalidConfigurationPropertyValueException.class,
                                    failure -> assertThat(property).startsWith(failure.getName() + "=")));
        }
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
        assertThat(all).hasSize(5);
        application
                .withConfiguration(AutoConfigurations.of(all))
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate", "org.springframework.boot.health", "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ClaimEngine.class));
    }
}
