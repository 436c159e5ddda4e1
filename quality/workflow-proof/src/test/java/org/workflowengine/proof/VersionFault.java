package org.workflowengine.proof;

/** A mistake that an engine could make that has versions of its definitions, migrates cases and imports them. Each must be found. */
enum VersionFault {
    /** The control: nothing is planted, and nothing may be found. */
    NONE(""),

    /** A migration leads to another state than its mapping says. */
    MIGRATED_ELSEWHERE("is not legal: it leads to "),
    /** The condition of a mapping is not looked at. */
    GUARD_OF_A_MAPPING_NOT_LOOKED_AT("(migrate:1)-> SECOND_LOOK on {} is not legal: its guard is not satisfied"),
    /** A case that stays with its version is migrated all the same. */
    MIGRATED_ALTHOUGH_IT_STAYS("no mapping leads from that state"),
    /** A migration says that the case came from the version to which it goes. */
    FROM_VERSION_OF_THE_NEW_ONE("from version 2 after version 1"),
    /** The migrated case is left under the number of the version from which it came. */
    OLD_VERSION_IN_THE_CASE("follows version 2, but the case says version 1"),
    /** The step of the new version names the old definition. */
    FINGERPRINT_OF_THE_OLD_VERSION("the fingerprint is not that of version 2"),
    /** A migration that is sent again is made again. */
    MIGRATED_TWICE("migrated a second time from the same version"),
    /** A case goes back to the old version, to which no migration leads. */
    BACK_TO_THE_OLD_VERSION("no migration leads from version 2 to version 1"),
    /** A node that has only the old version does not look which one the case follows. */
    STEP_OF_THE_OLD_VERSION_AFTER_THE_MIGRATION("from version 1 after version 2"),
    /** The new version's transition is made in a case that still follows the old one. */
    MOVED_WITHOUT_A_MIGRATION("a step that is no migration changes the version"),
    /** A migration makes an overdue case look fresh, although it keeps the state. */
    ENTERED_ANEW_BY_A_MIGRATION_THAT_STAYS("in its state since"),
    /** A request that the old version has applied is looked for among the steps of the new one. */
    REQUEST_OF_THE_OLD_VERSION_MADE_AGAIN("recorded 2 times, under version 1 and again under version 2"),

    /** A case is migrated on touch, and the move is lost. */
    MIGRATION_WITHOUT_ITS_MOVE("migrated for the sake of a move that was not made"),
    /** A case is moved after a migration that is lost. */
    MOVE_WITHOUT_ITS_MIGRATION("does not continue the row before it: step"),
    /** The migration of a case that was only touched takes the request id. */
    REQUEST_ID_ON_THE_MIGRATION("the migration before it has the request id"),
    /** Each of the two steps has the facts of the other. */
    FACTS_SWAPPED("the migration before it has other facts"),
    /** All facts stand in the migration too. */
    FACTS_IN_BOTH("the migration before it has other facts"),
    /** A fact that both require is left to the migration alone. */
    SHARED_FACT_IN_THE_MIGRATION_ALONE("the move after a migration has other facts"),
    /** When it occurred stands in both steps. */
    OCCURRED_AT_IN_BOTH("the migration before it has a time of its own"),
    /** What the layers have to say stands in both steps. */
    EVIDENCE_IN_BOTH("the migration before it has evidence"),
    /** Nobody has migrated the case. */
    ACTOR_MISSING_ON_THE_MIGRATION("not erased, but by actor null"),
    /** Nobody has moved the case, once it was migrated. */
    ACTOR_MISSING_ON_THE_MOVE("not erased, but by actor null"),
    /** A technical user has migrated the case. */
    ANOTHER_ACTOR_ON_THE_MIGRATION("the migration before it is by another actor"),
    /** On whose behalf it was migrated is forgotten. */
    PRINCIPAL_MISSING_ON_THE_MIGRATION("the migration before it is for another principal"),
    /** The migration gives a reason of its own. */
    ANOTHER_REASON_ON_THE_MIGRATION("the migration before it has another reason"),

    /** An imported case looks as if it had entered its state today. */
    IMPORTED_AS_OF_NOW("in its state since"),
    /** A case is imported into any state that there is. */
    IMPORTED_INTO_ANY_STATE("(import)-> PAID on {} is not legal: the state is not importable"),
    /** An import looks as if it were the beginning. */
    IMPORT_RECORDED_AS_AN_OPENING("a case is opened in RECEIVED");

    /** What is said of it when it is found. */
    final String found;

    VersionFault(String found) {
        this.found = found;
    }
}
