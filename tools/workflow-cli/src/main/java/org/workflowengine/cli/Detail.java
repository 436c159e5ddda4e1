package org.workflowengine.cli;

import java.util.Locale;

/** What an event log has only if it is asked for: each may be personal, or tell what nobody outside should know. */
enum Detail {
    /** The id of the case, in place of a number. */
    CASE_ID,
    /** Who made the step. */
    ACTOR,
    /** For whom it was made. */
    ON_BEHALF_OF,
    /** Why, in free text. */
    REASON,
    /** What was known, and which step an erasure is about. */
    FACTS,
    /** What the layers above the engine have recorded. */
    EVIDENCE,
    /** The id of the request. */
    REQUEST_ID,
    /** Which application or node has recorded the step. */
    SOURCE;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
