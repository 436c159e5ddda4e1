package org.workflowengine.spring.boot;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.servlet.HandlerMapping;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.Redaction;
import org.workflowengine.rest.Audience;
import org.workflowengine.rest.Mount;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * What the application gives to whatever is mounted.
 *
 * @param exposure who asks, and who is answered
 * @param redaction what is shown to whom; without one everything is hidden
 * @param facts what is known of a case now
 * @param clock what the engine's times are of
 * @param engines the engines whose commands can be offered
 */
record WebHost(
        Exposure exposure,
        Redaction redaction,
        FactSource facts,
        InstantSource clock,
        List<? extends WorkflowEngine<?, ?, ?>> engines) {

    static WebHost of(
            Exposure exposure,
            @Nullable Redaction redaction,
            @Nullable FactSource facts,
            @Nullable InstantSource clock,
            List<? extends WorkflowEngine<?, ?, ?>> engines) {
        return new WebHost(
                exposure,
                redaction == null ? Redaction.HIDE_ALL : redaction,
                facts == null ? FactSource.NONE : facts,
                clock == null ? InstantSource.system() : clock,
                engines);
    }

    /** What the engines were made from: with the messages of their facts, which no database has. */
    List<Definition> definitions() {
        return engines.stream().<Definition>map(WorkflowEngine::definition).toList();
    }

    Offered offered(String prefix, List<String> workflows, Map<String, List<String>> claimable) {
        return Offered.of(prefix, workflows, claimable, engines);
    }

    HandlerMapping mapping(String prefix, String path, HttpHandler handler, Audience audience) {
        try {
            return Mount.at(path, handler)
                    .callers(exposure.callers())
                    .audience(audience)
                    .mapping();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix + ".path", path, String.valueOf(e.getMessage()));
        }
    }
}
