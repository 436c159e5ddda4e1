package org.workflowengine.spring.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;

/** The options that the properties say. What is wrong is told with the name of its property. */
final class ConfiguredOptions {
    private ConfiguredOptions() {}

    /**
     * All but the mode of the schema, which depends on the database.
     *
     * @param properties the properties
     * @param application the name of the application, or null
     * @param sealer seals in place of a key in a file, or null
     */
    static RuntimeOptions of(WorkflowProperties properties, @Nullable String application, @Nullable Sealer sealer) {
        RuntimeOptions options = RuntimeOptions.defaults();
        if (properties.getSource() != null) {
            options = accepted("workflow.source", properties.getSource(), options::source);
        } else if (application != null && !application.isBlank()) {
            options = accepted("spring.application.name", application, options::source);
        }
        options = accepted("workflow.statement-timeout", properties.getStatementTimeout(), options::statementTimeout);
        return sealed(options, properties.getKey(), sealer);
    }

    private static RuntimeOptions sealed(RuntimeOptions options, WorkflowProperties.Key key, @Nullable Sealer given) {
        RuntimeOptions sealed = options;
        String id = key.getId();
        Path file = key.getFile();
        if ((id == null) != (file == null)) {
            throw new WiringException(
                    id == null
                            ? "workflow.key.file is set without workflow.key.id"
                            : "workflow.key.id is set without workflow.key.file",
                    "set both: the name of the key, and the file that holds it");
        }
        if (id != null && file != null) {
            if (given != null) {
                throw new WiringException(
                        "workflow.key.file is set, and there is a bean of the type Sealer too",
                        "remove one of them: what is written is sealed with one key");
            }
            sealed = sealed.sealer(KeyFiles.sealer("workflow.key.file", id, file));
        } else if (given != null) {
            sealed = sealed.sealer(given);
        } else if (!key.getAccepted().isEmpty()) {
            throw new WiringException(
                    "workflow.key.accepted is set, and nothing seals",
                    "set workflow.key.id and workflow.key.file, or give a bean of the type Sealer");
        }
        List<SealVerifier> accepted = new ArrayList<>();
        key.getAccepted()
                .forEach((name, path) -> accepted.add(KeyFiles.verifier("workflow.key.accepted." + name, name, path)));
        RuntimeOptions before = sealed;
        return accepted.isEmpty()
                ? sealed
                : accepted(
                        "workflow.key.accepted",
                        key.getAccepted().keySet(),
                        names -> before.alsoAccepted(accepted.toArray(SealVerifier[]::new)));
    }

    private static <T> RuntimeOptions accepted(String property, T value, Function<T, RuntimeOptions> setting) {
        try {
            return setting.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(property, value, e.getMessage());
        }
    }
}
