package org.workflowengine.spring.boot;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.workflowengine.runtime.audit.Seals;

/**
 * Refuses a start in which keys are set and no runtime has taken them: the application has options or a runtime of its own. Its entries
 * would be written without a seal, though the settings look as if they had one.
 */
final class KeysInUse implements SmartInitializingSingleton {
    private final WorkflowProperties.Key key;
    private volatile @Nullable ConfiguredKeys used;

    KeysInUse(WorkflowProperties.Key key) {
        this.key = key;
    }

    /** The options that have the keys are made, which happens only if something asks for them. */
    void used(ConfiguredKeys keys) {
        used = keys;
    }

    /** What seals of the runtime are verified with; without a key where no runtime has taken any. */
    Seals seals() {
        ConfiguredKeys keys = used;
        return keys == null ? Seals.none() : keys.seals();
    }

    @Override
    public void afterSingletonsInstantiated() {
        Optional<String> set = key.property();
        if (used == null && set.isPresent()) {
            throw new WiringException(
                    set.get() + " is set, and the runtime is made without it, by a bean of the type RuntimeOptions or"
                            + " WorkflowRuntime of the application's own",
                    "remove the bean of the type RuntimeOptions, and let the runtime of your own take the one that has the"
                            + " settings: @Bean WorkflowRuntime workflows(…, RuntimeOptions options); or remove workflow.key.*");
        }
    }
}
