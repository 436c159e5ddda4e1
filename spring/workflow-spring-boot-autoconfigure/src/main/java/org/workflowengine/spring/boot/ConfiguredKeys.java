package org.workflowengine.spring.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;

/**
 * The keys that the properties and a bean say.
 *
 * @param sealer seals, or null
 * @param accepted other current keys
 */
record ConfiguredKeys(@Nullable Sealer sealer, List<SealVerifier> accepted) {
    /**
     * Reads the files.
     *
     * @param key the properties
     * @param given seals in place of a key in a file, or null
     */
    static ConfiguredKeys of(WorkflowProperties.Key key, @Nullable Sealer given) {
        Sealer sealer = sealer(key, given);
        if (sealer == null && !key.getAccepted().isEmpty()) {
            throw new WiringException(
                    "workflow.key.accepted is set, and nothing seals",
                    "set workflow.key.id and workflow.key.file, or give a bean of the type Sealer");
        }
        List<SealVerifier> accepted = new ArrayList<>();
        key.getAccepted()
                .forEach((name, path) -> accepted.add(KeyFiles.verifier("workflow.key.accepted." + name, name, path)));
        return new ConfiguredKeys(sealer, List.copyOf(accepted));
    }

    private static @Nullable Sealer sealer(WorkflowProperties.Key key, @Nullable Sealer given) {
        String id = key.getId();
        Path file = key.getFile();
        if ((id == null) != (file == null)) {
            throw new WiringException(
                    id == null
                            ? "workflow.key.file is set without workflow.key.id"
                            : "workflow.key.id is set without workflow.key.file",
                    "set both: the name of the key, and the file that holds it");
        }
        if (id == null || file == null) {
            return given;
        }
        if (given != null) {
            throw new WiringException(
                    "workflow.key.file is set, and there is a bean of the type Sealer too",
                    "remove one of them: what is written is sealed with one key");
        }
        return KeyFiles.sealer("workflow.key.file", id, file);
    }

    /** The same options with these keys. */
    RuntimeOptions in(RuntimeOptions options) {
        RuntimeOptions sealed = sealer == null ? options : options.sealer(sealer);
        return accepted.isEmpty()
                ? sealed
                : ConfiguredOptions.accepted(
                        "workflow.key.accepted",
                        accepted.stream().map(SealVerifier::keyId).toList(),
                        names -> sealed.alsoAccepted(accepted.toArray(SealVerifier[]::new)));
    }

    /** The same keys to verify with: nothing is sealed with them. */
    Seals seals() {
        List<SealVerifier> current = new ArrayList<>(accepted);
        if (sealer != null) {
            current.add(0, sealer);
        }
        return Seals.verifiedBy(current);
    }
}
