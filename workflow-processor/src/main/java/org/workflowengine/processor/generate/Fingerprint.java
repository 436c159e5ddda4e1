package org.workflowengine.processor.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * The SHA-256 of a definition's canonical text. The runtime computes it again from the compiled definition and refuses a difference; a test
 * holds the two against each other.
 */
final class Fingerprint {
    private Fingerprint() {}

    static String of(WorkflowModel model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] text = DefinitionJson.canonical(model).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
