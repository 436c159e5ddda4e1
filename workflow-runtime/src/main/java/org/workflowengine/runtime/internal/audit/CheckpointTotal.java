package org.workflowengine.runtime.internal.audit;

/** Counts what a checkpoint lists. */
final class CheckpointTotal {
    private long definitions;
    private long cases;
    private long entries;

    void add(CheckpointLine line) {
        if (line.isCase()) {
            cases++;
            entries += line.number();
        } else {
            definitions++;
        }
    }

    long definitions() {
        return definitions;
    }

    long cases() {
        return cases;
    }

    long entries() {
        return entries;
    }

    /** The line that ends the list. */
    String text() {
        return "total " + definitions + " " + cases + " " + entries;
    }
}
