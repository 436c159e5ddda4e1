package org.workflowengine.processor.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a definition's canonical text. The runtime computes it again from the compiled definition and refuses a difference; a test
 * holds the two against each other.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** A sound definition's. */
    public static String of(WorkflowModel model) {
        return of(DefinitionJson.canonical(model));
    }

    /** That of a canonical text. */
    public static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
