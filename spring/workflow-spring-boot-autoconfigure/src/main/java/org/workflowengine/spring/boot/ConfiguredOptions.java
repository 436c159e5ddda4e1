package org.workflowengine.spring.boot;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.workflowengine.runtime.RuntimeOptions;

/** The options that the properties say. What is wrong is told with the name of its property. */
final class ConfiguredOptions {
    private ConfiguredOptions() {}

    /**
     * All but the keys, and the mode of the schema, which depends on the database.
     *
     * @param properties the properties
     * @param application the name of the application, or null
     */
    static RuntimeOptions of(WorkflowProperties properties, @Nullable String application) {
        RuntimeOptions options = RuntimeOptions.defaults();
        if (properties.getSource() != null) {
            options = accepted("workflow.source", properties.getSource(), options::source);
        } else if (application != null && !application.isBlank()) {
            options = accepted("spring.application.name", application, options::source);
        }
        return accepted("workflow.statement-timeout", properties.getStatementTimeout(), options::statementTimeout);
    }

    /** A value that the engine refuses is told with the name of its property. */
    static <T> RuntimeOptions accepted(String property, T value, Function<T, RuntimeOptions> setting) {
        try {
            return setting.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(property, value, e.getMessage());
        }
    }
}
