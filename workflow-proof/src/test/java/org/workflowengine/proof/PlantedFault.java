package org.workflowengine.proof;

/** A mistake that engines of this kind are known to make. Each is planted, and the invariants must find it. */
enum PlantedFault {
    /** The control: nothing is planted, and nothing may be found. */
    NONE,
    /** The case is moved wherever it stands, and no key keeps a second step out of a place that is taken. */
    NO_COMPARE_AND_SET_AND_NO_KEY,
    /** State and audit in two transactions, one after the other. */
    AUDIT_IN_A_SECOND_TRANSACTION,
    /** Nobody looks whether a request was applied before, and no key does. */
    NO_DEDUPE,
    /** A commit that failed is taken for one that succeeded. */
    SWALLOWED_UNKNOWN,
    /** A commit whose answer was lost is reported as "certainly unchanged". */
    UNKNOWN_CALLED_UNCHANGED,
    /** Whoever hears nothing sends again, but under a request id of its own. */
    FRESH_REQUEST_ID_ON_RETRY,
    /** The case is moved first, and stays moved when the audit row has no place. */
    UPDATE_BEFORE_INSERT,
    /** Now and then a step is made without its audit row. */
    SKIPPED_AUDIT,
    /** The answer is given first and the commit made afterwards, if it can be. */
    ACKNOWLEDGED_BEFORE_COMMIT,
    /** What fails at the commit is done once more on the spot. */
    DOUBLE_APPLY_ON_RETRY,
    /** The wrong digest is chained: that of the step itself and not the one before. */
    BROKEN_CHAIN,
    /** Somebody with a SQL console sets a case back to an earlier step. */
    REWOUND_CASE,
    /** Somebody edits the facts on which a step was decided. */
    EDITED_FACTS,
    /** Somebody deletes the newest step and sets the case back to the one before. */
    LOST_TAIL,
    /** Somebody sends a case elsewhere and computes the digests anew. */
    FORGED_STEP
}
