package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.workflowengine.dashboard.Dashboard;
import org.workflowengine.dashboard.RefusalCounter;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Redaction;
import org.workflowengine.rest.CallerSource;
import org.workflowengine.rest.Mount;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** What is mounted when, for whom, and what each property does. */
class WebWiringTest {
    private static final String LOOPBACK = "server.address=127.0.0.1";

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(WorkflowAutoConfiguration.class, WorkflowWebAutoConfiguration.class))
            .withUserConfiguration(Application.OnH2.class);

    static class Filter {
        @Bean
        CallerSource callers() {
            return request -> Caller.person("alice", Set.of());
        }
    }

    static class TwoRedactions {
        @Bean
        Redaction all() {
            return Redaction.HIDE_ALL;
        }

        @Bean
        Redaction nothing() {
            return Redaction.SHOW_ALL;
        }
    }

    private static int status(ApplicationContext context, String path, String from) throws Exception {
        return answer(context, path, from).getStatus();
    }

    private static MockHttpServletResponse answer(ApplicationContext context, String path, String from)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(from);
        return answer(context, request);
    }

    private static MockHttpServletResponse answer(ApplicationContext context, MockHttpServletRequest request)
            throws Exception {
        ServletRequestPathUtils.parseAndCache(request);
        for (HandlerMapping mapping :
                context.getBeansOfType(HandlerMapping.class).values()) {
            HandlerExecutionChain chain = mapping.getHandler(request);
            if (chain != null) {
                MockHttpServletResponse response = new MockHttpServletResponse();
                ((HttpRequestHandler) chain.getHandler()).handleRequest(request, response);
                return response;
            }
        }
        MockHttpServletResponse nothing = new MockHttpServletResponse();
        nothing.setStatus(404);
        return nothing;
    }

    private void answers(UnaryOperator<WebApplicationContextRunner> settings, String path, String from, int expected) {
        settings.apply(application).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(status(context, path, from)).isEqualTo(expected);
        });
    }

    private void isRefused(String message, String... properties) {
        application
                .withPropertyValues(properties)
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .isInstanceOf(WiringException.class)
                        .hasMessage(message));
    }

    @Test
    void theDashboardHasTheMessagesOfFactsAlsoWithoutCommands() {
        application.withPropertyValues(LOOPBACK).run(context -> {
            context.getBean(ClaimEngine.class)
                    .open("C-1", Decision.by("alice").because("received"))
                    .orThrow();
            assertThat(answer(context, "/workflow/cases/C-1", "127.0.0.1").getContentAsString())
                    .contains("all risk rules passed");
        });
    }

    private void integrity(UnaryOperator<WebApplicationContextRunner> settings, boolean isSealed) {
        settings.apply(application.withPropertyValues(LOOPBACK)).run(context -> {
            assertThat(context).hasNotFailed();
            String page = answer(context, "/workflow/integrity", "127.0.0.1").getContentAsString();
            assertThat(page.contains("Not sealed, as far as this server knows"))
                    .as(page)
                    .isNotEqualTo(isSealed);
        });
    }

    static class OwnSealer {
        @Bean
        Sealer sealer() {
            return Sealer.hmacSha256("K-9", new byte[32]);
        }
    }

    static class OwnSeals {
        @Bean
        Seals seals() {
            return Seals.none();
        }
    }

    /** The runtime's keys are those of the dashboard, unless it is given others. */
    @Test
    void theDashboardKnowsTheKeysThatSeal(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0f".repeat(32));
        Path next = Files.writeString(folder.resolve("next"), "1e".repeat(32));
        UnaryOperator<WebApplicationContextRunner> sealed =
                runner -> runner.withPropertyValues("workflow.key.id=2026", "workflow.key.file=" + key);
        integrity(runner -> runner, false);
        integrity(sealed, true);
        integrity(runner -> runner.withUserConfiguration(OwnSealer.class), true);
        integrity(runner -> sealed.apply(runner).withUserConfiguration(OwnSeals.class), false);
        sealed.apply(application)
                .withPropertyValues("workflow.key.accepted.2027=" + next)
                .run(context -> {
                    Seals seals = context.getBean(KeysInUse.class).seals();
                    assertThat(seals.sealer()).isNull();
                    assertThat(seals.current()).extracting(SealVerifier::keyId).containsExactly("2026", "2027");
                });
    }

    /** What this application has sealed, its bundle viewer checks. */
    @Test
    void theBundleViewerChecksTheSealsOfTheConfiguredKey(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0f".repeat(32));
        application
                .withPropertyValues(LOOPBACK, "workflow.key.id=2026", "workflow.key.file=" + key)
                .run(context -> {
                    context.getBean(ClaimEngine.class)
                            .open("C-1", Decision.by("alice").because("received"))
                            .orThrow();
                    StringWriter bundle = new StringWriter();
                    context.getBean(WorkflowRuntime.class).verification().export("C-1", bundle);
                    MockHttpServletRequest upload = new MockHttpServletRequest("POST", "/workflow/bundle");
                    upload.setRemoteAddr("127.0.0.1");
                    upload.setContentType("multipart/form-data; boundary=b");
                    upload.setContent(
                            ("--b\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"c.json\"\r\n\r\n"
                                            + bundle + "\r\n--b--\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    assertThat(answer(context, upload).getContentAsString())
                            .contains("all seals checked")
                            .doesNotContain("seals not checked");
                });
    }

    @Test
    void theDashboardIsMountedOnlyWhereItIsNotPublic() {
        answers(runner -> runner, "/workflow", "127.0.0.1", 404);
        answers(runner -> runner.withPropertyValues("server.address=0.0.0.0"), "/workflow", "127.0.0.1", 404);
        answers(runner -> runner.withPropertyValues(LOOPBACK), "/workflow", "127.0.0.1", 200);
        answers(runner -> runner.withPropertyValues("server.address=localhost"), "/workflow", "127.0.0.1", 200);
        // A container that does not read this property.
        answers(runner -> runner.withPropertyValues(LOOPBACK), "/workflow", "10.0.0.7", 403);
        answers(runner -> runner.withUserConfiguration(Filter.class), "/workflow", "10.0.0.7", 200);
        answers(
                runner -> runner.withPropertyValues("workflow.dashboard.allow-public=true"),
                "/workflow",
                "10.0.0.7",
                200);
        answers(
                runner -> runner.withPropertyValues(LOOPBACK, "workflow.dashboard.enabled=false"),
                "/workflow",
                "127.0.0.1",
                404);
        answers(
                runner -> runner.withPropertyValues(LOOPBACK, "workflow.dashboard.path=/ops/cases"),
                "/ops/cases",
                "127.0.0.1",
                200);
    }

    private List<String> logged(String... properties) {
        Logger log = (Logger) LoggerFactory.getLogger(WorkflowWebAutoConfiguration.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        log.addAppender(heard);
        log.setLevel(Level.INFO);
        try {
            application
                    .withPropertyValues(properties)
                    .run(context -> assertThat(context).hasNotFailed());
        } finally {
            log.detachAppender(heard);
            log.setLevel(null);
        }
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void whyTheDashboardIsNotMountedIsLogged() {
        assertThat(logged())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "The dashboard is not mounted, because it would be public: add spring-boot-starter-security;")
                        .endsWith("or set workflow.dashboard.enabled=false"));
    }

    @Test
    void whatIsMountedWhereIsLogged() {
        assertThat(logged(LOOPBACK, "workflow.rest.enabled=true", "workflow.rest.commands=claim"))
                .containsExactlyInAnyOrder(
                        "The dashboard is mounted at /workflow for callers on this machine, read-only",
                        "The HTTP API is mounted at /workflow-api for callers on this machine, with commands on claim");
    }

    @Test
    void theApiIsThereIfItIsSwitchedOn() {
        answers(runner -> runner.withPropertyValues(LOOPBACK), "/workflow-api/workflows", "127.0.0.1", 404);
        answers(
                runner -> runner.withPropertyValues(LOOPBACK, "workflow.rest.enabled=true"),
                "/workflow-api/workflows",
                "127.0.0.1",
                200);
        answers(
                runner ->
                        runner.withPropertyValues(LOOPBACK, "workflow.rest.enabled=true", "workflow.rest.path=/api/v1"),
                "/api/v1/workflows",
                "127.0.0.1",
                200);
    }

    @Test
    void whatNamesNothingIsRefused() {
        for (String prefix : new String[] {"workflow.rest", "workflow.dashboard"}) {
            String enabled = prefix + ".enabled=true";
            isRefused(
                    prefix + ".commands names loan, which is not a workflow; name one of these: claim",
                    LOOPBACK,
                    enabled,
                    prefix + ".commands=loan");
            isRefused(
                    prefix + ".claimable.claim names claim, which is not a workflow of " + prefix
                            + ".commands; there is none",
                    LOOPBACK,
                    enabled,
                    prefix + ".claimable.claim=RISK_RULES_PASSED");
            isRefused(
                    prefix + ".claimable.claim names RISK, which is not a fact; name one of these: RISK_RULES_PASSED",
                    LOOPBACK,
                    enabled,
                    prefix + ".commands=claim",
                    prefix + ".claimable.claim=RISK");
            application
                    .withPropertyValues(LOOPBACK, enabled, prefix + ".path=api/")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    InvalidConfigurationPropertyValueException.class,
                                    failure -> assertThat(failure.getName()).isEqualTo(prefix + ".path")));
        }
    }

    @Test
    void ofTwoRedactionsNoneIsChosen() {
        application
                .withUserConfiguration(TwoRedactions.class)
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .hasMessage(
                                "the engine takes one redaction, and there are 2: all, nothing; mark the one that is meant with"
                                        + " @Primary"));
    }

    /** Everything about the web may be left out of an application. */
    @Test
    void webModulesAreOptional() {
        for (Class<?> left : new Class<?>[] {Mount.class, Dashboard.class}) {
            application
                    .withPropertyValues(LOOPBACK)
                    .withClassLoader(new FilteredClassLoader(left.getPackageName()))
                    .run(context -> {
                        assertThat(context).hasNotFailed().hasSingleBean(ClaimEngine.class);
                        assertThat(context.getBeansOfType(HandlerMapping.class)).isEmpty();
                    });
        }
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(WorkflowAutoConfiguration.class, WorkflowWebAutoConfiguration.class))
                .withUserConfiguration(Application.OnH2.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(ClaimEngine.class)
                        .doesNotHaveBean(RefusalCounter.class)
                        .doesNotHaveBean(HandlerMapping.class));
    }
}
