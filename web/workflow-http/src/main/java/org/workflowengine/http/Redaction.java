package org.workflowengine.http;

/**
 * What a caller may see of a step. What is hidden is left out of every answer, whatever its form: JSON, pages, pictures, bundles, error texts.
 * It shows as "hidden", and is never confused with what was erased.
 *
 * <p>Safe for use by several threads at once.
 */
public interface Redaction {
    /** Hides actors, reasons, evidence and all facts. The default. */
    Redaction HIDE_ALL = new Redaction() {};

    /** Shows everything to everybody. For callers who could read the database as well. */
    Redaction SHOW_ALL = new Redaction() {
        @Override
        public boolean showsActor(Caller caller, String workflow) {
            return true;
        }

        @Override
        public boolean showsReason(Caller caller, String workflow) {
            return true;
        }

        @Override
        public boolean showsEvidence(Caller caller, String workflow) {
            return true;
        }

        @Override
        public boolean showsFact(Caller caller, String workflow, String fact) {
            return true;
        }
    };

    /**
     * Whether the caller may see who made a step, and for whom.
     *
     * @param caller who asks
     * @param workflow the id of the case's workflow
     * @return false unless overridden
     */
    default boolean showsActor(Caller caller, String workflow) {
        return false;
    }

    /**
     * Whether the caller may see why a step was made.
     *
     * @param caller who asks
     * @param workflow the id of the case's workflow
     * @return false unless overridden
     */
    default boolean showsReason(Caller caller, String workflow) {
        return false;
    }

    /**
     * Whether the caller may see the evidence of a step.
     *
     * @param caller who asks
     * @param workflow the id of the case's workflow
     * @return false unless overridden
     */
    default boolean showsEvidence(Caller caller, String workflow) {
        return false;
    }

    /**
     * Whether the caller may see what a fact was.
     *
     * @param caller who asks
     * @param workflow the id of the case's workflow
     * @param fact the fact's id
     * @return false unless overridden
     */
    default boolean showsFact(Caller caller, String workflow, String fact) {
        return false;
    }

    /**
     * Whether the caller may see everything of a workflow's steps, as a bundle contains them.
     *
     * @param caller who asks
     * @param workflow the id of the workflow
     * @param facts the ids of the workflow's facts
     * @return whether nothing is hidden
     */
    default boolean showsAll(Caller caller, String workflow, Iterable<String> facts) {
        if (!showsActor(caller, workflow) || !showsReason(caller, workflow) || !showsEvidence(caller, workflow)) {
            return false;
        }
        for (String fact : facts) {
            if (!showsFact(caller, workflow, fact)) {
                return false;
            }
        }
        return true;
    }
}
