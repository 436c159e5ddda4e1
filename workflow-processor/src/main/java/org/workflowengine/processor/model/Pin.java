package org.workflowengine.processor.model;

/**
 * What a released version was when it was released.
 *
 * @param fingerprint what is written, or empty
 * @param graph the canonical text as it is written, or empty
 */
public record Pin(String fingerprint, String graph) {

    private static final String FINGERPRINT = "[0-9a-f]{64}";

    public boolean isPinned() {
        return !fingerprint.isEmpty();
    }

    public boolean isReadable() {
        return isFingerprint(fingerprint);
    }

    /** The graph as it was fingerprinted: nothing in it has a blank. */
    public String text() {
        return graph.replaceAll("\\s", "");
    }

    public static boolean isFingerprint(String text) {
        return text.matches(FINGERPRINT);
    }
}
