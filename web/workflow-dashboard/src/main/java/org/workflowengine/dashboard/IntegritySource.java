package org.workflowengine.dashboard;

import java.util.Optional;

/**
 * What the host knows about the last verification of everything. The dashboard itself verifies single cases alone: everything takes minutes,
 * and belongs into a nightly run.
 *
 * <p>Safe for use by several threads at once; called for each page of the overview and of integrity, so it answers from memory.
 */
@FunctionalInterface
public interface IntegritySource {
    /** Nothing is known. The default: the pages then say so, and name the command to run. */
    IntegritySource NONE = Optional::empty;

    /**
     * The last verification.
     *
     * @return what it found; empty if this server knows of none
     */
    Optional<LastVerification> last();
}
