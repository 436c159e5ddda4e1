package org.workflowengine.examples.tamper;

/**
 * What became of an attack.
 *
 * @param kind what kind of answer it is
 * @param by what refused or detected it
 */
record Answer(Kind kind, String by) {
    /** From the best to the worst. */
    enum Kind {
        /** Nothing of it was accepted. */
        REFUSED("refused"),
        /** It was accepted, and is found. */
        DETECTED("detected"),
        /** It was accepted, and nothing shows it; the start had warned before that somebody might do so. */
        WARNED("warned of"),
        /** It was accepted, and nothing shows it. */
        OPEN("OPEN"),
        /** It failed for a reason of its own, and proves nothing. */
        FAILED("FAILED");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    @Override
    public String toString() {
        return kind.word + ": " + by;
    }
}
