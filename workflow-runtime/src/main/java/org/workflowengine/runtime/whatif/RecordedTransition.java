package org.workflowengine.runtime.whatif;

import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.internal.text.Texts;

/** The sorts of steps that are recorded. */
enum RecordedTransition {
    OPENING,
    IMPORT,
    ERASURE,
    HOLD,
    MIGRATION,
    MOVE,
    UNKNOWN;

    static RecordedTransition of(String transition) {
        if (Texts.isId(transition)) {
            return MOVE;
        }
        return switch (transition) {
            case Definition.OPENING -> OPENING;
            case Definition.ERASURE -> ERASURE;
            case Definition.HOLD, Definition.RELEASE -> HOLD;
            case Definition.IMPORT -> IMPORT;
            default -> transition.startsWith(Definition.MIGRATION) && transition.endsWith(")") ? MIGRATION : UNKNOWN;
        };
    }

    /** Whether a history begins with it. */
    boolean begins() {
        return this == OPENING || this == IMPORT;
    }
}
