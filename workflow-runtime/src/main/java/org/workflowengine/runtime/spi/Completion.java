package org.workflowengine.runtime.spi;

/** What became of a transaction of the caller's, and so of the steps that were written in it. */
public enum Completion {
    /** It was committed: the steps are made. */
    COMMITTED,

    /** It was rolled back, or the part of it with the steps was: they were never made. */
    ROLLED_BACK,

    /** It is over, and nobody knows how. The case's history tells. */
    UNKNOWN
}
