package org.workflowengine.spring.boot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.workflowengine.dashboard.Dashboard;
import org.workflowengine.dashboard.IntegritySource;
import org.workflowengine.dashboard.RefusalCounter;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.WorkflowApi;
import org.workflowengine.rest.Audience;
import org.workflowengine.rest.CallerSource;
import org.workflowengine.rest.Mount;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * Mounts the HTTP API, where it is switched on, and the dashboard, where it is not public, in Spring MVC. Beans of the types {@link Redaction},
 * {@link FactSource}, {@link CallerSource}, {@link IntegritySource}, {@link Verification} and {@link Seals} are used.
 */
@AutoConfiguration(after = WorkflowAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, Mount.class})
@ConditionalOnBean(WorkflowRuntime.class)
public final class WorkflowWebAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowWebAutoConfiguration.class);
    private static final String PAGES = "workflow.dashboard";
    private static final String API = "workflow.rest";

    /** For Spring. */
    WorkflowWebAutoConfiguration() {}

    @Bean
    WebHost workflowWebHost(
            Environment environment,
            ListableBeanFactory beans,
            ObjectProvider<CallerSource> callers,
            ObjectProvider<Redaction> redactions,
            ObjectProvider<FactSource> facts,
            ObjectProvider<InstantSource> clocks,
            ObjectProvider<WorkflowEngine<?, ?, ?>> engines) {
        return WebHost.of(
                new Exposure(environment, beans, only(callers, CallerSource.class, "source of callers", beans)),
                only(redactions, Redaction.class, "redaction", beans),
                only(facts, FactSource.class, "source of facts", beans),
                only(clocks, InstantSource.class, "clock", beans),
                engines.stream().toList());
    }

    private static <T> @Nullable T only(
            ObjectProvider<T> candidates, Class<T> type, String name, ListableBeanFactory beans) {
        return Choice.optional(candidates, type, name, "mark the one that is meant with @Primary", beans);
    }

    private static void logMounted(String what, String path, Audience audience, List<String> commands) {
        LOG.info(
                "The {} is mounted at {} for {}, {}",
                what,
                path,
                switch (audience) {
                    case SIGNED_IN -> "callers who are signed in";
                    case THIS_MACHINE -> "callers on this machine";
                    case EVERYBODY -> "everybody whom the application lets through";
                },
                commands.isEmpty() ? "read-only" : "with commands on " + String.join(", ", commands));
    }

    /** What would be public is refused at the start, also where beans are lazy. */
    @Bean
    static LazyInitializationExcludeFilter workflowWebStartsAtOnce() {
        Set<String> names = Set.of("workflowApi", "workflowDashboard");
        return (name, definition, type) -> names.contains(name);
    }

    /** The HTTP API. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("workflow.rest.enabled")
    @EnableConfigurationProperties(WorkflowRestProperties.class)
    static class Api {
        @Bean
        HandlerMapping workflowApi(
                WorkflowRestProperties properties,
                WebHost host,
                WorkflowRuntime runtime,
                ObjectProvider<Verification> verifications,
                ListableBeanFactory beans) {
            Audience audience = host.exposure()
                    .audience(properties.allowPublic())
                    .orElseThrow(() -> Exposure.isPublic("the HTTP API", API));
            Offered offered = host.offered(API, properties.commands(), properties.claimable());
            WorkflowApi api = WorkflowApi.on(runtime)
                    .facts(host.facts())
                    .redaction(host.redaction())
                    .commands(offered.definitions());
            Verification verification = only(verifications, Verification.class, "verification", beans);
            if (verification != null) {
                api = api.verification(verification);
            }
            for (var each : offered.claimable().entrySet()) {
                api = api.claimable(each.getKey(), each.getValue().toArray(String[]::new));
            }
            if (properties.ifMatchRequired()) {
                api = api.ifMatchRequired();
            }
            HandlerMapping mapping = host.mapping(API, properties.path(), api.handler(), audience);
            logMounted("HTTP API", properties.path(), audience, properties.commands());
            return mapping;
        }
    }

    /** The dashboard. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Dashboard.class)
    @ConditionalOnProperty(name = "workflow.dashboard.enabled", matchIfMissing = true)
    @EnableConfigurationProperties(WorkflowDashboardProperties.class)
    @ImportRuntimeHints(DashboardHints.class)
    static class Pages {
        /** Is told of every answer, because it is an observer. */
        @Bean
        @ConditionalOnMissingBean
        RefusalCounter workflowRefusals(WebHost host) {
            return RefusalCounter.started(host.clock());
        }

        @Bean
        HandlerMapping workflowDashboard(
                WorkflowDashboardProperties properties,
                WebHost host,
                WorkflowRuntime runtime,
                RefusalCounter refusals,
                ObjectProvider<IntegritySource> verifications,
                ObjectProvider<Seals> keys,
                ObjectProvider<KeysInUse> keysInUse,
                Environment environment,
                ListableBeanFactory beans) {
            Optional<Audience> answered = host.exposure().audience(properties.allowPublic());
            if (answered.isEmpty() && properties.enabled() == null) {
                LOG.info("The dashboard is not mounted, because it would be public: {}", Exposure.advice(PAGES));
                return new SimpleUrlHandlerMapping();
            }
            Offered offered = host.offered(PAGES, properties.commands(), properties.claimable());
            Dashboard pages = Dashboard.on(runtime)
                    .facts(host.facts())
                    .redaction(host.redaction())
                    .refusals(refusals)
                    .clock(host.clock())
                    .definitions(host.definitions())
                    .commands(offered.definitions());
            String name =
                    properties.name() == null ? environment.getProperty("spring.application.name") : properties.name();
            if (name != null && !name.isBlank()) {
                pages = pages.name(name);
            }
            IntegritySource integrity =
                    only(verifications, IntegritySource.class, "source of what is known about integrity", beans);
            if (integrity != null) {
                pages = pages.integrity(integrity);
            }
            Seals seals = only(keys, Seals.class, "set of keys", beans);
            if (seals == null) {
                KeysInUse inUse = keysInUse.getIfAvailable();
                seals = inUse == null ? Seals.none() : inUse.seals();
            }
            pages = pages.seals(seals);
            for (var each : offered.claimable().entrySet()) {
                pages = pages.claimable(each.getKey(), each.getValue().toArray(String[]::new));
            }
            Audience audience = answered.orElseThrow(() -> Exposure.isPublic("the dashboard", PAGES));
            HandlerMapping mapping = host.mapping(PAGES, properties.path(), pages.handler(), audience);
            logMounted("dashboard", properties.path(), audience, properties.commands());
            return mapping;
        }
    }
}
