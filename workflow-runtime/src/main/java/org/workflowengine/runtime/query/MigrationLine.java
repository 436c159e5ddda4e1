package org.workflowengine.runtime.query;

import java.util.Optional;
import org.workflowengine.runtime.core.WorkflowTransition;

/** What a definition means for the cases in one state of one version: a line of a {@link MigrationReport}. Immutable. */
public final class MigrationLine {
    /** What becomes of the cases. Later versions may add a kind. */
    public enum Kind {
        /** They follow the definition already. */
        FOLLOW,
        /** They can be migrated: {@link MigrationLine#mapping} says where to. */
        CAN_COME,
        /** They have ended in their own version, and nothing is mapped. */
        ENDED,
        /** The definition declares a migration from their version, and lets this state stay with it. */
        STAY,
        /** They are alive, and the definition declares no migration from their version: only an engine of that version moves them. */
        STRANDED,
        /** They follow a later version. */
        LATER
    }

    private final int version;
    private final String state;
    private final CappedCount cases;
    private final Kind kind;
    private final Optional<WorkflowTransition> mapping;

    MigrationLine(int version, String state, CappedCount cases, Kind kind, Optional<WorkflowTransition> mapping) {
        this.version = version;
        this.state = state;
        this.cases = cases;
        this.kind = kind;
        this.mapping = mapping;
    }

    /** {@return the version that the cases follow} */
    public int version() {
        return version;
    }

    /** {@return the id of the state that they are in} */
    public String state() {
        return state;
    }

    /** {@return how many cases are there, up to {@link CaseSearch#LARGEST_COUNT}} */
    public CappedCount cases() {
        return cases;
    }

    /** {@return what becomes of them} */
    public Kind kind() {
        return kind;
    }

    /** {@return the state they enter and what must be known for it; empty unless they {@linkplain Kind#CAN_COME can come}} */
    public Optional<WorkflowTransition> mapping() {
        return mapping;
    }

    @Override
    public String toString() {
        return "MigrationLine[version " + version + ", " + state + ": " + cases + ", " + kind + "]";
    }
}
