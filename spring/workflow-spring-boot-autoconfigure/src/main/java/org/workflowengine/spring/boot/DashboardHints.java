package org.workflowengine.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What the dashboard reads from its jar, for a native image. Templates are compiled and called, so there is nothing else. */
final class DashboardHints implements RuntimeHintsRegistrar {
    /** For Spring. */
    DashboardHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources()
                .registerPattern("org/workflowengine/dashboard/**")
                .registerResourceBundle("org.workflowengine.dashboard.internal.view.texts");
    }
}
