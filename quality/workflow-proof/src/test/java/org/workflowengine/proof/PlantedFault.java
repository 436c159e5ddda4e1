package org.workflowengine.proof;

/** A mistake that engines of this kind are known to make, or could. Each is planted, and the invariants must find it. */
enum PlantedFault {
    /** The control: nothing is planted, and nothing may be found. */
    NONE(""),
    /** The case is moved wherever it stands, and no key keeps a second step out of a place that is taken. */
    NO_COMPARE_AND_SET_AND_NO_KEY("I"),
    /** State and audit in two transactions, one after the other. */
    AUDIT_IN_A_SECOND_TRANSACTION("I"),
    /** Nobody looks whether a request was applied before, and no key does. */
    NO_DEDUPE("I"),
    /** A commit that failed is taken for one that succeeded. */
    SWALLOWED_UNKNOWN("I"),
    /** A commit whose answer was lost is reported as "certainly unchanged". */
    UNKNOWN_CALLED_UNCHANGED("I"),
    /** Whoever hears nothing sends again, but under a request id of its own. */
    FRESH_REQUEST_ID_ON_RETRY("I"),
    /** The case is moved first, and stays moved when the audit row has no place. */
    UPDATE_BEFORE_INSERT("I"),
    /** Now and then a step is made without its audit row. */
    SKIPPED_AUDIT("I"),
    /** The answer is given first and the commit made afterwards, if it can be. */
    ACKNOWLEDGED_BEFORE_COMMIT("I"),
    /** What fails at the commit is done once more on the spot. */
    DOUBLE_APPLY_ON_RETRY("I"),
    /** The wrong digest is chained: that of the step itself and not the one before. */
    BROKEN_CHAIN("the digest is wrong"),
    /** A history begins with 32 zero bytes, which every database has, and not with the origin of its own. */
    OPENING_AFTER_ZERO("does not continue"),
    /** A history begins with the origin of another installation. */
    OPENING_OF_ANOTHER_INSTALLATION("does not continue"),
    /** The digest is computed with the key: nobody without it could follow the chain. */
    DIGEST_WITH_THE_KEY("the digest is wrong"),
    /** One node has no key. */
    SEAL_MISSING("no seal"),
    /** A seal that would do in any installation. */
    SEAL_OVER_THE_DIGEST_ALONE("the seal is wrong"),
    /** A seal that is made for another installation. */
    SEAL_OVER_ANOTHER_INSTALLATION("the seal is wrong"),
    /** The principal is forgotten. */
    PRINCIPAL_LOST("another principal"),
    /** When it happened is forgotten. */
    OCCURRED_AT_LOST("another time"),
    /** What the layers have to say is forgotten. */
    EVIDENCE_LOST("other evidence"),
    /** One layer overwrites what the other has to say. */
    EVIDENCE_OF_ONE_LAYER_ALONE("other evidence"),
    /** The evidence is kept as it came, and not in canonical form. */
    EVIDENCE_NOT_CANONICAL("other evidence"),
    /** A reminder makes an overdue case look fresh. */
    ENTERED_ANEW_BY_A_STEP_THAT_STAYS("in its state since"),
    /** Who follows new steps does not see this one. */
    MOVED_AT_FORGOTTEN("moved at"),
    /** Whoever sends a reminder again is told that the case is in its state only since then. */
    ANSWERED_AS_ENTERED_BY_A_STEP_THAT_STAYS("but acknowledged as since"),
    /** An erasure leaves the evidence, which names people. */
    ERASED_IN_PART("erased and recorded as erased are two things"),
    /** A legal hold is recorded, but the case does not count it. */
    HOLD_NOT_COUNTED("but the case counts 0"),
    /** Nobody looks for holds before an erasure. */
    ERASED_WHILE_HELD("an erasure is recorded while a hold stands"),
    /** Nobody looks whether a matter is held already. */
    HELD_TWICE("held twice at once"),
    /** Somebody with a SQL console turns a hold into a release. */
    RELEASED_TWICE("released, and not held"),
    /** Somebody with a SQL console erases who ordered a hold. */
    HOLD_ERASED("who ordered a hold or a release is erased"),
    /** What is held is purged. */
    HELD_CASE_PURGED("it was held"),
    /** A case goes from where it is, and not from where its tombstone says. */
    MOVED_CASE_PURGED("it stood at step 6"),
    /** A case that is not finished is purged. */
    UNFINISHED_CASE_PURGED("it was not finished"),
    /** A case goes without a tombstone. */
    PURGED_WITHOUT_TOMBSTONE("an audit row is gone"),
    /** The first step of a purged case stays. */
    PURGED_IN_PART("is left of a purged case, or was opened again"),
    /** A tombstone does not continue the one before it. */
    BROKEN_CHAIN_OF_TOMBSTONES("does not continue the one before it"),
    /** Nobody looks whether a case of this id was purged. */
    PURGED_ID_OPENED_AGAIN("is left of a purged case, or was opened again"),
    /** Somebody with a SQL console deletes the newest tombstone. */
    LOST_TOMBSTONE("tombstone 2: it is gone"),
    /** Somebody edits who has purged a case. */
    EDITED_TOMBSTONE("its digest is wrong"),
    /** Somebody takes off the seal of a tombstone, and what names it. */
    STRIPPED_TOMBSTONE("no seal"),
    /** Somebody with a SQL console sets a case back to an earlier step. */
    REWOUND_CASE("I2"),
    /** Somebody edits the facts on which a step was decided. */
    EDITED_FACTS("I7"),
    /** Somebody adds to the evidence of a step. */
    EDITED_EVIDENCE("I7"),
    /** Somebody deletes the newest step and sets the case back to the one before. */
    LOST_TAIL("I6"),
    /** Somebody sends a case elsewhere and computes the digests anew. */
    FORGED_STEP("the seal is wrong"),
    /** Somebody takes off a seal, and what names it. */
    STRIPPED_SEAL("no seal"),
    /** Somebody puts the seal of one step on another. */
    SWAPPED_SEAL("the seal is wrong"),
    /** Somebody gives the database the id of another, with its origin digest. */
    ANOTHER_INSTALLATION("I7");

    /** What is said of it when it is found; where chance decides what it comes to, any invariant may find it. */
    final String found;

    PlantedFault(String found) {
        this.found = found;
    }

    /** Whether it has to do with holds and purges, which a crowd would come to by chance only. */
    boolean isOfDepartures() {
        return compareTo(HOLD_NOT_COUNTED) >= 0 && compareTo(STRIPPED_TOMBSTONE) <= 0;
    }

    /** Whether it is made in a sound database, afterwards. */
    boolean isTampering() {
        return compareTo(REWOUND_CASE) >= 0;
    }
}
