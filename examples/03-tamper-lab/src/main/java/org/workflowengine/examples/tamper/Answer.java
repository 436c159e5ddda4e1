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
        /** Nothing of it was taken. */
        REFUSED("refused"),
        /** It was taken, and is found. */
        DETECTED("detected"),
        /** It was taken, and nothing shows it; the start had said before that somebody might do so. */
        WARNED("warned of"),
        /** It was taken, and nothing shows it. */
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
